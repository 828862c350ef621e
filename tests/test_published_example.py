"""The published figures beside the built ones: all there, every difference explained, the page says so."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from examples.published import ABSENT, Line, beside, figures, main, page, read_lines
from mingzhang.language.document.document import Document
from mingzhang.understanding.read import read_document
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "fengtai-2020.docx"


@cache
def document() -> Document:
    return read_document(EXAMPLE)


@cache
def lines() -> list[Line]:
    return beside(document(), read_lines())


def line(section: str, subject: str, column: str) -> Line:
    return next(
        one for one in lines() if (one.section, one.subject, one.column) == (section, subject, column)
    )


def test_every_figure_has_one_beside_it_or_is_explained() -> None:
    assert len(lines()) > 400
    assert all(one.same or (one.kind and one.reason) for one in lines())
    assert all(one.reason for one in lines() if one.built == ABSENT)


@pytest.mark.parametrize(
    ("where", "published", "built"),
    [
        (("一般具体", "住房保障支出", "变动率"), "9.84%", "9.64%"),
        (("采购", "政府采购货物支出", "数额"), "7.23元", "7.23万元"),
        (("绩效开展", "涉及金额", "数额"), "301.47万元", "301.48万元"),
        (("自评表8", "政府办工作经费", "总分"), "93", "92"),
        (("自评表4", "服务对象满意度调查项目", "总分"), "93", "88"),
        (("机关运行", "合计", "方向"), "增加（减少）", "减少"),
    ],
)
def test_what_was_wrong_is_put_right(where: tuple[str, str, str], published: str, built: str) -> None:
    assert (line(*where).published, line(*where).built) == (published, built)


@pytest.mark.parametrize(
    ("where", "said"),
    [(("绩效开展", "评价项目", "数额"), "10个"), (("绩效开展", "全部项目", "评价结果"), "优")],
)
def test_part_four_is_the_published_one(where: tuple[str, str, str], said: str) -> None:
    assert line(*where).same and line(*where).built == said


def test_a_difference_without_a_reason_is_refused() -> None:
    wrong = replace(line("一般具体", "住房保障支出", "变动率"), kind="", reason="")
    with pytest.raises(ValueError, match=r"住房保障支出 变动率：9\.84% / 9\.64%"):
        beside(document(), [wrong])
    needless = replace(line("绩效开展", "评价项目", "数额"), kind="算错", reason="没有不同")
    with pytest.raises(ValueError, match="相同的不写"):
        beside(document(), [needless])


def test_the_page_shows_every_difference_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(str(EXAMPLE), str(tmp_path / "对照.html"))
    made = (tmp_path / "对照.html").read_text(encoding="utf-8")
    differ = [one for one in lines() if not one.same]
    assert made == page(document(), lines())
    first, rest = made.split("<h2>全部")
    assert first.count('class="published"') == len(differ)
    assert rest.count('<th scope="row">') == len(lines()) and rest.count('class="differs"') == len(differ)
    assert f"不同 {len(differ)} 个" in capsys.readouterr().out


def test_the_published_figures_are_those_of_the_document(shared: Path) -> None:
    """Every figure of the file stands in the document, and the file has no sentence of it."""
    text = (shared / "data/real/fengtai_gov_office_2020_final_account.txt").read_text(encoding="utf-8")
    known = {value for value, _ in figures(text)}
    bare = re.sub(r"\s", "", text)
    for one in read_lines():
        if not re.search("[年月日]", one.published):  # dates are printed in several spellings
            assert {value for value, _ in figures(one.published)} <= known, one
        assert len(one.reason) < 12 or one.reason not in bare
