"""What verification counts of itself, for the office that runs it: numbers with the rows behind them."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.measure import LiveMeasure
from mingzhang.verification.measures import measures
from mingzhang.web.register.models import Organisation
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import FieldVerification


def measures_of(organisation: Organisation, year: int, as_of: date) -> dict[str, LiveMeasure]:
    """The counts of the verification that an organisation runs in a year; of nobody else's."""
    found = FieldVerification.objects.select_related("organisation").filter(
        organisation=organisation.region, year=year, office=organisation.name
    )
    verification = found.first()
    return {} if verification is None else measures(campaign_of(verification), as_of)
