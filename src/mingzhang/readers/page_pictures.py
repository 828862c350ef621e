"""Which pictures of a web page may hold a table or a text: no logos, signs, codes to scan or rules."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from typing import Any

# Points of the screen: a table of three columns and three rows is not legible in less.
_WIDTH, _HEIGHT = 320, 120
_SIZE = re.compile(
    r"(?:^|;)\s*(?:max-)?(width|height)\s*:\s*(\d+(?:\.\d+)?)(px|pt|cm|mm|in)?\s*(?:;|$|!)", re.I
)
_POINTS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 96 / 25.4, "in": 96.0}
_DATA = re.compile(r"\s*data:image/(\w+)[^,]*;base64,", re.I)
_HEAD = 64  # characters of the data that hold the size of a PNG or GIF
_BESIDE = re.compile(
    r"logo|banner|icon|qr|ewm|weixin|share|arrow|bullet|线|徽|二维码|微信|分享|图标|横幅", re.I
)
_FRAMES = ("header", "footer", "nav", "aside", "button")


def may_hold_text(picture: Any) -> bool:
    """Whether an ``img`` is large enough for a table, or of no told size and no part of the page's frame.

    >>> from lxml import html
    >>> page = html.fromstring('<p><img src="t.png" width="640"><img src="i.gif" width=9><img src="a.jpg">')
    >>> [may_hold_text(picture) for picture in page.iter("img")]
    [True, False, True]
    """
    width, height = _size(picture)
    if (width is not None and width < _WIDTH) or (height is not None and height < _HEIGHT):
        return False
    if width is not None and height is not None:
        return True
    if any(above.tag in _FRAMES for above in picture.iterancestors()):
        return False
    told = (picture.get(name) or "" for name in ("src", "alt", "title", "class", "id"))
    return not any(_BESIDE.search(text[:200]) for text in told if not _DATA.match(text))


def _size(picture: Any) -> tuple[float | None, float | None]:
    """Width and height as the page tells them, else those of a picture within the page."""
    sizes: dict[str, float] = {}
    for side in ("width", "height"):
        if match := re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*", picture.get(side) or ""):
            sizes[side] = float(match[1])
    for match in _SIZE.finditer(picture.get("style") or ""):
        sizes[match[1].lower()] = float(match[2]) * _POINTS[(match[3] or "").lower()]
    if not sizes:
        sizes = _own_size(picture.get("src") or "")
    return sizes.get("width"), sizes.get("height")


def _own_size(source: str) -> dict[str, float]:
    """The size in points of a PNG or GIF written into the page."""
    match = _DATA.match(source[:100])
    if match is None:
        return {}
    try:
        head = base64.b64decode(source[match.end() : match.end() + _HEAD])
    except binascii.Error:
        return {}
    if head[:4] == b"\x89PNG" and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
    elif head[:3] == b"GIF" and len(head) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
    else:
        return {}
    return {"width": float(width), "height": float(height)}
