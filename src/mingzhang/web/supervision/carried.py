"""A ledger as it is carried from the process that reads it to the application: names, texts and days.

Nothing here knows Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from mingzhang.readers.limits import Limits
from mingzhang.supervision.ledger import MatterLedger, read_ledger
from mingzhang.supervision.matter import Event, Matter


def ledger(files: Sequence[Path], out: Path, seconds: int) -> dict[str, Any]:  # noqa: ARG001 (a verb's form)
    """The matters and steps of a ledger, and what is wrong in it."""
    return carried(read_ledger(files[0], Limits(seconds=seconds)))


def carried(read: MatterLedger) -> dict[str, Any]:
    """What a ledger says, as it is kept until it is taken in.

    >>> carried(MatterLedger("某督查室"))
    {'unit': '某督查室', 'problems': [], 'matters': [], 'events': []}
    """
    courses = read.register.courses.values()
    return {
        "unit": read.unit,
        "problems": [str(problem) for problem in read.problems],
        "matters": [told(course.matter) for course in courses],
        "events": [told(event) for event in read.register.events],
    }


def told(record: Matter | Event) -> dict[str, str]:
    """A matter or a step with all its fields as texts, days as 2026-03-05.

    >>> from mingzhang.supervision.matter import Act
    >>> said = told(Event("DC-1", date(2026, 3, 5), Act.PROPOSE, text="拟办"))
    >>> said["day"], said["act"], said["due"]
    ('2026-03-05', '拟办', '')
    """
    values = {each.name: getattr(record, each.name) for each in fields(record) if each.name != "row"}
    return {
        name: value.isoformat() if isinstance(value, date) else str(value or "")
        for name, value in values.items()
    }
