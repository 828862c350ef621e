"""Pages by key show what pages by number show."""

from __future__ import annotations

import pytest
from django.core.paginator import InvalidPage, Paginator

from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.keyed import KeyedPaginator
from tests.web.conftest import District


def test_every_page_is_that_of_the_plain_paginator(district: District) -> None:
    every = Organisation.objects.select_related("above").order_by("-name", "pk")
    assert every.count() > 4
    keyed, plain = KeyedPaginator(every, 2), Paginator(every, 2)
    for number in plain.page_range:
        assert list(keyed.page(number)) == list(plain.page(number))
        assert keyed.page(number).has_next() == plain.page(number).has_next()
    assert list(keyed.get_page("下一页")) == list(plain.page(1)), "what is no number is the first page"
    assert list(keyed.get_page(99)) == list(plain.page(plain.num_pages))
    with pytest.raises(InvalidPage):
        keyed.page(99)


def test_an_empty_list_has_one_empty_page(district: District) -> None:
    none = Organisation.objects.filter(name=f"没有{district.region}").order_by("pk")
    assert list(KeyedPaginator(none, 2).get_page(1)) == []
