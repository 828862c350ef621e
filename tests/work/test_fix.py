"""Only what is determined is corrected, and what was corrected is found no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.cli import main
from mingzhang.facts.finding import Finding, SlipKind, Suspect, Verdict
from mingzhang.facts.number import SCALES
from mingzhang.facts.number import printed as number
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Report
from mingzhang.work.check import check_file
from mingzhang.work.fix import determined, fix_file, fix_text
from mingzhang.writers.written import UnwritableError
from tests.wordfile import write

WHEN = datetime(2025, 3, 1)


def finding(
    printed: str = "16.84%",
    expected: str = "16.48%",
    places: list[Place] | None = None,
    suspects: Sequence[Suspect] = (),
    rule: str = "N-03",
) -> Finding:
    where = [Place(printed=printed, source=((0, 0, len(printed)),))] if places is None else places
    return Finding(
        rule, Verdict.FAILS, printed=printed, expected=expected, places=where, suspects=list(suspects)
    )


def changes(*findings: Finding) -> list[tuple[str, str]]:
    return [(change.old, change.new) for _, change in determined(findings)[0]]


def suspect(
    at: int, text: str, unit: str, right: str, confidence: float, kind: SlipKind | None = None
) -> Suspect:
    """A suspect in its own unit, and what should stand there as the office would print it."""
    scale = SCALES.get(unit, 1)
    value = Fraction(right.removesuffix("万元")) * (10_000 if right.endswith("万元") else scale)
    return Suspect.of(at, number(text, unit), value, "", confidence, kind)


def test_one_nearly_certain_suspect_is_replaced_as_the_place_prints_figures() -> None:
    def sure(text: str, printed: str, right: str, unit: str = "万元") -> Finding:
        return finding(text, "", suspects=[suspect(0, printed, unit, right, 0.9)])

    assert changes(sure("212.39万元", "212.39", "221.39")) == [("212.39", "221.39")]
    assert changes(sure("136.17", "136.17", "131.67")) == [("136.17", "131.67")]
    assert changes(sure("1,136.17", "1,136.17", "1131.67")) == [("1,136.17", "1,131.67")]
    assert changes(sure("2123900.00元", "2123900.00", "221.39万元", "元")) == [("2123900.00", "2213900.00")]
    assert changes(sure("从2到2", "2", "3")) == []


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from(sorted(SCALES)), st.booleans())
def test_what_is_written_reads_back_as_the_right_value_in_the_printed_unit(
    wrong: int, right: int, unit: str, grouped: bool
) -> None:
    texts = [f"{Decimal(n) / 100:{',' if grouped else ''}.2f}" for n in (wrong, right)]
    figure, meant = (number(text, unit) for text in texts)
    found = finding(f"{figure.text}{unit}", "", suspects=[Suspect.of(0, figure, meant.value, "", 0.95)])
    written = meant.text if "," in figure.text else meant.text.replace(",", "")
    assert changes(found) == ([] if wrong == right else [(figure.text, written)])


def test_two_certain_suspects_or_a_doubtful_one_determine_nothing() -> None:
    pair = [suspect(0, "16.84", "%", right, 0.95) for right in ("16.48", "16.44")]
    assert changes(finding(suspects=pair)) == []
    assert changes(finding(suspects=[suspect(0, "16.84", "%", "16.48", 0.8)])) == []
    assert changes(finding(suspects=[])) == []


def test_a_percentage_is_corrected_when_nobody_doubts_its_amounts() -> None:
    amount = Place(printed="6.82万元", source=((1, 0, 6),))
    places = [Place(printed="16.84%", source=((0, 0, 6),)), amount]
    own, other = Suspect(0, "16.84", "16.48%", "", 0.5), Suspect(1, "6.82", "6.69万元", "", 0.2)
    wrong = finding(places=places, suspects=[own, other])
    assert changes(wrong) == [("16.84", "16.48")]
    assert changes(finding(places=places, suspects=[own, Suspect(1, "6.82", "6.69万元", "", 0.5)])) == []
    accuser = finding("6.82万元", "6.28万元", [amount], [Suspect(0, "6.82", "6.28万元", "", 0.5)], "N-22")
    assert changes(wrong, accuser) == []


def test_a_unit_slip_is_corrected_and_other_words_are_not() -> None:
    assert changes(finding("7.23元", "7.23万元")) == [("7.23元", "7.23万元")]
    unit = [suspect(0, "7.23", "元", "7.23万元", 0.97, SlipKind.WRONG_UNIT)]
    words = [Place(printed="货物支出7.23元", source=((0, 0, 9),))]
    assert changes(finding("货物支出7.23元", "7.23万元", words, unit)) == [("7.23元", "7.23万元")]
    assert changes(finding("7.23%", "7.23万元", suspects=unit)) == []
    assert changes(finding("7.23", "7.23万元", suspects=unit)) == []
    assert changes(finding("7.23", "7.23万元")) == []
    assert changes(finding("6.2万元", "6.20万元")) == []
    assert changes(finding("7.23元", "7.23万元", places=[])) == []
    assert changes(finding("增加（减少）", "")) == []
    assert changes(finding("7.23元", "7.23万元", [Place(printed="别的")])) == []


def test_two_findings_that_disagree_determine_nothing() -> None:
    one, two = (finding(suspects=[suspect(0, "16.84", "%", v, 0.9)]) for v in ("16.48", "16.44"))
    done, left = determined([one, two])
    assert done == [] and all("不一致" in reason for _, reason in left)
    assert changes(one, one) == [("16.84", "16.48")] * 2


def test_what_is_left_says_why() -> None:
    reasons = [reason for _, reason in determined([finding(), finding("增加（减少）", "")])[1]]
    assert reasons == ["有几种改法都说得通，要由人来定", "应当写什么，要由人来定"]


@given(
    st.lists(st.tuples(st.text("12.5万元%，", max_size=8), st.text("12.5万元%，", max_size=8)), max_size=5),
    st.data(),
)
def test_every_finding_is_either_done_or_left_with_a_reason(
    texts: list[tuple[str, str]], data: st.DataObject
) -> None:
    found = []
    for printed, expected in texts:
        confidence = data.draw(st.floats(0, 1))
        found.append(
            finding(
                printed,
                expected,
                suspects=[Suspect(data.draw(st.integers(0, 2)), printed, expected, "", confidence)],
            )
        )
    done, left = determined(found)
    assert sorted(id(f) for f, _ in [*done, *left]) == sorted(map(id, found))
    assert all(reason for _, reason in left)
    for _, change in done:
        assert change.place.printed.count(change.old) == 1 and change.old != change.new


@pytest.fixture
def example(root: Path) -> Path:
    return root / "examples/fengtai-2020-faults.docx"


def test_the_example_is_corrected_and_what_was_corrected_is_found_no_more(
    example: Path, tmp_path: Path
) -> None:
    before, out = example.read_bytes(), tmp_path / "fixed.docx"
    fix = fix_file(example, out, when=WHEN)
    assert fix.done and fix.left and example.read_bytes() == before
    assert len(fix.done) + len(fix.left) == len(fix.result.failed)
    again = check_file(out)
    done = {finding.rule for finding, _ in fix.done}
    left = {finding.rule for finding, _ in fix.left}
    assert {finding.rule for finding in again.failed} == left and not left & done
    told = fix_text(fix, "新.docx")
    assert "→" in told and "没有改的" in told


def test_nothing_determined_writes_nothing(root: Path, tmp_path: Path) -> None:
    fix = fix_file(root / "examples/fengtai-2020.docx", tmp_path / "x.docx", when=WHEN)
    assert fix.done == [] and list(tmp_path.iterdir()) == []
    assert "未写文件" in fix_text(fix, "x.docx")


def test_other_formats_and_taken_names_are_refused(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "a.docx"
    plain.write_text("某局2024年度部门决算。", encoding="utf-8")
    with pytest.raises(UnwritableError, match="Word"):
        fix_file(plain, tmp_path / "b.docx")
    assert main(["fix", str(example), "-o", str(plain)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["fix", str(example), "-o", str(plain), "--force"]) == 1
    assert "用修订改正" in capsys.readouterr().out


def test_the_word_of_a_choice_that_the_sentence_decides_is_kept(tmp_path: Path) -> None:
    assert changes(finding("增加（减少）", "减少", rule="N-52")) == [("增加（减少）", "减少")]
    assert changes(finding("增加（减少）", "", rule="N-52")) == []
    said = "2023年度机关运行经费90.79万元，比上年增加（减少）17.56万元，下降16.21%。"
    paragraphs = ["某市档案局2023年度部门决算", "一、机关运行经费支出情况", said]
    write(
        Report("说明.docx", "docx", blocks=[Paragraph(text) for text in paragraphs]), tmp_path / "说明.docx"
    )
    made = fix_file(tmp_path / "说明.docx", tmp_path / "改.docx", when=WHEN)
    assert ("增加（减少）", "减少") in [(change.old, change.new) for _, change in made.done]
