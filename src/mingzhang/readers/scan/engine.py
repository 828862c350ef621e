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

HINT = "没有文字层；安装光学识别组件后可以读取：pip install 'mingzhang[ocr]'"

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

    def line(self, image: Any) -> str:
        """What stands on an image of one line, without looking where on it."""


class _Rapid:
    """The engine of the package rapidocr, on one core: pages are read side by side by processes."""

    def __init__(self) -> None:
        # The classifier of upside-down lines turns some upright ones too; whole pages are turned instead.
        one = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
        quiet = {"Global.log_level": "error", "Global.use_cls": False}
        self._engine = import_module("rapidocr").RapidOCR(params=quiet | one)

    def lines(self, image: Any) -> list[list[Character]]:
        found = self._engine(image, use_det=True, return_word_box=True, return_single_char_box=True)
        if found.txts is None:  # nothing was found: its words are then one empty word that is no line
            return []
        return [line for words in found.word_results or () if (line := [*map(_character, words)])]

    def line(self, image: Any) -> str:
        found = self._engine(image, use_det=False, return_word_box=False, return_single_char_box=False)
        return "".join(found.txts or ()).translate(_MAINLAND)


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
    ...         return ""
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


def recognised_line(image: Any) -> str:
    """What stands on an image of one line, by the engine in use."""
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
