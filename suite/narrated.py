"""Whole documents in wordings of the suite's own: of each sentence one of several ways to say it is drawn."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from mingzhang.facts.publication import BODY, PART, SECTION, TITLE, UNIT, Piece
from mingzhang.facts.report import Paragraph
from suite.books import ACCOUNT, Books
from suite.forms import average, form, projects, target_form
from suite.manuscript import SENTENCES, Manuscript, Part
from suite.slots import Figures, Style, Written
from suite.tables import table_parts

NAME, PURPOSE, REASON, YEAR, OFFICE, LISTED, PLAIN = (
    "name", "purpose", "reason", "year", "office", "listed", "plain",
)  # fmt: skip
_NUMBERS = "一二三四五六七八九十"
_MARKS = ("{}、", "（{}）", "{}．")
_ABSENT = ("30202", "30206", "30213", "30305")  # economic kinds on which no office spends anything
_ORDER = ("总体", "收入", "支出", "拨款", "一般", "基本", "三公", "其他", "绩效")


@cache
def wordings(kind: str) -> dict[str, Any]:
    """The ways to say things of an account or a budget."""
    text = (Path(__file__).parent / "wordings" / f"{kind}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def narrated(seed: int, kind: str = ACCOUNT, tables: bool = True, forms: bool = True) -> Manuscript:
    """A document; ``tables`` and ``forms`` say whether it has them.

    >>> one, same = narrated(5, "budget"), narrated(5, "budget")
    >>> [p.text for p in one.parts] == [p.text for p in same.parts], one.title in one.parts[1].text
    (True, True)
    """
    return _Narrator(Random(f"{kind}{seed}"), kind, tables, forms).manuscript()


class _Narrator:
    """One document in the making."""

    def __init__(self, random: Random, kind: str, tables: bool, forms: bool) -> None:
        self.random, self.books = random, Books(random, kind)
        self.tabled, self.formed = tables, forms
        self.wordings = wordings(kind)
        unit = random.choice(("万元", "万元", "元"))
        self.style = Style(unit, unit == "元" and random.random() < 0.5)
        self.projects = projects(self.books)
        self._words()

    def _words(self) -> None:
        """What fills the slots for words, and some figures that only sentences need."""
        books = self.books
        names = books.names
        listed = {"人员": [], "公用": []}  # type: dict[str, list[str]]
        for code, amount in books.economic.items():
            if amount:
                listed["公用" if code.startswith("302") else "人员"].append(names[code])
        self.base = {
            "年": (str(books.year), YEAR),
            "上年": (str(books.year - 1), YEAR),
            "单位": (books.unit, OFFICE),
            "层级": (books.level, PLAIN),
            "职责": (books.duty, PLAIN),
            "钱": (self.style.unit, PLAIN),
            "人员科目": ("、".join(listed["人员"]), LISTED),
            "公用科目": ("、".join(listed["公用"]), LISTED),
            "平均分": (average([900 + p.points for p in self.projects]), PLAIN),
        }
        self.base |= {f"因{name}": (said, REASON) for name, said in books.reasons.items()}
        money = sum(p.spent for p in self.projects)
        books.amounts |= {"项目数": len(self.projects), "优": len(self.projects), "良": 0, "绩效金额": money}

    def manuscript(self) -> Manuscript:
        """The whole document."""
        books = self.books
        mark, about, data, told, terms = self.random.choice(self.wordings["heads"])
        self.nested = mark == "{}、"
        title = self._say(self.random.choice(self.wordings["title"])).text
        parts = [Part(Piece(Paragraph(books.unit), UNIT)), Part(Piece(Paragraph(title), TITLE))]
        chapters = [[_head(about, PART), self._body(self.random.choice(self.wordings["about"]), "概况")]]
        chapters.append([_head(told, PART), *self._sections()])
        if self.tabled:
            chapters.insert(self.random.choice((1, 2)), [_head(data, PART), *table_parts(books, self.style)])
        said = enumerate(self.wordings["say"]["名词"], 1)
        chapters.append([_head(terms, PART), *(self._body(f"{n}．{text}", "名词") for n, text in said)])
        for number, chapter in zip(_NUMBERS, chapters, strict=False):
            parts += [_head(mark.format(number) + chapter[0].text, PART), *chapter[1:]]
        if self.formed:
            make = form if books.kind == ACCOUNT else target_form
            parts += [part for project in self.projects for part in make(books, project)]
        facts = {
            "idle": tuple(books.idle), "largest": (books.reasons["三公"],),
            "purposes": tuple(item.purpose for item in books.items),
            "names": tuple(books.names[item.code] for item in books.items),
            "absent": tuple(books.names[code] for code in _ABSENT),
        }  # fmt: skip
        return Manuscript(
            tuple(parts), books.unit, title, books.year, books.place, books.kind, SENTENCES, facts
        )

    def _sections(self) -> Iterator[Part]:
        """The narrative, section by section."""
        mark, number = self.random.choice(_MARKS[1:2] if self.nested else _MARKS), 0
        say: dict[str, Callable[[], Iterator[Part]]] = {
            "一般": self._general, "三公": self._three, "其他": self._others,
        }  # fmt: skip
        for topic in _ORDER:
            if topic not in self.wordings["section"] or (topic == "绩效" and not self.projects):
                continue
            heading = self.random.choice(self.wordings["section"][topic])
            yield _head(mark.format(_NUMBERS[number]) + heading, SECTION)
            number += 1
            yield from say.get(topic, lambda t=topic: iter([self._draw(t)]))()

    def _general(self) -> Iterator[Part]:
        """The general budget: the whole, its classes, its items one by one."""
        books = self.books
        yield self._draw("一般")
        way = self.random.choice(self.wordings["say"]["类"])
        classes = sorted({item.code[:3] for item in books.items})
        line = self._say(self.random.choice(self.wordings["say"]["类头"]))
        for code in classes:
            mine = {"类": books.amounts[f"类 {code}"]}
            line += self._say(way, mine, {"类名": books.names[code]})
            line += Written("。" if code == classes[-1] else "；")
        yield Part(Piece(Paragraph(line.text), BODY), line.spots, "类")
        yield self._draw("项头")
        way = self.random.choice(self.wordings["say"]["项"])
        for number, item in enumerate(books.items, 1):
            code = item.code
            mine = {key: books.amounts[f"{key} {code}"] for key in ("项", "项预算", "上年项")}
            named = {"类名": books.names[code[:3]], "款名": books.names[code[:5]], "项名": books.names[code]}
            said = self._say(way, mine, named, item.purpose, books.reasons[f"项 {code}"])
            said = Written(f"{number}．") + said
            yield Part(Piece(Paragraph(said.text), BODY), said.spots, f"项 {code}")

    def _three(self) -> Iterator[Part]:
        """“三公”: the whole and its parts; what there was none of is said so."""
        yield self._draw("三公")
        yield self._draw("出国" if self.books.amounts["出国"] else "无出国")
        yield self._draw("用车")
        yield self._draw("接待")

    def _others(self) -> Iterator[Part]:
        for topic in ("机关", "采购", "资产", "基金"):
            yield self._draw(topic)

    def _draw(self, topic: str) -> Part:
        return self._body(self.random.choice(self.wordings["say"][topic]), topic)

    def _body(self, wording: str, topic: str) -> Part:
        said = self._say(wording)
        return Part(Piece(Paragraph(said.text), BODY), said.spots, topic)

    def _say(
        self,
        wording: str,
        amounts: dict[str, int] | None = None,
        named: dict[str, str] | None = None,
        purpose: str = "",
        reason: str = "",
    ) -> Written:
        words = self.base | {key: (said, NAME) for key, said in (named or {}).items()}
        words |= {"用途": (purpose, PURPOSE), "因项": (reason, REASON)}
        return Figures(self.books.amounts | (amounts or {}), words, self.style).write(wording)


def _head(text: str, role: str) -> Part:
    level = 1 if role == PART else 2
    return Part(Piece(Paragraph(text, level=level), role))
