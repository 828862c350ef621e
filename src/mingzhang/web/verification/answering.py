"""What units answer to their problems, as a workbook out and in; one wrong row and none is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.facts.refusal import RefusalError
from mingzhang.verification.answers import UnitAnswer, answer_workbook
from mingzhang.verification.problem import ProblemAct, ProblemState
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.verification.listing import chosen_problems, problems_within
from mingzhang.web.verification.moves import FieldMoveError, make
from mingzhang.web.verification.problem_models import FoundProblem
from mingzhang.web.verification.problem_page import save_draft
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 60
_WITH = ("organisation", "verification__organisation", "point")
_Known = dict[tuple[str, str, str], FoundProblem]


def answers_file(who: Person, asked: Mapping[str, str]) -> bytes:
    """The open problems within reach that units were told of, with what their drafts say so far."""
    chosen = chosen_problems(problems_within(who), asked).exclude(state=ProblemState.FOUND.value)
    found = FoundProblem.objects.open().filter(pk__in=chosen.values("pk"))
    rows = [
        UnitAnswer(
            str(each.verification.year), each.number, each.organisation.name, None, each.draft, (),
            each.item, each.text, each.state,
        )
        for each in found.select_related(*_WITH).order_by("-verification__year", "number", "pk")
    ]  # fmt: skip
    return workbook_file(answer_workbook(rows))


def take_answers(who: Person, said: Mapping[str, Any]) -> tuple[int, list[str]]:
    """Take the answers of a workbook with their files; how many, or what is wrong, and then none."""
    answers, told = _read(said["file"])
    files = {str(file.name): file for file in said["proofs"]}
    told += _unasked(answers, Counter(str(file.name) for file in said["proofs"]))
    if not told and not answers:
        raise FieldMoveError(f"“{said['file'].name}”里没有填写答复。")
    known = _known(who, answers)
    with transaction.atomic():
        for one in answers:
            told += _taken(known.get((one.year, one.problem, one.unit)), one, who, files)
        if told:
            transaction.set_rollback(True)
    return (0, told) if told else (len(answers), [])


def _read(file: UploadedFile[bytes]) -> tuple[list[UnitAnswer], list[str]]:
    """What a workbook says, read apart, and what in its cells is wrong."""
    with apart(
        "unit_answers", {file.name or "答复.xlsx": keep(file.chunks()).path}, seconds=_SECONDS
    ) as done:
        told: dict[str, Any] = done.told
    rows = [
        row | {"act": ProblemAct(row["act"]) if row["act"] else None, "evidence": tuple(row["evidence"])}
        for row in told["answers"]
    ]
    return [UnitAnswer(**row) for row in rows], list(told["problems"])


def _unasked(answers: list[UnitAnswer], files: Mapping[str, int]) -> list[str]:
    """Files that no row names, and several of one name: they would be lost without a word."""
    named = {name for one in answers for name in one.evidence}
    told = [
        f"“{name}”没有写在哪一行的“佐证材料”里，请写明它证明哪个问题" for name in files if name not in named
    ]
    return told + [f"“{name}”上传了 {n} 份，请改成不同的文件名" for name, n in files.items() if n > 1]


def _known(who: Person, answers: list[UnitAnswer]) -> _Known:
    """The problems within reach that are spoken of."""
    found = problems_within(who).filter(number__in={one.problem for one in answers}).select_related(*_WITH)
    return {(str(each.verification.year), each.number, each.organisation.name): each for each in found}


def _taken(
    problem: FoundProblem | None, one: UnitAnswer, who: Person, files: Mapping[str, UploadedFile[bytes]]
) -> list[str]:
    """Take one answer; what keeps it from being taken."""
    if problem is None:
        return [f"{one.where}：{one.unit}{one.year}年没有告知过这个问题"]
    kept = set(problem.files.values_list("name", flat=True))
    missing = [name for name in one.evidence if name not in files and name not in kept]
    if missing:
        return [f"{one.where}：没有上传佐证材料“{'、'.join(missing)}”"]
    try:
        new = [files[name] for name in one.evidence if name in files]
        if new or one.act is None:
            save_draft(problem, who, one.text, new)
        if one.act is not None:
            make(one.act.value, problem, who, one.text)
    except (FieldMoveError, RefusalError) as refusal:
        return [f"{one.where}：{refusal}"]
    return []
