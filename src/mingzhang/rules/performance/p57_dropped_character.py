"""项目专名不漏字

为什么：项目名称里的专名在同一张表里多次写全，有一处少了首字，是漏字。
怎么改：补上漏掉的字。

>>> words = "河湖巡护标准|制定河湖巡护标准，各次河湖巡护有记录|{}|90|90"
>>> print(*rule.check(form("某区河湖巡护项目", rows=["质量指标|" + words.format("完成湖巡护任务")])))
P-57 不成立：自评表1“某区河湖巡护项目”“质量指标 河湖巡护标准”写“完成湖巡护任务”，漏“河”字，项目名和他处均为“河湖巡护”
>>> print(*rule.check(form("某区河湖巡护项目", rows=["质量指标|" + words.format("完成河湖巡护任务")])))
P-57 成立：
>>> print(*rule.check(form("宣传", rows=["质量指标|" + words.format("完成湖巡护任务")])))
P-57 无法判断：自评表1“宣传”的项目名称里没有多次出现的专名
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.text.spelling import plain

RULE = Judgement(
    "P-57", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that writes a name of its title in full several times."""
    cells = [cell.plain for form in document.evaluations for cell in form.texts()]
    everything = "，".join([*cells, *(plain(paragraph.text) for _, paragraph in document.body())])
    for form in document.evaluations:
        words = _words(form)
        found = next((hit for word in words for hit in _dropped(form, word, everything)), None)
        if found is not None:
            cell, word = found
            at = cell.plain.index(word[1:])
            yield fails(
                f"{form.table}“{cell.place.row}”写“{cell.plain[max(0, at - 8) : at + 8]}”，漏“{word[0]}”字，"
                f"项目名和他处均为“{word}”",
                cell.place,
                printed=cell.plain[max(0, at - 8) : at + 8],
                expected=cell.plain[max(0, at - 8) : at] + word[0] + cell.plain[at : at + 8],
            )
        elif words:
            yield holds(form.name.place)
        else:
            yield undecided(f"{form.table}的项目名称里没有多次出现的专名", form.name.place)


def _words(form: SelfEvaluation) -> list[str]:
    """Parts of the project's name that stand between different neighbours, so that they are words."""
    name, text = form.name.plain, "，".join(cell.plain for cell in [form.name, *form.texts()])
    parts = {name[i : i + 4] for i in range(len(name) - 3)}
    return sorted(
        part for part in parts if len(set(re.findall(f"(.?){part}", text))) >= 3 and _free(part, text)
    )


def _free(part: str, text: str) -> bool:
    return len(set(re.findall(f"{part}(.?)", text))) >= 3


def _dropped(form: SelfEvaluation, word: str, everything: str) -> Iterator[tuple[FormEntry, str]]:
    """Cells that write the word without its first character, where those characters stand nowhere else."""
    bare = re.compile(f"(?<!{word[0]}){word[1:]}")
    start = re.compile(f"(?<!{word[0]}){word[1:3]}")
    hits = [cell for cell in form.texts() if bare.search(cell.plain)]
    if len(hits) == 1 and len(start.findall(everything)) == 1:
        yield hits[0], word
