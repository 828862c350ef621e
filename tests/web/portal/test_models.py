"""What the database itself does not let through."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.portal.models import Edition, EditionFigure
from tests.web.conftest import District
from tests.web.portal.publishing import written


def test_one_edition_is_current_and_one_figure_has_a_name(district: District) -> None:
    edition = written(district, district.submission)
    other = written(district, district.submission, year=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=other.pk).update(year=2025, number=2)
    figure = edition.figures.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFigure.objects.create(edition=edition, order=2, label=figure.label, amount=1)
