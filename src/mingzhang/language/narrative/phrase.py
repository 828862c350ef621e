"""Phrases: how a figure is worded, described once, to read it into a fact and to check what is said of it.

A phrase is a line of data.  ``words`` are the wordings by which the figure is recognised anywhere, ``here``
those that count only in the sections named.  ``rules`` names the catalogue id of each thing the sentence
asserts.  How sentences are written is in the outlines (:mod:`mingzhang.language.narrative.sentence_writer`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mingzhang.facts.number import MONEY
from mingzhang.facts.period import InForce
from mingzhang.language.table.notation import Phrase
from mingzhang.language.text.spelling import plain
from mingzhang.language.text.subject import OWNER
from mingzhang.language.text.vocabulary import ALL_FUNDS

ASPECTS = ("值", "同比", "占比", "完成", "预算差", "预算幅")
# Before a strong wording anything may stand but these, which make it a part.
_PART = re.compile(
    r"(?:货物|工程|服务|类)(?:采购)?$|非$|其他$|(?:一般公共|政府性基金|国有资本经营)预算$|政府性基金$"
)


def load_phrases(data: dict[str, Any]) -> tuple[Phrase, ...]:
    """Phrases from the ``[[phrase]]`` tables of a catalogue file.

    Raises ``ValueError`` on an unknown field or aspect.

    >>> load_phrases({"phrase": [{"fact": "甲", "words": ["甲(元)为"]}]})[0].words
    ('甲（元）为',)
    """
    phrases = []
    for entry in data.get("phrase", []):
        unknown = set(entry) - set(Phrase.__dataclass_fields__) - {"since", "until"}
        if unknown or set(entry.get("rules", {})) - set(ASPECTS):
            raise ValueError(f"短语 {entry.get('fact')} 有不认识的字段：{unknown or entry['rules']}")
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        values["period"] = InForce(values.pop("since", None), values.pop("until", None))
        for key in ("words", "here"):
            values[key] = tuple(dict.fromkeys(map(plain, values.get(key, ()))))
        phrases.append(Phrase(**values))
    return tuple(phrases)


@dataclass(frozen=True)
class Wordings:
    """All wordings of a catalogue, ready to look up.

    >>> wordings = Wordings.of((Phrase("甲.收入", words=("本年收入合计",)),))
    >>> wordings.find("某局2024年度本年收入合计", "", "", "元").fact
    '甲.收入'
    """

    by_ending: dict[str, list[tuple[str, Phrase, bool]]]
    by_fact: dict[str, Phrase]
    by_whole: dict[str, Phrase]

    @classmethod
    def of(cls, phrases: tuple[Phrase, ...]) -> Wordings:
        """Index the phrases by the last character of every wording."""
        by_ending: dict[str, list[tuple[str, Phrase, bool]]] = {}
        for phrase in phrases:
            for word in phrase.words:
                _enter(by_ending, word, phrase, False)
            for word in phrase.here:
                _enter(by_ending, word, phrase, True)
        for entries in by_ending.values():
            entries.sort(key=lambda entry: (-len(entry[0]), not entry[2]))
        wholes = {_spelled(plain(word)): phrase for phrase in phrases for word in phrase.wholes}
        return cls(by_ending, {p.fact: p for p in reversed(phrases)}, wholes)

    def whole(self, words: str, section: str) -> Phrase | None:
        """The phrase whose fact a share's printed whole means."""
        spelled = re.sub(r"^(?:20\d\d年度?|本部门|本单位|全部(?!支出$|收入$))", "", _spelled(plain(words)))
        return self.by_whole.get(spelled) or self.find(words, section, words, MONEY)

    def find(self, subject: str, section: str, context: str, unit: str | None) -> Phrase | None:
        """The phrase with the longest wording that ends the subject and fits section, context and unit.

        A wording may be followed by 决算数 or a remark in brackets; 支出 or 预算总额 behind 费 adds nothing to it.

        >>> wordings = Wordings.of((Phrase("甲.接待", words=("公务接待费",)),))
        >>> wordings.find("公务接待费预算支出", "", "", "元").fact
        '甲.接待'
        """
        subject = _spelled(subject)
        remark = re.search(r"(?<=（)[^（）]{3,}(?=）$)", subject)
        if remark is not None and (known := self._find(remark[0], section, context, unit)) is not None:
            return known  # 购置费、运行费（三公经费）: what the bracket calls all of it
        shorter = re.sub(r"（[^（）]*）$|(?:支出)?决算数?$", "", subject)
        bare = re.sub(r"(?<=费)用?(?:预算|决算)?(?:支出(?:预算|决算)?数?|总额)$", "", subject)
        spellings = dict.fromkeys((subject, shorter, bare))
        found = (self._find(spelling, section, context, unit) for spelling in spellings)
        return next((phrase for phrase in found if phrase is not None), None)

    def _find(self, subject: str, section: str, context: str, unit: str | None) -> Phrase | None:
        """The first phrase that fits a spelled subject: longer wordings first, then the section's own."""
        if not subject:
            return None
        for word, phrase, only_here in self.by_ending.get(subject[-1], ()):
            if not subject.endswith(word):
                continue
            before = subject[: -len(word)]
            if only_here and (section not in phrase.sections or not OWNER.search(before)):
                continue
            if not only_here and _PART.search(before):
                continue
            if unit is not None and not (unit in phrase.unit if phrase.unit != MONEY else unit == MONEY):
                continue
            if phrase.context and not re.search(phrase.context, context):
                continue
            return phrase
        return None


def derived(fact: str, base: str) -> str:
    """The name of a budget or prior-year figure of a fact.

    >>> derived("总表.本年收入", "上年"), derived("三公表.决算.接待费", "年初预算")
    ('上年:总表.本年收入', '三公表.预算.接待费')
    """
    if fact.startswith("三公表.决算.") and "预算" in base and not base.startswith("上年"):
        return fact.replace(".决算.", ".预算.")
    return f"{'年初预算' if base == '预算' else base}:{fact}"


@lru_cache(maxsize=8192)
def _spelled(words: str) -> str:
    """Wordings are compared without quotes and 的, which authors use freely, and with 公务用车 in full."""
    return re.sub(r"公务车(?:用车)?|公车", "公务用车", ALL_FUNDS.sub("", re.sub(r"[“”\"'的]", "", words)))


def _enter(
    by_ending: dict[str, list[tuple[str, Phrase, bool]]], word: str, phrase: Phrase, here: bool
) -> None:
    spelled = _spelled(word)
    if spelled:
        by_ending.setdefault(spelled[-1], []).append((spelled, phrase, here))
