"""What a browser sends about a step, read: act, unit, words, day, and how many steps were seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mingzhang.supervision.matter import Act
from mingzhang.web.shared.dates import read_date
from mingzhang.web.supervision.moves import MatterMoveError, Said

_LONGEST = 8000  # characters of a text


def said_by(post: Mapping[str, str]) -> Said:
    """The step that is asked for; raises :class:`~mingzhang.web.supervision.moves.MatterMoveError`.

    >>> said = said_by({"act": "延期", "duty": "7", "text": " 等雨停 ", "due": "2026年9月1日", "seen": "4"})
    >>> said.act.value, said.duty, said.text, said.due, said.seen
    ('延期', 7, '等雨停', datetime.date(2026, 9, 1), 4)
    """
    return Said(
        act_in(post),
        number_in(post, "duty"),
        post.get("text", "").replace("\0", "").replace("\r\n", "\n").strip()[:_LONGEST],
        day_in(post),
        " ".join(post.get("to", "").replace("\0", "").split()),
        number_in(post, "seen"),
    )


def act_in(post: Mapping[str, str]) -> Act:
    """The step."""
    try:
        return Act(post.get("act", ""))
    except ValueError:
        raise MatterMoveError("没有这种办理，请刷新页面。") from None


def number_in(post: Mapping[str, str], name: str) -> int | None:
    """A number of the page.

    >>> number_in({"seen": "12"}, "seen"), number_in({"seen": "x"}, "seen")
    (12, None)
    """
    said = post.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else None


def day_in(post: Mapping[str, str]) -> date | None:
    """A day, where one is written."""
    written = post.get("due", "").strip()
    if not written:
        return None
    day = read_date(written)
    if day is None:
        raise MatterMoveError(f"“{written[:20]}”不是日期，请写成 2026年3月5日。")
    return day
