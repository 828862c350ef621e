"""Random histories: acts that may or may not be allowed, by whoever and whenever."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from mingzhang.supervision.course import UnlawfulActError
from mingzhang.supervision.matter import ROLES, Act, Event, Matter, Source
from mingzhang.supervision.register import MatterRegister

UNITS = ("甲局", "乙委", "丙镇")
START = date(2026, 3, 2)
_RARE = {Act.HAND, Act.DECLINE, Act.SUSPEND}


def matters(count: int = 3) -> list[Matter]:
    """Matters, and one that is split from the first."""
    sources = (Source.MEDIA, Source.INSTRUCTION, Source.MEETING)
    made = [Matter(f"DC-{n}", f"事项{n}", sources[n % 3], START) for n in range(1, count + 1)]
    return [*made, Matter("DC-9", "拆分事项", Source.MEDIA, START, parent="DC-1")]


def registered(count: int = 3) -> MatterRegister:
    """A register with matters and no history."""
    register = MatterRegister()
    for matter in matters(count):
        register.enter(matter)
    return register


def attempt(random: Random, day: date, register: MatterRegister) -> Event:
    """An act that somebody tries, mostly one that the stage allows; what it says may be missing."""
    number = random.choice(("DC-1", "DC-1", "DC-2", "DC-3", "DC-9"))
    able = [act for act in register.courses[number].allowed() if act not in _RARE or random.random() < 0.1]
    act = random.choice(able if able and random.random() < 0.8 else list(Act))
    role = ("" if act is not Act.ASSIGN else random.choice(ROLES)) if random.random() < 0.97 else "旁听"
    due = (
        day + timedelta(days=random.randrange(-9, 60)) if act is Act.EXTEND or random.random() < 0.1 else None
    )
    by = random.choice(("主任", "主任", "主任", ""))
    text = random.choice(("情况", "情况", "情况", ""))
    return Event(number, day, act, random.choice(UNITS), role, by, text, due)


def walked(random: Random, steps: int) -> tuple[MatterRegister, list[Event], list[Event]]:
    """A register after a random walk, the events it took and those it refused."""
    register, day = registered(), START
    taken, refused = [], []
    for _ in range(steps):
        day += timedelta(days=random.choice((0, 0, 0, 0, 1, 2, -1)))
        event = attempt(random, day, register)
        try:
            register.record(event)
            taken.append(event)
        except UnlawfulActError:
            refused.append(event)
    return register, taken, refused
