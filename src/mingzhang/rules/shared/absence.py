"""Statements that there is no such income or expenditure, and where they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined, once
from mingzhang.language.document.sections import PROJECTS

# Which words name each matter, and the key of its section.
MATTERS = {
    "基金": re.compile(r"政府性基金"),
    "国资": re.compile(r"国有资本经营"),
    "三公": re.compile(r"[“”\"]?三公[“”\"]?经费"),
    "机关运行": re.compile(r"机关运行经费"),
}
_NO = re.compile(
    r"无(?!法|论|关|需|须|故|偿)|没有|未(?:安排|发生|使用|涉及|产生)|不涉及|不存在|不在[^，。；]{0,12}范围"
)
_THIS = re.compile(r"(?:无|没有)(?:此|该|本|这)(?:项|类)|不涉及(?:此|该)?|无相关|无数据|未发生(?:此|该)")
_PART = re.compile(
    r"基本支出|项目支出|年初|年末|结转|结余|上年|去年|预算安排$|机关运行|购置|变化|增减|差异|调整|超|违|支出预算|经费预算"
)
# What is denied by 此项 in a paragraph about one of these is that one, not all of the matter.
_ONE_OF = re.compile(r"因公出国|公务用车|公务接待|会议费|培训费")
_BEFORE = re.compile(r"年初|上年|去年|原|如|若|凡|对")


@dataclass(frozen=True)
class Denial:
    """One statement of absence: its words, its place, and what it covers (``收入``, ``支出`` or both)."""

    matter: str
    words: str
    place: Place
    covers: tuple[str, ...]


@once
def denials(document: Examined, matter: str) -> tuple[Denial, ...]:
    """The sentences of the narrative that say that a matter did not occur at all."""
    return tuple(_denials(document, matter))


def _denials(document: Examined, matter: str) -> Iterator[Denial]:
    """The statements of absence, sentence by sentence."""
    name, silent = MATTERS[matter], document.notation.without_figures | PROJECTS
    for passage in (p for p in document.passages if not p.heading):
        keys = {section.key for section in document.around(passage.block)}
        if keys & silent or not (matter in keys or name.search(passage.text)):
            continue
        inside, start = matter in keys and not _ONE_OF.search(passage.text), 0
        for words in re.split(r"(?<=[。；！])", passage.text):
            end, clauses = start + len(words), re.split(r"[，：]", words.rstrip("。；！"))
            if denied := [clause for clause in clauses if _denies(clause, name, inside)]:
                yield Denial(matter, words, passage.place(start, end), _covers("".join(denied)))
            start = end


def _denies(clause: str, name: re.Pattern[str], inside: bool) -> bool:
    """Whether a clause denies the matter; instructions (“无……的，作下述说明”) do not."""
    about, no = name.search(clause), _NO.search(clause)
    if no is None or (about is None and not (inside and _THIS.search(clause))):
        return False
    if clause.endswith("的") or _BEFORE.search(clause[: no.start()]):
        return False
    after = clause[no.end() :]
    if about is not None and about.start() < no.start() and not _THIS.search(clause):
        after = clause[about.end() :]
    return not _PART.search(name.sub("", after)) and not re.search(r"\d", after)


def _covers(clause: str) -> tuple[str, ...]:
    rest = re.sub(r"收支|收入支出|收入、支出", "收入和支出", clause)
    return tuple(word for word in ("收入", "支出") if word in rest) or ("收入", "支出")
