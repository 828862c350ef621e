"""Lists that are taken along and come back: as a workbook, and as a form for phones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from mingzhang.facts.report import Cell, Table
from mingzhang.verification.campaign import Campaign, VisitResult
from mingzhang.verification.draw import Point
from mingzhang.verification.workbook import campaign_workbook, list_workbook
from mingzhang.verification.xlsform import xlsform
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import CheckPhoto, FieldVerification, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.web.verification.photographs import ENDINGS, photographs
from mingzhang.web.verification.visiting import FoundItem, keep_found
from mingzhang.work.visits import answers
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 60


def points_of(campaign: Campaign, who: Person, phase: str) -> list[Point]:
    """The points that somebody visits in a phase."""
    return [point for point in campaign.points if point.phase == phase and point.inspector == who.username]


def list_file(verification: FieldVerification, who: Person, phase: str) -> bytes:
    """The offline list of an inspector."""
    campaign = campaign_of(verification)
    return workbook_file(list_workbook(campaign, _some(campaign, who, phase)))


def form_file(verification: FieldVerification, who: Person, phase: str) -> bytes:
    """The form for phones, with the points of an inspector."""
    campaign = campaign_of(verification)
    standard = campaign.standard(phase)
    version = standard.fingerprint if standard else ""
    return workbook_file(xlsform(campaign, _some(campaign, who, phase), version))


def _some(campaign: Campaign, who: Person, phase: str) -> list[Point]:
    points = points_of(campaign, who, phase)
    if not points:
        raise FieldMoveError(f"“{phase}”还没有分派给{who}的点位。")
    return points


def book_file(verification: FieldVerification) -> bytes:
    """The whole verification as its workbook (核验.xlsx), as the command line reads it."""
    return workbook_file(campaign_workbook(campaign_of(verification)))


def take_in(
    verification: FieldVerification, who: Person, files: Sequence[UploadedFile[bytes]]
) -> tuple[int, list[str]]:
    """Take in a filled list, or answers to the form, with its photographs.

    How many results were read, and what is wrong, a sentence each; what is wrong keeps nothing else out.
    Raises :class:`~mingzhang.web.apart.run.ApartError` where the list cannot be read.
    """
    pictures = [file for file in files if str(file.name).lower().endswith(ENDINGS)]
    lists = [file for file in files if str(file.name).lower().endswith(".xlsx")]
    if len(lists) != 1:
        raise FieldMoveError(f"请选一份填好的清单（.xlsx）和它的照片；这里有 {len(lists)} 份清单。")
    results, told = _read(verification, lists[0])
    made, wrong = photographs(pictures)
    told += wrong
    by_name = {photo.name: photo for photo in made}
    by_point: dict[str, list[VisitResult]] = {}
    for each in results:
        by_point.setdefault(each.point, []).append(each)
    points = verification.points.select_related(
        "verification__organisation", "organisation", "origin", "inspector__person"
    )
    known = {point.number: point for point in points.filter(number__in=by_point)}
    for number, some in by_point.items():
        told += _taken(known.get(number), number, who, some, by_name)
    return len(results), told


def _read(verification: FieldVerification, file: UploadedFile[bytes]) -> tuple[list[VisitResult], list[str]]:
    """The results in a list or in answers to the form, and what in it cannot be read."""
    stored = keep(file.chunks())
    with apart("visit_list", {file.name or "清单.xlsx": stored.path}, seconds=_SECONDS) as done:
        told: dict[str, Any] = done.told
    if "cells" in told:
        table = Table([Cell(text, row, column) for text, row, column in told["cells"]], name=told["name"])
        results, problems = answers(table, campaign_of(verification))
        return results, [str(each) for each in problems]
    rows = [
        row | {"day": date.fromisoformat(row["day"]), "photos": tuple(row["photos"])}
        for row in told["results"]
    ]
    return [VisitResult(**row) for row in rows], list(told["problems"])


def _taken(
    point: VisitPoint | None,
    number: str,
    who: Person,
    results: Sequence[VisitResult],
    photos: dict[str, CheckPhoto],
) -> list[str]:
    """The results of one point; what is wrong with them, a sentence each that names it."""
    if point is None:
        return [f"点位“{number}”：点位表里没有这个点位，没有汇入。"]
    told, found = [], []
    for each in results:
        some = [photos[name] for name in each.photos if name in photos]
        told += [f"点位“{number}”：没有上传照片“{name}”。" for name in each.photos if name not in photos]
        if each.inspector not in (who.username, who.name):
            told.append(f"点位“{number}”：清单写的核验员是“{each.inspector}”，不是{who}，没有汇入。")
            continue
        found.append(FoundItem(each.code, each.result, each.note, each.where, each.position, each.day, some))
    try:
        return told + [f"点位“{number}”：{words}" for words in keep_found(point, who, found)]
    except FieldMoveError as refusal:
        return [*told, f"点位“{number}”：{refusal}"]
