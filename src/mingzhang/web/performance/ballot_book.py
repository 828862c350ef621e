"""A ballot as the workbook of the command line, and back; it is read apart."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from mingzhang.performance.ballot import Review
from mingzhang.performance.ballot_workbook import review_workbook
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.performance.ballots import read_ballot, save_ballot, system_of_panel
from mingzhang.web.performance.panel_models import ExpertSeat
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 60


def book_of(seat: ExpertSeat) -> bytes:
    """The workbook of one expert, with what is filled in so far."""
    project, system = seat.panel.project, system_of_panel(seat.panel)
    ballot = read_ballot(seat, seat.typed, system).ballot
    review = Review(project.code, seat.panel.system, seat.panel.method, ballots=[ballot])
    return workbook_file(review_workbook(review, system, project.name))


def take_in(seat: ExpertSeat, who: Person, file: UploadedFile[bytes]) -> list[str]:
    """Take in a filled workbook; what is wrong in it, each with its cell.

    Raises :class:`~mingzhang.web.apart.run.ApartError` and
    :class:`~mingzhang.web.performance.ballots.BallotError`.
    """
    project = seat.panel.project
    stored = keep(file.chunks())
    about: dict[str, Any] = {
        "place": project.organisation.region.place or "000000",
        "year": project.year,
        "code": project.code,
        "name": project.name,
        "label": seat.label,
    }
    with apart("ballot", {file.name or "评分表.xlsx": stored.path}, seconds=_SECONDS, about=about) as done:
        told = done.told
    save_ballot(seat, who, told["typed"], seat.edition)
    return list(told["problems"])
