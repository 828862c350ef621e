"""How a published version becomes an edition of the portal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from mingzhang.web.portal.models import Edition, EditionFile, EditionState
from mingzhang.web.portal.words_index import forget
from mingzhang.web.submission.models import Version


def take_up(sender: object, version: Version, **_more: Any) -> None:  # noqa: ARG001 (a receiver's form)
    """Make an edition of a version that was just published; its page is worked out in the background.

    Runs in the transaction of the move: the edition before stops being the current one with it.
    """
    from mingzhang.web.portal.deriving import derive_edition

    submission = version.submission
    about = {
        "organisation": submission.organisation,
        "year": submission.season.year,
        "kind": submission.season.kind,
    }
    former = Edition.objects.select_for_update().filter(**about, current=True).first()
    if former is not None:
        Edition.objects.filter(pk=former.pk).update(current=False)
        forget(former.pk)
    edition = Edition.objects.create(
        version=version,
        number=1 + Edition.objects.filter(**about).count(),
        title=f"{submission}"[:200],
        published=version.moved,
        note=version.note if former is not None else "",
        **about,
    )
    document = {"file": version.document, "filename": version.filename}
    EditionFile.objects.create(edition=edition, format="original", **document)
    transaction.on_commit(lambda: derive_edition.enqueue(edition.pk))


def differences(former: Edition, edition: Edition) -> list[dict[str, str]]:
    """Which key figures of an edition are not those of the one before, as they are printed."""
    before = {figure.label: figure for figure in former.figures.all()}
    after = {figure.label: figure for figure in edition.figures.all()}
    return [
        {"label": label, "before": _printed(before.get(label)), "after": _printed(after.get(label))}
        for label in dict.fromkeys([*before, *after])
        if _amount(before.get(label)) != _amount(after.get(label))
    ]


def former_of(edition: Edition) -> Edition | None:
    """The edition that this one took the place of."""
    same = Edition.objects.filter(organisation=edition.organisation_id, year=edition.year, kind=edition.kind)
    found = same.filter(number__lt=edition.number).exclude(state=EditionState.FAILED)
    return found.order_by("-number").first()


def _printed(figure: Any) -> str:
    return "未公布" if figure is None else f"{figure.printed}{figure.unit}"


def _amount(figure: Any) -> Decimal | None:
    return None if figure is None else figure.amount
