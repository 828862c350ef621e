"""Runs of characters to visual lines: what stands on one baseline, blanks of the layout dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.tuning import MARGINS, NARROW, RAISED, SAME_LINE, SPACED, TOUCH, WIDE, WORDS

ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,4}(?:部分|[章节条篇])")
CHINESE = re.compile("[\u3400-\u9fff]{2}")
HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ASCENT, DESCENT = 0.86, 0.14  # em above and below the baseline that a full-width character covers
NUMBER_END = re.compile(r"[0-9][0-9,.]*$")
WHOLE = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,4})?[%％]?")
AMOUNT = re.compile(r"[-+−]?[\d.,]+[%％]?")
NUMBER_START = re.compile(r"[,.]?[0-9][0-9,.]*")


@dataclass(slots=True)
class VisualLine:
    """One line as the eye sees it.

    ``xs`` holds the left edge of every character of ``text`` and the right edge of the last; ``base`` is
    the baseline, ``em`` the character size, in points from the top left corner of page ``page``.  ``runs``
    are what it was put together from; ``wide`` tells that a gap sets its parts clearly apart.

    >>> line = VisualLine("收入", [72.0, 84.0, 96.0], 100.0, 12.0, 1)
    >>> line.x0, line.x1, line.y0, line.y1
    (72.0, 96.0, 89.68, 101.68)
    """

    text: str
    xs: list[float]
    base: float
    em: float
    page: int
    runs: list[Run] = field(default_factory=list)
    wide: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.xs[-1]

    @property
    def y0(self) -> float:
        """Upper edge of a full-width character."""
        return self.base - ASCENT * self.em

    @property
    def y1(self) -> float:
        """Lower edge of a full-width character."""
        return self.base + DESCENT * self.em


def visual_lines(runs: Iterable[Run], page: int) -> list[VisualLine]:
    """The runs gathered into lines from top to bottom.

    >>> left, right = Run("共", [72, 84], 100, 12), Run("12.5", [84, 90, 96, 99, 105], 98.5, 12)
    >>> [line.text for line in visual_lines([right, left], 1)]
    ['共12.5']
    """
    return [_line(group, page) for group in _groups(runs)]


def _groups(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs whose baselines agree with the widest run of their line."""
    groups: list[list[Run]] = []
    base = em = broad = 0.0
    for run in sorted(runs, key=lambda run: run.base):
        breadth = run.xs[-1] - run.xs[0]
        if groups and run.base - base <= SAME_LINE * max(em, run.em):
            groups[-1].append(run)
        else:
            groups.append([run])
            broad = -1.0
        if breadth > broad:
            base, em, broad = run.base, run.em, breadth
    return groups


def _line(group: list[Run], page: int) -> VisualLine:
    """The line of the runs on one baseline: raised digits made superscript, blanks set in wide gaps."""
    runs = _in_order(group) if len(group) > 1 else group
    if len(runs) == 1:
        run = runs[0]
        return VisualLine(run.text, run.xs, run.base, run.em, page, runs)
    main = max(runs, key=lambda run: run.xs[-1] - run.xs[0])
    em = _size(runs) or main.em
    for run in runs:  # a raised mark is no figure of an amount
        if run.em < 0.75 * em and main.base - run.base > RAISED * em and run.text.isdigit():
            run.text = run.text.translate(HIGH)
    text, xs, apart = runs[0].text, list(runs[0].xs), False
    typical = _letter_spacing(runs)
    for previous, run in pairwise(runs):
        gap = run.xs[0] - previous.xs[-1]
        wide = gap > max(2.5 * typical, 1.5 * em) if typical else gap >= WIDE * em
        if wide or (not typical and _needs_blank(text, run.text, gap / em)):
            text += " "
            apart |= wide
        else:
            xs.pop()
        text += run.text
        xs += run.xs
    return VisualLine(text, xs, main.base, em, page, runs, apart)


def _size(runs: list[Run]) -> float:
    """Size of most of the Chinese characters: one enlarged word does not make a heading."""
    sizes = sorted((run.em, len(run.text)) for run in runs if not run.text.isascii())
    rest = sum(count for _, count in sizes) / 2
    for em, count in sizes:
        rest -= count
        if rest <= 0:
            return em
    return 0.0


def _in_order(group: list[Run]) -> list[Run]:
    """Left to right, what was printed twice for boldness once, and overlapping runs unpicked."""
    runs: list[Run] = []
    for run in sorted(group, key=lambda run: run.xs[0]):
        if runs:
            last = runs[-1]
            if run.text == last.text and run.xs[0] - last.xs[0] < 0.3 * run.em:
                continue
            if run.xs[0] < last.xs[-1] - 0.5 * run.em and len(last.text) + len(run.text) > 2:
                singles = [r.part(i, i + 1) for r in group for i in range(len(r.text))]
                if len(singles) > len(group):
                    return _in_order(singles)
        runs.append(run)
    return runs


def _letter_spacing(runs: list[Run]) -> float:
    """The usual gap of a line whose characters all stand apart, otherwise 0."""
    characters = sum(len(run.text) for run in runs)
    if len(runs) - 1 < SPACED * (characters - 1):
        return 0.0
    usual = middle(b.xs[0] - a.xs[-1] for a, b in pairwise(runs))
    return usual if usual > TOUCH * max(run.em for run in runs) else 0.0


def _needs_blank(before: str, after: str, gap: float) -> bool:
    """Whether a gap (in em) between two runs is a blank of the text and not of the layout."""
    a, b = before[-1], after[0]
    if gap >= NARROW and ORDINAL.fullmatch(before):
        return True
    if CHINESE.fullmatch(before[-2:]) and CHINESE.fullmatch(after[:2]):
        return gap >= WORDS
    if gap < TOUCH or not (a.isascii() and b.isascii()):
        return False
    if a.isalpha() or b.isalpha():
        return True
    return numbers_apart(before, after, gap)


def numbers_apart(before: str, after: str, gap: float = 1.0) -> bool:
    """Whether figures that end ``before`` and start ``after`` are two numbers, a blank (in em) apart.

    Only what makes one well-formed number is put together: an amount must not arise from two.

    >>> numbers_apart("增加1,", "537.4万元"), numbers_apart("2,946.25", "2,940.05")
    (False, True)
    """
    left, right = NUMBER_END.search(before), NUMBER_START.match(after)
    if not left or not right:
        return False
    head, tail = left[0], right[0]
    if "." in head[:-1]:
        return True
    if head.endswith(","):
        return re.match(r"\d{3}(?!\d)", tail) is None
    if head.endswith("."):
        return "." in tail or "," in tail or len(head) <= 3
    if tail[0] in ",.":
        return False
    return gap > 0.15


def middle(values: Iterable[float]) -> float:
    """The value in the middle of at least one; the module ``statistics`` would take 10 ms to import.

    >>> middle([3.0, 1.0, 2.0])
    2.0
    """
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def cell_text(runs: list[Run], page: int, wide: float) -> str:
    """Text of one cell ``wide`` points across: its lines joined without blanks, except Latin words.

    >>> cell_text([Run("机构运", [0, 9, 18, 27], 9, 9), Run("行", [0, 9], 20, 9)], 1, 30.0)
    '机构运行'
    """
    if len(runs) == 1:
        return runs[0].text
    lines = visual_lines(runs, page)
    text = lines[0].text
    for previous, line in pairwise(lines):
        used = previous.x1 - previous.x0
        fits = used + first_word_width(line) <= wide
        if AMOUNT.fullmatch(text) and AMOUNT.fullmatch(line.text):
            full = used + (MARGINS + 0.5) * previous.em > wide
            fits = not _one_number(text, line.text) if full or not fits else True
        text += between_lines(text, line.text, fits) + line.text
    return text


def _one_number(before: str, after: str) -> bool:
    """Whether two lines of figures make one well-formed number, as a point or comma says."""
    whole = before + after
    return WHOLE.fullmatch(whole) is not None and ("." in whole or "," in whole)


def between_lines(before: str, after: str, fits: bool = False) -> str:
    """What stands between two lines of one text: a blank between Latin words, otherwise nothing.

    ``fits`` says that the next line's first word would have had room: two numbers then, not one broken.

    >>> between_lines("World", "Bank"), between_lines("807.09", "万元"), between_lines("22", "20", fits=True)
    (' ', '', ' ')
    """
    a, b = before[-1:], after[:1]
    if not (a.isascii() and b.isascii() and a and b):
        return ""
    if a.isalpha() and b.isalpha():
        return " "
    return " " if fits and a.isdigit() and b.isdigit() else ""


FIRST_WORD = re.compile(
    r"(?:[\x21-\x7e]+|[“‘（《〈【「『\[(]*.)"
    r"[，。、；：！？％”’）》〉】」』…—,.;:!?%)\]]*"
)


def first_word_width(line: VisualLine) -> float:
    """Width of what cannot be torn apart at the start of a line: a number, a Latin word or one character,
    with the marks that may not stand alone at a line's edge.

    >>> first_word_width(VisualLine("元，占", [0, 9, 18, 27], 9, 9, 1))
    18
    """
    match = FIRST_WORD.match(line.text)
    return line.xs[match.end()] - line.x0 if match else 0.0
