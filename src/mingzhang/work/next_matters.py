"""The end of one year as the beginning of the next: lost points and open problems become matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mingzhang.appraisal.next_year import NextTask
from mingzhang.supervision.matter import Matter, Source
from mingzhang.verification.campaign import Campaign, judged


def matters_of_tasks(tasks: Iterable[NextTask], received: date, office: str = "") -> list[Matter]:
    """A matter for every task that follows from an appraisal; the basis keeps where it comes from.

    >>> from fractions import Fraction
    >>> task = NextTask("某局", "失分", "DC-004", "一窗办理", Fraction(2), "补上差距")
    >>> (matter,) = matters_of_tasks([task], date(2027, 1, 4))
    >>> matter.number, matter.text, matter.basis
    ('KP-2027-001', '某局：一窗办理（补上差距）', '失分 DC-004')
    """
    return [
        Matter(
            f"KP-{received.year}-{number:03}", f"{task.unit}：{task.name}（{task.text}）", Source.APPRAISAL,
            received, f"{task.kind} {task.source}", office,
        )
        for number, task in enumerate(tasks, 1)
    ]  # fmt: skip


def matters_of_problems(campaign: Campaign, received: date, office: str = "") -> list[Matter]:
    """A matter for every problem that is still open, to be supervised until it is mended.

    >>> matters_of_problems(Campaign(), date(2027, 1, 4))
    []
    """
    problems = [problem for problem in judged(campaign)[0].values() if problem.open]
    return [
        Matter(
            f"HY-{received.year}-{number:03}", f"{each.unit}：{each.item.text}（{each.text}）",
            Source.VERIFICATION, received, " ".join(filter(None, ("问题", each.number, each.matter))), office,
        )
        for number, each in enumerate(problems, 1)
    ]  # fmt: skip
