"""What a budget tells of its projects: 项目概述, 立项依据, 实施主体 … one body under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingzhang.facts.place import Place
from mingzhang.language.document.passage import Passage

_HEADS = {
    "概述": "项目(?:基本)?(?:概述|概况|情况)|项目内容",
    "依据": "(?:项目)?立项(?:的)?依据",
    "主体": "(?:项目)?实施(?:主体|单位)",
    "方案": "(?:项目)?实施(?:方案|内容|计划)",
    "周期": "(?:项目)?(?:实施(?:周期|期限|时间)|起止时间|周期)",
    "安排": "(?:年度|20\\d\\d年(?:度)?|本年|项目)?预算(?:资金)?安排(?:情况)?",
    "目标": "(?:项目|年度)?绩效目标(?:情况)?",
}
_HEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.]|（[一二三四五六七八九十]{1,2}）|\d{1,2}[、.]|（\d{1,2}）)?"
    rf"(?:{'|'.join(f'(?P<{key}>{words})' for key, words in _HEADS.items())})(?P<mark>：|。|$)(?P<body>.*)$"
)
_ENOUGH = 3  # headings that make a description


@dataclass
class NotePart:
    """One heading of a description with the passages under it."""

    key: str
    head: Passage
    title: str
    bodies: list[Passage] = field(default_factory=list)
    start: int = 0  # where the body begins in its first passage, when it stands behind its heading

    @property
    def text(self) -> str:
        """All that stands under the heading."""
        return "".join(p.text[self.start if not n else 0 :] for n, p in enumerate(self.bodies))

    def place(self) -> Place:
        """The body, or the heading where there is none."""
        if not self.bodies:
            return self.head.place(0, len(self.head.text))
        return self.bodies[0].place(self.start, len(self.bodies[0].text))


def project_notes(passages: Sequence[Passage]) -> Iterator[dict[str, NotePart]]:
    """Each description of a project as its parts by kind.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> body = ["一、立项依据", "区发改委批复。", "二、实施主体", "某局。", "三、实施周期：2026年全年。", "四、绩效目标", "另附。"]
    >>> [{key: part.text for key, part in note.items()} for note in project_notes(passages(text(*body)))]
    [{'依据': '区发改委批复。', '主体': '某局。', '周期': '2026年全年。', '目标': '另附。'}]
    """
    note: dict[str, NotePart] = {}
    part: NotePart | None = None
    for passage in passages:
        match = _HEAD.match(passage.text)
        if match and (not match["body"] or match["mark"] == "：") and match.lastgroup:
            key = next(key for key in _HEADS if match[key])
            if key in note:
                yield from _described(note)
                note = {}
            part = note[key] = NotePart(key, passage, match[key])
            if match["body"]:
                part.bodies, part.start = [passage], match.start("body")
        elif passage.heading or part is None:
            part = None
        else:
            part.bodies.append(passage)
    yield from _described(note)


def _described(note: dict[str, NotePart]) -> Iterator[dict[str, NotePart]]:
    if len(note) >= _ENOUGH and note.keys() & {"依据", "主体", "周期"}:
        yield note
