"""The workbook 督查台账 taken in and given out: read apart, kept, and taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from mingzhang.supervision.ledger import ledger_workbook
from mingzhang.supervision.register import MatterRegister
from mingzhang.web.apart.run import apart
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.entering import signed_steps, take_in, wrong_in
from mingzhang.web.supervision.folding import Folded, Mergers, ledger_of
from mingzhang.web.supervision.models import LedgerImport, SupervisedMatter
from mingzhang.web.supervision.numbers import office_of
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 120
_SHOWN = 200  # matters of a ledger on its page


def bring(region: Organisation, who: Person, file: UploadedFile[bytes]) -> LedgerImport:
    """Read and keep a ledger; it is taken in at once where no signature is in it and nothing is wrong.

    Raises :class:`~mingzhang.web.apart.run.ApartError` where the file cannot be read.
    """
    name = (file.name or "台账.xlsx")[-200:]
    stored = keep(file.chunks())
    with apart("ledger", {name: stored.path}, seconds=_SECONDS) as done:
        told = done.told
    made = LedgerImport.objects.create(organisation=region, file=stored, filename=name, told=told, by=who)
    if not wrong_in(region, told) and not signed_steps(told):
        take_in(made, who)
        made.refresh_from_db()
    return made


def import_page(ledger: LedgerImport, who: Person) -> dict[str, Any]:
    """A ledger that was read, and whether the visitor may take it in."""
    told, signed = ledger.told, signed_steps(ledger.told)
    wrong = wrong_in(ledger.organisation, told) if ledger.taken is None else []
    action = Action.SIGN_MATTERS if signed else Action.RUN_MATTERS
    may_take = ledger.taken is None and not wrong and may(who, action, ledger)
    counts = {
        "matters": told["matters"][:_SHOWN],
        "count": len(told["matters"]),
        "steps": len(told["events"]),
    }
    return {"ledger": ledger, "wrong": wrong, "signed": signed, "may_take": may_take} | counts


def year_asked(asked: Mapping[str, str]) -> int:
    """The year that is asked for, otherwise this one.

    >>> year_asked({"year": "2025"})
    2025
    """
    said = asked.get("year", "")
    return int(said) if said.isdecimal() and len(said) == 4 else today().year


def ledger_book(region: Organisation, year: int) -> bytes:
    """The ledger of the matters received in a year, with how they stand today; it goes in again."""
    rows = SupervisedMatter.objects.filter(organisation=region, received__year=year)
    chosen = list(rows.select_related("organisation", "parent").order_by("pk"))
    register = Folded(chosen, Mergers(region)).register if chosen else MatterRegister()
    return workbook_file(ledger_workbook(ledger_of(office_of(region), register, year), today()))
