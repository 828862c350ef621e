"""Scanned pages by optical character recognition (extra ``ocr``): characters and rulings of an image.

The models come with the package rapidocr; nothing is fetched.  An image becomes what the PDF reader knows of
a page, so that lines, paragraphs and tables are found by the same code.  Figures read without certainty are
told with their place: what depends on them is undecided, not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from mingzhang.facts.report import Doubt
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.pdf.shapes import Segment

DOTS = 200  # dots per inch at which a page is rendered: finer gains nothing, coarser loses digits
HINT = "没有文字层；安装光学识别组件后可以读取：pip install 'mingzhang[ocr]'"
_SURE = 0.9  # confidence from which a digit counts as read
_MATTERS = frozenset("0123456789.,，-−%％元万亿")
_KERNEL = 0.3  # inches that a stroke must run straight to be a ruling, not part of a letter
_SKEW = 3.0  # degrees that a scan may be turned
_GAP = 0.9  # heights of a line between two characters from which they are no longer one run


class Character(NamedTuple):
    """One recognised character: its box in points and the confidence of the recogniser."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


def available() -> bool:
    """Whether the extra is installed.

    >>> available() in (True, False)
    True
    """
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def scanned(image: Any, dots: float, page: int) -> tuple[PageContent, list[Doubt]]:
    """The content of an image (height × width × 3 bytes, ``dots`` per inch) and its doubtful figures."""
    upright = straightened(image)
    scale = 72 / dots
    content = PageContent(upright.shape[1] * scale, upright.shape[0] * scale)
    content.rows, content.columns = rulings(upright, dots)
    lines = list(_lines(upright, scale))
    content.runs = [run for line in lines for run in runs(line, content.columns)]
    doubts = [
        Doubt(page, (mark.x0, mark.y0, mark.x1, mark.y1), round(mark.confidence, 3))
        for line in lines
        for mark in line
        if mark.confidence < _SURE and mark.text in _MATTERS
    ]
    return content, doubts


@lru_cache(maxsize=1)
def _recogniser() -> Any:
    # The classifier of upside-down lines turns some upright ones too; pages are taken to stand upright.
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})


def _lines(image: Any, scale: float) -> Iterator[list[Character]]:
    """The lines of text, as characters in the order read: the boxes of neighbours may overlap."""
    found = _recogniser()(image, return_word_box=True, return_single_char_box=True)
    for words in found.word_results or ():
        line = []
        for text, confidence, box in words:
            xs, ys = [float(x) * scale for x, _ in box], [float(y) * scale for _, y in box]
            line.append(Character(str(text), min(xs), min(ys), max(xs), max(ys), float(confidence)))
        if line:
            yield line


def runs(line: list[Character], columns: list[Segment]) -> Iterator[Run]:
    """The characters of one line as runs, cut at wide gaps and where a ruling stands between them.

    >>> places = (("收", 0, 10), ("入", 10, 20), ("6", 60, 65))
    >>> line = [Character(text, x0, 0, x1, 12, 1.0) for text, x0, x1 in places]
    >>> [run.text for run in runs(line, [])], [run.text for run in runs(line, [(10.0, -5.0, 20.0)])]
    (['收入', '6'], ['收', '入', '6'])
    """
    group: list[Character] = []
    for mark in line:
        if group:
            last = group[-1]
            middle, left, right = (mark.y0 + mark.y1) / 2, last.x0 + last.x1, mark.x0 + mark.x1
            walled = any(left < 2 * x < right and y0 < middle < y1 for x, y0, y1 in columns)
            if walled or mark.x0 - last.x1 > _GAP * (mark.y1 - mark.y0):
                yield _run(group)
                group = []
        if mark.text.strip():
            group.append(mark)
    if group:
        yield _run(group)


def _run(group: list[Character]) -> Run:
    high = max(mark.y1 for mark in group) - min(mark.y0 for mark in group)
    xs = [max(mark.x0, group[index - 1].x0 if index else mark.x0) for index, mark in enumerate(group)]
    base = max(mark.y1 for mark in group) - 0.2 * high
    return Run(
        "".join(mark.text for mark in group), [*xs, max(group[-1].x1, xs[-1])], base, max(0.75 * high, 1.0)
    )


def rulings(image: Any, dots: float) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical rulings in points: strokes that stay straight longer than letters do."""
    cv2 = import_module("cv2")
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(255 - grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -8)
    length, scale = max(3, round(_KERNEL * dots)), 72 / dots
    found: list[list[Segment]] = []
    for shape in ((length, 1), (1, length)):
        kept = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        kept = cv2.dilate(kept, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        boxes = [[v * scale for v in cv2.boundingRect(outline)] for outline in outlines]
        flat = shape[0] > 1
        found.append(
            [
                (y + high / 2, x, x + wide) if flat else (x + wide / 2, y, y + high)
                for x, y, wide, high in boxes
                if min(wide, high) < 6
            ]
        )
    return found[0], found[1]


def straightened(image: Any) -> Any:
    """The image turned so that its lines run level: the turn at which rows are most unequal in ink."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    shrink = 800 / max(grey.shape)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    ink = 255 - cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]

    def unequal(angle: float) -> float:
        return float(numpy.var(_turned(cv2, ink, angle, 0).sum(axis=1, dtype=numpy.float64)))

    coarse = max((step / 2 for step in range(round(-2 * _SKEW), round(2 * _SKEW) + 1)), key=unequal)
    angle = max((coarse + step / 10 for step in range(-4, 5)), key=unequal)
    level = unequal(0.0)
    return image if unequal(angle) <= 1.02 * level else _turned(cv2, image, angle, 255)


def _turned(cv2: Any, image: Any, angle: float, paper: int) -> Any:
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3)
