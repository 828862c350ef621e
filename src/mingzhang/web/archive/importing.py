"""A catalogue as a workbook, taken in whole or not at all; it is read in a process of its own.

What is there already is compared and left; where the file says something else of it, nothing is taken.  What
was approved or accepted outside is taken in by the leader alone, whose word it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.stored import restored
from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.codes import WrongCodeError
from mingzhang.archive.course import STAGES, CustodyEvent, ItemStage, ItemStep
from mingzhang.archive.retention import RetentionChange
from mingzhang.archive.workbook import CHANGES, CUSTODY, ITEMS, OBJECTS, STEPS
from mingzhang.language.workbook.form import InputSheet
from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.models import (
    CustodyLine,
    Fonds,
    FondsCode,
    HeldBox,
    HeldItem,
    HeldObject,
    HeldStep,
    RetentionDecision,
)
from mingzhang.web.archive.moves import allowed
from mingzhang.web.archive.numbering import placed_all
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.bringing import NotTakenError
from mingzhang.web.shared.today import today

_SECONDS = 120
_SIGNED = (ItemStage.ACCEPTED, ItemStage.STORED)
_BEGUN = STAGES[1 : STAGES.index(ItemStage.CATALOGUED) + 1]
_TAKEN = "目录导入"
_BOX = re.compile(r"[1-9][0-9]{0,7}")


def take_catalogue(fonds: Fonds, who: Person, file: UploadedFile[bytes] | None) -> int:
    """Take the items of a workbook into a fonds; how many.

    Raises :class:`~mingzhang.web.shared.bringing.NotTakenError`, and then nothing was taken.
    """
    if not may(who, Action.SIGN_ARCHIVE, fonds):
        allowed(who, Action.EDIT_ARCHIVE, fonds)
    if file is None:
        raise NotTakenError(["请选目录文件（.xlsx）。"])
    kept = keep(file.chunks())
    try:
        with apart("archive_catalogue", {file.name or "目录.xlsx": kept.path}, seconds=_SECONDS) as done:
            told = done.told
    except ApartError as refusal:
        raise NotTakenError([str(refusal)]) from None
    if told["problems"]:
        raise NotTakenError(told["problems"])
    return _take(fonds, who, restored(Catalogue, told["catalogue"]))


@transaction.atomic
def _take(fonds: Fonds, who: Person, book: Catalogue) -> int:
    """What of a catalogue is new, with the fonds held."""
    held = Fonds.objects.select_for_update().get(pk=fonds.pk)
    new, wrong = _new(held, book)
    wrong += _signed(held, who, new)
    if wrong:
        raise NotTakenError(wrong)
    boxes, rows = _boxes(held, new), _items(held, new)
    for item in new.items:
        rows[item.code].box = boxes.get(item.box)
    steps = _steps(rows, new, who)
    HeldItem.objects.bulk_create(rows.values())
    try:
        for _, some in groupby(new.items, key=lambda each: each.parsed.series):
            placed_all([rows[item.code] for item in some])
    except WrongCodeError as refusal:
        raise NotTakenError([f"{refusal}。"]) from None
    HeldStep.objects.bulk_create(steps)
    RetentionDecision.objects.bulk_create(
        RetentionDecision(
            item=rows[each.code], old=each.old, new=each.new, reason=each.reason, proposed=each.day,
            proposer=who, approver=each.approver, decided=each.day, agreed=True,
        )
        for each in new.changes
    )  # fmt: skip
    HeldObject.objects.bulk_create(HeldObject(fonds=held, **_plain(each)) for each in new.objects)
    CustodyLine.objects.bulk_create(
        CustodyLine(**(_plain(each) | {"box": boxes[each.box]})) for each in new.custody
    )
    told = f"归档文件{len(rows)}件，实物{len(new.objects)}件"
    record(who, "导入目录", held, f"{held}导入目录：{told}")
    return len(rows)


def _plain(row: PhysicalObject | CustodyEvent) -> dict[str, Any]:
    """What a row says, without where it stands."""
    return {each.name: getattr(row, each.name) for each in fields(row) if each.name != "row"}


def _new(fonds: Fonds, book: Catalogue) -> tuple[Catalogue, list[str]]:
    """What the fonds does not have yet, in the order of its codes, and why that cannot be taken in."""
    there = catalogue_of(fonds, steps=True)
    known = {item.code: item for item in there.items}
    objects = {thing.code: thing for thing in there.objects}
    new = Catalogue(fonds.code, categories=book.categories, departments=book.departments)
    new.items = sorted((i for i in book.items if i.code not in known), key=lambda item: item.parsed)
    new.objects = [each for each in book.objects if each.code not in objects]
    changes, steps, custody = set(there.changes), set(there.steps), set(there.custody)
    new.changes = [each for each in book.changes if each not in changes]
    new.steps = [each for each in book.steps if each not in steps]
    new.custody = [each for each in book.custody if each not in custody]
    if book.fonds != fonds.code:
        return new, [f"封面写的全宗号是“{book.fonds}”，不是本全宗的“{fonds.code}”。"]
    wrong = [*_outside(fonds, new), *_differing(book.items, known, ITEMS)]
    wrong += [*_differing(book.objects, objects, OBJECTS), *_further(new, there)]
    if not wrong and not new.items and not new.objects:
        wrong.append("目录里没有新的归档文件，也没有新的实物。")
    return new, wrong


def _differing(
    rows: Sequence[CatalogueItem | PhysicalObject],
    known: Mapping[str, CatalogueItem | PhysicalObject],
    sheet: InputSheet,
) -> Iterator[str]:
    """What the file says otherwise of what is there, by the heads of its columns."""
    for row in rows:
        there = known.get(row.code, row)
        if row != there:
            heads = [c.head for name, c in sheet.fields if getattr(row, name) != getattr(there, name)]
            yield (
                f"{sheet.name}第 {row.row} 行：{row.code} 的{'、'.join(heads)}与网页里的不一样，"
                "请改成一样，或在网页里改。"
            )


def _further(new: Catalogue, there: Catalogue) -> Iterator[str]:
    """What the file adds to the course of what is there: that is done in the application."""
    known, boxes = {item.code for item in there.items}, {item.box for item in there.items if item.box}
    of_items: tuple[tuple[InputSheet, Sequence[RetentionChange | ItemStep]], ...] = (
        (CHANGES, new.changes), (STEPS, new.steps),
    )  # fmt: skip
    for sheet, rows in of_items:
        for row in rows:
            if row.code in known:
                yield f"{sheet.name}第 {row.row} 行：{row.code} 已在网页里，请在网页里办理。"
    for event in new.custody:
        if event.box in boxes:
            yield f"{CUSTODY.name}第 {event.row} 行：第 {event.box} 盒已在网页里，请在网页里登记。"


def _outside(fonds: Fonds, new: Catalogue) -> Iterator[str]:
    """Years that are not the fonds' own, boxes without a number, a log of a box in which nothing lies."""
    for item in new.items:
        where, year = f"{ITEMS.name}第 {item.row} 行：", item.parsed.year
        if (fonds.first and year < fonds.first) or (fonds.last and year > fonds.last):
            yield f"{where}年度 {year} 不在本全宗的起止年度 {fonds.first}—{fonds.last} 之内。"
        if item.box and not _BOX.fullmatch(item.box):
            yield f"{where}盒号“{item.box}”应为 1 起的整数。"
    own = {item.box for item in new.items}
    for each in new.custody:
        if each.box not in own:
            yield f"{CUSTODY.name}第 {each.row} 行：没有新的件装在“{each.box}”盒。"


def _signed(fonds: Fonds, who: Person, new: Catalogue) -> list[str]:
    """What only the leader can take in, where somebody else does."""
    if may(who, Action.SIGN_ARCHIVE, fonds):
        return []
    accepted = sum(step.step in _SIGNED for step in new.steps)
    if not new.changes and not accepted:
        return []
    told = f"已批准的期限调整 {len(new.changes)} 项、验收和入库 {accepted} 件次"
    return [f"目录里有{told}，须由分管领导导入。"]


def _codes(fonds: Fonds, new: Catalogue) -> dict[tuple[str, str], FondsCode]:
    """The codes of the fonds by kind and code; those of the items that are new are added."""
    made = {(code.kind, code.code): code for code in fonds.codes.all()}
    for item in new.items:
        for kind, code, names in (
            (FondsCode.CATEGORY, item.parsed.category, new.categories),
            (FondsCode.DEPARTMENT, item.parsed.department, new.departments),
        ):
            if (kind, code) not in made:
                name = names.get(code, code)[:60]
                made[kind, code] = FondsCode.objects.create(fonds=fonds, kind=kind, code=code, name=name)
    return made


def _boxes(fonds: Fonds, new: Catalogue) -> dict[str, HeldBox]:
    """The boxes of the fonds by their numbers; those of the items that are new are added."""
    made = {str(box.number): box for box in fonds.boxes.all()}
    for number in sorted({int(item.box) for item in new.items if item.box and item.box not in made}):
        made[str(number)] = HeldBox.objects.create(fonds=fonds, number=number)
    return made


def _items(fonds: Fonds, new: Catalogue) -> dict[str, HeldItem]:
    """The items by their codes, not saved yet."""
    codes, made = _codes(fonds, new), dict[str, HeldItem]()
    for item in new.items:
        code = item.parsed
        made[item.code] = HeldItem(
            fonds=fonds, category=codes[FondsCode.CATEGORY, code.category],
            department=codes[FondsCode.DEPARTMENT, code.department], year=code.year, title=item.title,
            author=item.author, number=item.number, day=item.day, security=item.security, pages=item.pages,
            period=item.period, old=item.old, note=item.note,
        )  # fmt: skip
    return made


def _steps(rows: Mapping[str, HeldItem], new: Catalogue, who: Person) -> list[HeldStep]:
    """The courses that the workbook tells, and what an item with a number has behind it, not saved yet."""
    courses, lines = new.courses()[0], list[HeldStep]()
    for code, row in rows.items():
        course = courses[code]
        day = max([today(), *(step.day for step in course.steps)])
        for stage in _BEGUN[STAGES.index(course.stage) :]:
            course.take(ItemStep(code, day, stage.value, who.name, _TAKEN))
        row.stage = course.stage.value
        lines += [
            HeldStep(item=row, day=s.day, step=s.step, by=s.by, text=s.text, back_to=s.back_to)
            for s in course.steps
        ]
    return lines
