"""Open a season: what is due from whom, a submission for each; and follow the register afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.models import Requirement, Season
from mingzhang.web.shared.today import now
from mingzhang.web.submission.models import Submission


@transaction.atomic
def open_season(season: Season, who: Person | None, titles: Mapping[str, str]) -> Season:
    """Save a new season with what is due (``titles``: kind of organisation → the document's title)."""
    season.work_out_due()
    season.full_clean()
    season.save()
    for kind, title in titles.items():
        Requirement.objects.create(season=season, of=OrganisationKind(kind), title=title)
    asked = ask_of_all(season, who)
    sentence = f"开设{season}，应报 {asked} 份，截止 {season.due}"
    record(who, "开设公开季", season, sentence, None, {"批复日": season.approved, "截止日": season.due})
    return season


@transaction.atomic
def ask_of_all(season: Season, who: Person | None) -> int:
    """A submission of each organisation that is there at the end of the year and has none; how many were new.

    Units that come into the register later are asked by asking again.
    """
    asked = 0
    there = Organisation.objects.below(season.organisation).on(season.approved)
    for requirement in season.requirements.all():
        has = requirement.submissions.values("organisation")
        new = [
            Submission(season=season, requirement=requirement, organisation=each)
            for each in there.filter(kind=requirement.of).exclude(pk__in=has)
        ]
        Submission.objects.bulk_create(new)
        asked += len(new)
    if asked:
        record(who, "发出应报材料", season, f"{season}发出应报材料 {asked} 份")
    return asked


@transaction.atomic
def close(season: Season, who: Person) -> None:
    """Close a season: it takes no further versions; what is published stays."""
    if season.closed is None:
        season.closed = now()
        season.save(update_fields=["closed"])
        record(who, "结束公开季", season, f"结束{season}")
