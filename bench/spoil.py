"""Spoils documents as damage, bad programs and ill will do: bytes, members of a zip, XML and text.

What comes out depends on the seed alone.  Nothing that is made here is kept.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

ODD = (
    "", "-1", "0", "1", "999999999", "1048577", "2147483648", "1e9", "1e999999999", "-1e-999", "NaN", "inf",
    "9" * 40, "1" * 4400, "0x10", "１２３", "²", "１.２.３", "12,34,5", "--3", "％", "true", "\u202e12", "😀",
)  # fmt: skip
_WORDS = (
    "万元", "元", "％", "%", "其中：", "（", "）", "“", "《", "比上年增加", "下降", "增加（减少）", "占", "，", "。", "\t", "\n",
    "合计", "——", "一、", "2023年度", "二〇二三", "某市某区某局", "\u3000", "\u00a0", "\ufeff", "\u200b", "\U00020000",
)  # fmt: skip
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_VALUE = re.compile(r'="([^"]*)"')
_ELEMENT = re.compile(r"<(\w[\w:.-]*)(?:\s[^<>]*)?>[^<>]*</\1>")
Bytes = Callable[[bytes, Random], bytes]


def spoiled(data: bytes, suffix: str, random: Random) -> tuple[str, bytes]:
    """A spoiled copy of a document, and by what kind of damage.

    >>> spoiled("收入合计6.20万元。".encode(), ".txt", Random(1)) == spoiled(
    ...     "收入合计6.20万元。".encode(), ".txt", Random(1))
    True
    """
    packed = data[:4] == b"PK\x03\x04"
    if packed:
        kind = random.choice(("字节", "部件", "部件", "标记", "标记", "标记", "文字", "文字"))
    elif suffix in (".txt", ".csv"):
        kind = random.choice(("字节", "文字", "文字", "文字"))
    elif suffix in (".html", ".mht", ".pdf"):
        kind = random.choice(("字节", "标记", "文字"))
    else:
        kind = "字节"
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        inside = packed and kind != "字节"
        data = _member(data, kind, random) if inside else _PLAIN[kind](data, random)
    return kind, data


def _bytes(data: bytes, random: Random) -> bytes:
    """Bytes changed, lost, doubled, put in."""
    if not data:
        return b"\0"
    first = random.randrange(len(data))
    last = min(len(data), first + random.choice((1, 2, 8, 64, 512, 4096)))
    piece = data[first:last]
    new = {
        "flip": bytes(byte ^ (1 << random.randrange(8)) for byte in piece[:64]) + piece[64:],
        "noise": random.randbytes(len(piece)),
        "zero": bytes(len(piece)),
        "ones": b"\xff" * len(piece),
        "lost": b"",
        "twice": piece * 2,
        "more": piece + random.randbytes(16),
    }
    action = random.choice((*new, "flip", "flip", "cut"))
    if action == "cut":
        return data[:first]
    return data[:first] + new[action] + data[last:]


def _text(data: bytes, random: Random) -> bytes:
    """Numbers and words of a text changed, lines lost, doubled, moved."""
    text = data.decode("utf-8", "surrogateescape")
    action = random.choice(("number", "number", "word", "lines", "join", "long", "encoding"))
    if action == "number":
        text = _changed(text, _NUMBER, lambda _: random.choice(ODD), random)
    elif action == "word":
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(_WORDS) * random.choice((1, 1, 2, 40)) + text[at:]
    elif action == "lines":
        lines = text.split("\n")
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        lines[at:at] = random.choice(([], lines[to : to + 3], lines[to : to + 3] * 20))
        del lines[to : to + random.randrange(3)]
        text = "\n".join(lines)
    elif action == "join":
        text = text.replace(random.choice(("\n", "。", "，", "\t", "万元")), random.choice(("", " ", "\n")))
    elif action == "long":
        at = random.randrange(len(text) + 1)
        text = text[:at] + text[at : at + 200] * 30 + text[at:]
    else:
        return text.encode(random.choice(("gb18030", "utf-16", "utf-16-be", "utf-8-sig")), "replace")
    return text.encode("utf-8", "surrogateescape")


def _marks(data: bytes, random: Random) -> bytes:
    """Attributes, elements and their texts changed, lost, doubled, nested."""
    text = data.decode("utf-8", "surrogateescape")
    action = random.choice(("value", "value", "number", "element", "nest", "tag"))
    if action == "value":
        text = _changed(text, _VALUE, lambda _: f'="{random.choice(ODD)}"', random)
    elif action == "number":
        text = _changed(text, _NUMBER, lambda _: random.choice(ODD), random)
    elif action == "element":
        text = _changed(text, _ELEMENT, lambda m: random.choice(("", m[0] * 2, m[0] * 300)), random)
    elif action == "nest":
        depth = random.choice((2, 50, 3000))
        text = _changed(text, _ELEMENT, lambda m: f"<{m[1]}>" * depth + m[0] + f"</{m[1]}>" * depth, random)
    else:
        tags = list(re.finditer("<[^<>]+>", text))
        if tags:
            tag = random.choice(tags)
            text = text[: tag.start()] + text[tag.end() :]
    return text.encode("utf-8", "surrogateescape")


def _changed(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], random: Random) -> str:
    """One to all of the places that a pattern finds, changed."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    share = random.choice((0.0, 0.0, 0.0, 0.02, 1.0))
    chosen = {random.randrange(len(found))} | {n for n in range(len(found)) if random.random() < share}
    if len(text) > 20_000:  # keeps what is made small
        chosen = set(sorted(chosen)[:200])
    pieces, end = [], 0
    for number in sorted(chosen):
        match = found[number]
        pieces += [text[end : match.start()], new(match)]
        end = match.end()
    return "".join([*pieces, text[end:]])


_PLAIN: dict[str, Bytes] = {"字节": _bytes, "文字": _text, "标记": _marks}


def _member(data: bytes, kind: str, random: Random) -> bytes:
    """A zip file with one member spoiled, lost, renamed or put in the place of another."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return _bytes(data, random)
    if not members:
        return data
    inner = [name for name in members if kind == "部件" or name.endswith((".xml", ".rels"))] or [*members]
    large = [name for name in inner if len(members[name]) > 1500] or inner
    name = random.choice(large if random.random() < 0.7 else inner)
    action = random.choice(("lost", "swapped", "renamed", "empty", "bytes")) if kind == "部件" else kind
    if action == "lost":
        del members[name]
    elif action == "swapped":
        other = random.choice([*members])
        members[name], members[other] = members[other], members[name]
    elif action == "renamed":
        members[random.choice(("../" + name, name.upper(), name + "x", "/" + name))] = members.pop(name)
    elif action == "empty":
        members[name] = b""
    else:
        members[name] = _PLAIN.get(action, _bytes)(members[name], random)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
