"""What is read apart for field verification: workbooks of points and results, and photographs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingzhang.facts.refusal import RefusalError
from mingzhang.readers.limits import Limits
from mingzhang.readers.photograph import read_photograph
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import told_once
from mingzhang.sheets import sheets_of
from mingzhang.supervision.ledger import read_ledger
from mingzhang.verification.answers import read_answers
from mingzhang.verification.workbook import LIST, read_campaign, read_list
from mingzhang.work.visits import OpenCampaignError, population_of, told

Told = dict[str, Any]
_SMALL = 480  # pixels of the longer side of what a page shows


def campaign_book(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The standards and phases of a workbook of a verification, and what is wrong in them."""
    read = read_campaign(files[0], Limits(seconds=seconds))
    campaign = read.campaign
    heads = ("code", "text", "criterion", "evidence", "severity")
    return {
        "problems": told_once(read.problems[: read.unread]),
        "standards": {
            version: [
                {name: getattr(item, name) for name in heads}
                | {"points": written(item.points)}
                for item in standard.items
            ]
            for version, standard in campaign.standards.items()
        },
        "phases": [
            {"name": each.name, "query": str(each.query), "seed": each.seed, "size": each.size,
             "version": each.version}
            for each in campaign.phases.values()
        ],
        "points": [
            {name: getattr(each, name) for name in ("number", "unit", "inspector", "where", "open", "row")}
            | {"day": each.day.isoformat() if each.day else ""}
            for each in campaign.points
        ],
    }  # fmt: skip


def inspectables(files: Sequence[Path], out: Path, seconds: int, year: int) -> Told:  # noqa: ARG001
    """What of a ledger of matters may be inspected, of a year; nothing while anything is wrong in it."""
    ledger = read_ledger(files[0], Limits(seconds=seconds))
    if ledger.problems:
        raise OpenCampaignError(told("没有抽取点位", ledger.problems))
    return {"rows": [asdict(one) for one in population_of(ledger.register, year)]}


def photographs(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """What photographs say of themselves, each with a small picture of it that says nothing."""
    made = []
    for number, path in enumerate(files):
        row: Told = {"name": path.name, "refused": "", "small": ""}
        try:
            said = read_photograph(path, Limits(seconds=seconds))
        except RefusalError as refusal:
            made.append(row | {"refused": str(refusal).removeprefix(f"in/{path.name}：").removeprefix("in/")})
            continue
        row |= {"taken": said.taken.isoformat() if said.taken else "", "datum": said.datum}
        row |= {"latitude": _words(said.latitude), "longitude": _words(said.longitude)}
        made.append(row | {"small": _smaller(path, out, number)})
    return {"photos": made}


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _smaller(path: Path, out: Path, number: int) -> str:
    """A small picture, upright and without what the camera wrote; none of what cannot be drawn."""
    from PIL import Image, ImageOps

    stream = io.BytesIO()
    try:
        with Image.open(path) as picture:
            picture.draft("RGB", (_SMALL * 2, _SMALL * 2))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((_SMALL, _SMALL))
            upright.save(stream, "JPEG", quality=80)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return ""
    (out / f"{number}.jpg").write_bytes(stream.getvalue())
    return f"{number}.jpg"


def visit_list(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The results of a filled offline list; of answers to the form for phones the cells, as texts."""
    tables = sheets_of(files[0], Limits(seconds=seconds))
    if LIST.name not in tables:
        first = next(iter(tables.values()))
        return {"cells": [(cell.text, cell.row, cell.column) for cell in first.cells], "name": first.name}
    results, problems = read_list(tables)
    rows = [asdict(each) | {"day": each.day.isoformat()} for each in results]
    return {"results": rows, "problems": told_once(problems)}


def unit_answers(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """What units answer to their problems in a workbook."""
    found, problems = read_answers(files[0], Limits(seconds=seconds))
    return {"answers": [asdict(one) for one in found], "problems": told_once(problems)}


VERBS = {verb.__name__: verb for verb in (campaign_book, inspectables, photographs, unit_answers, visit_list)}
