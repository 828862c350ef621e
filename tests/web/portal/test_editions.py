"""Editions follow what is published."""

from __future__ import annotations

import pytest
from django.db import transaction

from mingzhang.web.portal.editions import differences
from mingzhang.web.portal.models import Edition
from tests.web.conftest import District
from tests.web.portal.publishing import publish, written


def test_a_publication_that_is_undone_leaves_no_edition(district: District) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(district)
        raise RuntimeError
    assert not Edition.objects.exists()


def test_figures_that_came_went_or_changed(district: District) -> None:
    first = written(district, district.submission)
    second = written(district, district.submission, year=2024)
    second.figures.update(label="本年支出")
    assert differences(first, second) == [
        {"label": "本年收入", "before": "100.50万元", "after": "未公布"},
        {"label": "本年支出", "before": "未公布", "after": "100.50万元"},
    ]
