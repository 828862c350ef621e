"""What the unit enters for others to answer for: acceptances with their proofs, requests for payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.purchasing.steps import RequestState
from mingzhang.web.apart.run import safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.performance.measured import measures_for
from mingzhang.web.purchasing.carried import stored_amount
from mingzhang.web.purchasing.carrying_models import AcceptanceProof, BookAcceptance, BookDeliverable
from mingzhang.web.purchasing.duties import DRAFTED
from mingzhang.web.purchasing.keeping import changed, once
from mingzhang.web.purchasing.models import BookContract
from mingzhang.web.purchasing.moves import PurchaseMoveError, held, held_request, noted, still_open
from mingzhang.web.purchasing.paying_models import BookRequest

LARGEST, MOST = 20 << 20, 10  # bytes of a proof; proofs of an acceptance
_KEEP = Action.KEEP_PURCHASES
Said = Mapping[str, Any]


@transaction.atomic
def accept(
    deliverable: BookDeliverable, who: Person, said: Said, files: Sequence[UploadedFile[bytes]]
) -> BookAcceptance:
    """Enter what was accepted; without a number of one's own, what the live measure counts."""
    found = _deliverable(deliverable, who)
    _fit(files)
    if found.acceptances.filter(confirmed=None, returned="").exists():
        raise PurchaseMoveError("这项交付物已有一次验收等单位负责人确认，没有再登记。")
    measure = (
        measures_for(found.organisation, found.contract.book.year).get(found.measure)
        if found.measure
        else None
    )
    told = dict(said)
    if measure is not None:
        told["told"] = measure.sentence[:200]
        if told.get("counted") is None:
            told["counted"] = stored_amount(measure.number)
    made = BookAcceptance.objects.create(deliverable=found, entered_by=who, **told)
    _proved(made, who, files)
    words = f"登记{made}：{made.verdict}" + (f"，{made.told}" if made.told else "")
    record(who, "登记验收", made, words, None, {"验收数": str(made.counted), "佐证": made.evidence})
    return made


def _deliverable(deliverable: BookDeliverable, who: Person) -> BookDeliverable:
    held(deliverable.contract.book, who, _KEEP)
    along = ("contract__book__organisation__above__above", "contract__project")
    found = BookDeliverable.objects.select_related(*along).get(pk=deliverable.pk)
    still_open(found.contract.project)
    return found


def _fit(files: Sequence[UploadedFile[bytes]]) -> None:
    if len(files) > MOST:
        raise PurchaseMoveError(f"一次验收最多附 {MOST} 份佐证材料。")
    for file in files:
        if (file.size or 0) > LARGEST:
            raise PurchaseMoveError(f"“{file.name}”超过 20 MB，没有存入。")


def _proved(made: BookAcceptance, who: Person, files: Sequence[UploadedFile[bytes]]) -> None:
    """Keep the proofs; the ledger names them, with the hash of the first."""
    proofs = [
        AcceptanceProof.objects.create(
            acceptance=made, name=safe_name(file.name or "佐证")[:200], file=keep(file.chunks()), by=who
        )
        for file in files
    ]
    if proofs:
        made.evidence = "、".join(each.name for each in proofs)[:400]
        made.sha256 = proofs[0].file_id
        made.save(update_fields=["evidence", "sha256"])


@transaction.atomic
def ask(contract: BookContract, who: Person, said: Said) -> BookRequest:
    """A draft of a request for payment."""
    book = held(contract.book, who, _KEEP)
    found = BookContract.objects.select_related("project", "book__organisation").get(pk=contract.pk)
    still_open(found.project)
    made = BookRequest(book=book, contract=found, **said)
    once(made.save, f"申请编号“{made.number}”已经有了。")
    noted(made, "登记", who)
    record(who, "登记付款申请", made, f"登记{made}", None, {"金额": made.amount, "依据": made.basis})
    return made


@transaction.atomic
def change_request(request: BookRequest, who: Person, said: Said) -> None:
    """Mend a draft."""
    found = _draft(request, who)
    if said["number"] != found.number and found.book.requests.filter(number=said["number"]).exists():
        raise PurchaseMoveError(f"申请编号“{said['number']}”已经有了。")
    changed(found, who, "修改付款申请", f"修改{found}", said)
    noted(found, "修改", who)


@transaction.atomic
def drop_request(request: BookRequest, who: Person) -> None:
    """Take back a draft that was never handed in."""
    found = _draft(request, who)
    if found.notes.exclude(what__in=DRAFTED).exists() or found.payments.exists():
        raise PurchaseMoveError("这份申请提交过，不能删去。")
    record(who, "删去付款申请", found, f"删去{found}", {"金额": found.amount})
    found.delete()


def _draft(request: BookRequest, who: Person) -> BookRequest:
    found = held_request(request, who, _KEEP)
    if found.state != RequestState.DRAFT.value:
        raise PurchaseMoveError(f"{found}现在是“{found.state}”，只有“草拟”时才能改。")
    return found
