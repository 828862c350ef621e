"""What the index of words is taught, and what it finds."""

from __future__ import annotations

from mingzhang.web.portal.models import Edition
from mingzhang.web.portal.search import search
from mingzhang.web.portal.words_index import learn
from tests.web.conftest import District
from tests.web.portal.publishing import written


def test_it_learns_twice_what_it_finds_once(district: District) -> None:
    edition = written(district, district.submission, "本年收入")
    learn(edition.pk)
    assert len(search("收入").hits) == 1
    Edition.objects.filter(pk=edition.pk).delete()
    assert not search("收入").hits, "what is left behind leads nowhere"
