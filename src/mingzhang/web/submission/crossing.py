"""Checks across documents: department against units, this year against last, account against budget.

They run when their parts are there, after the check of a version itself, and again when a part changes.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.submission.models import CheckState, CrossCheck, Status, Submission, Version

_LATER = -10  # the checks of versions come before
_MOST = 120  # documents held against each other at once


def parts_of(version: Version) -> list[Version]:
    """The versions that this one can be held against: of the organisations above and beneath it in the same
    season, and of itself in the other kind and in the years beside."""
    submission = version.submission
    season, organisation = submission.season, submission.organisation
    near = Q(organisation__above=organisation) | Q(organisation=organisation.above_id)
    years = Q(season__year__range=(season.year - 1, season.year + 1), organisation=organisation)
    others = Submission.objects.filter(near & Q(season__year=season.year) | years)
    others = others.filter(season__organisation=season.organisation).exclude(pk=submission.pk)
    found = others.select_related(
        "public__document", "current__document", "season", "organisation", "requirement"
    )
    versions = [each.public or each.current for each in found.order_by("pk")[:_MOST]]
    return [each for each in versions if each is not None and _fit(each)]


def _fit(version: Version) -> bool:
    return version.check_state == CheckState.DONE and version.status != Status.RETURNED


def cross(version: Version) -> None:
    """Ask for the cross-check of a version, and of those that it is a part of."""
    for each in (version, *parts_of(version)):
        if each.locked and each.pk != version.pk:
            continue  # what is approved was signed with what was known then
        transaction.on_commit(partial(cross_check.using(priority=_LATER).enqueue, each.pk))


@task()
def cross_check(pk: int) -> None:
    """Hold a version against its parts; where nothing changed since the last time, nothing is done."""
    version = Version.objects.select_related(
        "document", "submission__season", "submission__organisation"
    ).get(pk=pk)
    parts = parts_of(version)
    if not parts or not _fit(version):
        return
    keys = sorted(each.pk for each in parts)
    made, _ = CrossCheck.objects.get_or_create(version=version)
    if made.state == CheckState.DONE and made.beside == keys:
        return
    made.beside = keys
    try:
        told = _compared(version, parts)
    except ApartError as why:
        made.state, made.said = CheckState.FAILED, str(why)[:300]
    else:
        alone = set(version.findings.values_list("fingerprint", flat=True))
        made.findings = [found for found in told["findings"] if found["fingerprint"] not in alone]
        made.told, made.state, made.said = told["told"], CheckState.DONE, ""
    made.save()


def _compared(version: Version, parts: list[Version]) -> dict[str, Any]:
    """What the process says that reads all of them, each under a name that tells it from the others."""
    files = {_name(each): each.document.path for each in (version, *parts)}
    with apart("compare", files, seconds=300, own=safe_name(_name(version))) as work:
        return work.told


def _name(version: Version) -> str:
    return f"{version.submission}.{version.filename.rpartition('.')[2]}"
