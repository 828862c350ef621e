"""What supervision counts of itself in a year: the matters received in it, and what became of them."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.measure import LiveMeasure
from mingzhang.supervision.measures import measures
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision.folding import Folded, Mergers
from mingzhang.web.supervision.models import SupervisedMatter


def measures_of(region: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of a region's year; none where nothing was received in it."""
    found = SupervisedMatter.objects.filter(organisation=region, received__year=year)
    rows = list(found.select_related("organisation", "parent"))
    return measures(Folded(rows, Mergers(region)).register, as_of) if rows else {}
