"""What the page of a panel shows: who is in; and once all are, every mark, what is open, and the texts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingzhang.performance.assess import Assessment
from mingzhang.performance.ballot import TEXTS
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.web.performance.ballots import system_of_panel
from mingzhang.web.performance.panel_models import ExpertPanel
from mingzhang.web.performance.panels import PanelWords, assessed


@dataclass(frozen=True)
class LeafLine:
    """A leaf with the marks of all experts and what they make."""

    name: str
    above: str
    full: Fraction
    marks: list[Fraction | None]
    joint: Fraction | None
    spread: Fraction | None
    divided: bool
    opinions: list[tuple[str, str]]


@dataclass(frozen=True)
class TextField:
    """A text of the report: what it is called, what to write, what is kept and what was typed."""

    key: str
    part: str
    asks: str
    required: bool
    text: str
    kept: str


def panel_page(panel: ExpertPanel, typed: PanelWords | None = None) -> dict[str, Any]:
    """The panel's page; marks only once all ballots are in."""
    seats = list(panel.seats.select_related("expert"))
    made = assessed(panel) if panel.all_in else None
    shown = panel.texts if typed is None else typed.texts
    return {
        "panel": panel,
        "project": panel.project,
        "seats": seats,
        "running": panel.closed is None and not panel.dissolved,
        "system": system_of_panel(panel),
        "made": made,
        "labels": [ballot.expert for ballot in made.review.ballots] if made else [],
        "leaves": leaves_of(made) if made else [],
        "groups": _groups(made) if made else [],
        "problems": _acceptable(made) if made else [],
        "texts": [
            TextField(
                wanted.key,
                wanted.part,
                wanted.asks,
                wanted.required,
                shown.get(wanted.key, ""),
                panel.texts.get(wanted.key, ""),
            )
            for wanted in TEXTS
        ],
        "day": panel.day if typed is None else typed.day,
    }


def leaves_of(made: Assessment) -> list[LeafLine]:
    """Every leaf with what each expert gave."""
    experts = [ballot.expert for ballot in made.review.ballots]
    lines = []
    for one in made.judged:
        joint = one.joint
        marks = [joint.marks.get(expert) if joint else None for expert in experts]
        divided = joint is not None and made.panel.must_discuss(joint)
        lines.append(
            LeafLine(
                one.leaf.name,
                " › ".join(one.leaf.path[:-1]),
                one.leaf.full,
                marks,
                joint.score if joint else None,
                joint.spread if joint else None,
                divided,
                list(one.opinions.items()),
            )
        )
    return lines


def _groups(made: Assessment) -> list[tuple[str, Fraction, Fraction | None]]:
    names = dict.fromkeys(one.leaf.path[0] for one in made.judged)
    return [(name, *made.part(name)) for name in names]


def _acceptable(made: Assessment) -> list[tuple[int, ScoringProblem, str]]:
    """What is open, and what stands for a reason, each with its reason."""
    open_ones = [(problem, "") for problem in made.open]
    accepted = [(problem, reason.reason) for problem, reason in made.accepted]
    return [(number, *pair) for number, pair in enumerate([*open_ones, *accepted], 1)]
