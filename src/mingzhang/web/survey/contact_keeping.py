"""Contacts apart from answers: sealed when they come, opened for a reason, destroyed on a day with a proof.

The key of a survey is a file beside the database, not in it: a copy of the database alone opens nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mingzhang.survey.contacts import DestructionProof, SealedContactsError, key_name, new_key, seal, unseal
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import now, today
from mingzhang.web.survey.clear_copies import clear_copies, let_go
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.output_models import DestroyedContacts
from mingzhang.web.survey.return_models import SHIFTED, ContactOpening, FilledReturn, SealedContact

_FOLDER = "调查密钥"


def _key_path(survey: SatisfactionSurvey) -> Path:
    return Path(settings.MEDIA_ROOT).parent / _FOLDER / f"{survey.pk}.key"


def _key(survey: SatisfactionSurvey, made: bool) -> bytes:
    """The key of a survey; made where there is none yet and it may be."""
    path = _key_path(survey)
    if not path.is_file():
        if not made:
            raise SurveyMoveError(
                "这项调查的密钥不在这台机器上，联系方式打不开；请从备份的“调查密钥”文件夹恢复。"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(new_key())
    return path.read_bytes()


def seal_contact(filled: FilledReturn, contacts: Mapping[str, str]) -> None:
    """Keep what may identify a person, encrypted; a survey without a day of destruction keeps nothing."""
    if contacts and filled.survey.destroy_on is not None:
        sealed = seal({filled.key: contacts}, _key(filled.survey, made=True), filled.survey.destroy_on)
        SealedContact.objects.create(filled=filled, sealed=sealed)


@transaction.atomic
def open_contact(filled: FilledReturn, who: Person, reason: str) -> dict[str, str]:
    """The contact of a return; who opened it and why is kept first."""
    if not reason.strip():
        raise SurveyMoveError("查看联系方式要写明理由。")
    kept = SealedContact.objects.filter(filled=filled).first()
    if kept is None:
        raise SurveyMoveError("这份答卷没有联系方式，或已经销毁。")
    try:
        opened = unseal(bytes(kept.sealed), _key(filled.survey, made=False), today())
    except SealedContactsError as refusal:
        raise SurveyMoveError(str(refusal)) from refusal
    ContactOpening.objects.create(filled=filled, by=who, reason=reason.strip()[:300])
    record(who, "查看联系方式", filled, f"查看{filled}的联系方式（{reason.strip()}）")
    return opened[filled.key]


@transaction.atomic
def destroy(survey: SatisfactionSurvey, who: Person | None) -> DestroyedContacts:
    """Destroy all contacts of a survey and their key; the proof is kept, and logged, first."""
    found = SealedContact.objects.select_for_update().filter(filled__survey=survey).order_by("pk")
    digest, count = hashlib.sha256(), 0
    for sealed in found.values_list("sealed", flat=True).iterator(chunk_size=1000):
        digest.update(bytes(sealed))
        count += 1
    clear = list(clear_copies(survey=survey))
    if not count and not clear:
        raise SurveyMoveError("没有要销毁的联系方式。")
    path = _key_path(survey)
    key = key_name(path.read_bytes()) if path.is_file() else ""
    opened = ContactOpening.objects.filter(filled__survey=survey).count()
    due = survey.destroy_on.isoformat() if survey.destroy_on else ""
    by = who.name if who else "系统"
    proof = DestructionProof(count, digest.hexdigest(), key, now().date().isoformat(), due, by, opened)
    kept = DestroyedContacts.objects.create(survey=survey, by=who, proof=proof.data)
    record(who, "销毁联系方式", survey, proof.sentence, None, proof.data)
    SealedContact.objects.filter(filled__survey=survey).delete()
    for intake in clear:
        let_go(intake)
    # what slipped was kept whole, and a cell of it may be a contact
    survey.returns.filter(returndoubts__kind=SHIFTED).update(more={})
    transaction.on_commit(lambda: _wipe(path))
    return kept


def _wipe(path: Path) -> None:
    """Overwrite the key before it goes; what was sealed with it is unreadable in every copy."""
    if path.is_file():
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def destroy_due() -> int:
    """Destroy what is over its day; how many surveys there were."""
    due = SatisfactionSurvey.objects.filter(destroy_on__lt=today(), returns__contact__isnull=False).distinct()
    surveys = list(due.select_related("organisation"))
    for survey in surveys:
        destroy(survey, None)
    return len(surveys)
