"""The engine that recognises characters, behind one interface: another can be put in its place.

The models come with the package rapidocr; nothing is fetched.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from mingzhang.readers.scan.inked import inked

HINT = "没有文字层；安装光学识别组件后可以读取：pip install 'mingzhang[ocr]'"

_LONGEST, _SHORTEST = 2000, 736  # dots of the sides of a page at which its letters are read
_FOUND = 1600  # dots of the longer side at which lines are found
_LINE = (48, 128)  # dots of a line, high and at least wide, as the models are given it
# The models know the characters of all countries and take one of ours for its twin where a stroke is unclear.
_MAINLAND = str.maketrans("決況減凈収産単県戸冊歳徳処総経", "决况减净收产单县户册岁德处总经")


class Character(NamedTuple):
    """One recognised character: its box, in the units of what was read, and the engine's confidence in it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

    @property
    def high(self) -> float:
        """How high its box is.

        >>> Character("6", 0, 0, 5, 12, 1).high
        12
        """
        return self.y1 - self.y0


class Recogniser(Protocol):
    """What an engine can do with an image (height × width × 3 bytes, blue first)."""

    def lines(self, image: Any) -> list[list[Character]]:
        """The lines of text, each as its characters in the order read, with boxes in dots of the image."""

    def line(self, image: Any) -> tuple[str, float]:
        """What stands on an image of one line, without looking where on it, and the confidence in it."""


class _Rapid:
    """The engine of the package rapidocr, on one core: pages are read side by side by processes."""

    def __init__(self) -> None:
        # The classifier of upside-down lines turns some upright ones too; whole pages are turned instead.
        one = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
        quiet = {"Global.log_level": "error", "Global.use_cls": False}
        # A line is found on fewer dots than it is read on; a short one is filled up with less blank.
        sizes = {
            "Global.max_side_len": 2 * _LONGEST,
            "Det.limit_type": "max",
            "Det.limit_side_len": _FOUND,
            "Rec.rec_img_shape": [3, *_LINE],
        }
        self._engine = import_module("rapidocr").RapidOCR(params=quiet | one | sizes)

    def lines(self, image: Any) -> list[list[Character]]:
        """The margins are left out, and more dots than letters need."""
        x0, y0, x1, y1 = inked(image)
        scale = _scale(image)
        small = image[y0:y1, x0:x1]
        if scale != 1:
            small = import_module("cv2").resize(small, None, fx=scale, fy=scale)
        found = self._engine(small, use_det=True, return_word_box=True, return_single_char_box=True)
        if found.txts is None:  # nothing was found: its words are then one empty word that is no line
            return []
        read = [line for words in found.word_results or () if (line := [*map(_character, words)])]
        return [[_moved(mark, scale, x0, y0) for mark in line] for line in read]

    def line(self, image: Any) -> tuple[str, float]:
        found = self._engine(image, use_det=False, return_word_box=False, return_single_char_box=False)
        return "".join(found.txts or ()).translate(_MAINLAND), min(found.scores or (0.0,))


def _scale(image: Any) -> float:
    """What an image is made smaller by before letters are read, or larger where it is small."""
    high, wide = image.shape[:2]
    if max(high, wide) > _LONGEST:
        return float(_LONGEST / max(high, wide))
    return float(max(1.0, min(_SHORTEST / min(high, wide), _LONGEST / max(high, wide))))


def _moved(mark: Character, scale: float, left: int, top: int) -> Character:
    """A character of a piece of an image as one of the image."""
    x0, y0, x1, y1 = (value / scale for value in mark[1:5])
    return Character(mark.text, x0 + left, y0 + top, x1 + left, y1 + top, mark.confidence)


def _character(word: tuple[str, float, Any]) -> Character:
    text, confidence, box = word
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Character(str(text).translate(_MAINLAND), min(xs), min(ys), max(xs), max(ys), float(confidence))


def available() -> bool:
    """Whether the extra is installed.

    >>> available() in (True, False)
    True
    """
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


_put: list[Recogniser] = []
_spent = [0.0]


@lru_cache(maxsize=1)
def _rapid() -> Recogniser:
    return _Rapid()


@contextmanager
def using(engine: Recogniser) -> Iterator[None]:
    """Let another engine recognise in the block.

    >>> class Blind:
    ...     def lines(self, image):
    ...         return []
    ...     def line(self, image):
    ...         return "", 0.0
    >>> with using(Blind()):
    ...     recognised(None)
    []
    """
    _put.append(engine)
    try:
        yield
    finally:
        _put.remove(engine)


def recognised(image: Any) -> list[list[Character]]:
    """The lines of text on an image, by the engine in use."""
    with _timed():
        return _engine().lines(image)


def recognised_line(image: Any) -> tuple[str, float]:
    """What stands on an image of one line, and the confidence in it, by the engine in use."""
    with _timed():
        return _engine().line(image)


def _engine() -> Recogniser:
    return _put[-1] if _put else _rapid()


@contextmanager
def _timed() -> Iterator[None]:
    start = time.process_time()
    try:
        yield
    finally:
        _spent[0] += time.process_time() - start


def spent() -> float:
    """Seconds of processor time that this process has spent in the engine.

    >>> spent() >= 0
    True
    """
    return _spent[0]
