"""Full text: words of one and two characters, the pages of today, and the codes of today."""

from __future__ import annotations

import pytest

from mingzhang.web.archive.finding import found, index_of, learn
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.archive.numbering import withdrawn
from tests.web.archive.objects import batch_of, fonds_at, item, scan
from tests.web.conftest import District


@pytest.fixture
def fonds(district: District) -> Fonds:
    made = fonds_at(district.region)
    one, two = item(made, "改造方案"), item(made, "居民来信")
    batch = batch_of(district, one, two)
    scan(batch, two, 2, text="老旧小区加装电梯，部门决 算公开")
    scan(batch, two, 3, text="电梯", current=False)
    assert learn(made.pk) == 3
    return made


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("危房", 2),
        ("房", 2),
        ("决算", 1),
        ("危房改造", 2),
        ("电梯 公开", 1),
        ("来信", 2),
        ("没有", 0),
        ("“", 0),
        ("%", 0),
    ],
)
def test_words_of_any_length_are_found(fonds: Fonds, words: str, pages: int) -> None:
    told = found(fonds, words, None)
    assert not told["why"] and told["pages"].paginator.count == pages == len(told["pages"].object_list)


def test_what_is_found_has_the_code_of_today(fonds: Fonds) -> None:
    withdrawn(HeldItem.objects.get(title="改造方案"))
    (hit,) = found(fonds, "电梯", "1")["pages"].object_list
    assert str(hit[2]) == "0123-WS·2019-Y-BGS-0001-002" and "加装电梯" in hit[0].around


def test_without_an_index_or_with_a_torn_one_it_is_told(district: District, fonds: Fonds) -> None:
    assert found(fonds, " ", None) == {"pages": None, "why": ""}
    index_of(fonds.pk).write_bytes(b"torn" * 500)
    assert "已损坏" in found(fonds, "危房", None)["why"]
    index_of(fonds.pk).unlink()
    assert "还没有全文索引" in found(fonds, "危房", None)["why"]
    learn(fonds.pk)
    assert found(fonds, "危房", "99")["pages"].number == 1
    assert [path.suffix for path in index_of(fonds.pk).parent.iterdir()] == [".sqlite"]
