"""A law: whatever is told of a subject, in any of the usual wordings, reads back to the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.number import number_of
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.claim_reader import ClaimReader
from mingzhang.language.narrative.listing import gap_of, level_number, listings, moved

LAW = settings(derandomize=True, deadline=None)
YEAR = 2023
NAMES = ("会议费", "培训费", "租赁费", "印刷费", "劳务费", "差旅费", "工会经费", "福利费")
RISES, FALLS = ("增加", "增长", "上升", "提高"), ("减少", "下降", "降低")
AGAINST = (
    "比上年",
    "较上年",
    "比2022年",
    "与2022年度相比，",
    "较2022年度决算数",
    "同比",
    "比去年",
    "与上年相比，",
    "按同口径比上年",
    "较上年同期",
)


@dataclass(frozen=True)
class Told:
    """A subject with this year's and last year's cents."""

    name: str
    now: int
    before: int


def amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}万元"


def rate(told: Told) -> str:
    scaled = Fraction(abs(told.now - told.before) * 10000, told.before)
    cents = (scaled * 2 + 1).__floor__() // 2
    return f"{cents // 100}.{cents % 100:02d}%"


@st.composite
def change(draw: st.DrawFn, told: Told) -> str:
    """The movement of a subject in one of the usual wordings."""
    against, moved_by = draw(st.sampled_from(AGAINST)), told.now - told.before
    if moved_by == 0:
        return draw(st.sampled_from(("与上年持平", "与上年相比无变化", "与2022年度决算数一致")))
    ways = RISES if moved_by > 0 else FALLS
    first, second = draw(st.sampled_from(ways)), draw(st.sampled_from(ways))
    by, share = amount(abs(moved_by)), rate(told)
    inside = f"较上年的{amount(told.before)}{first}{by}，{second}{share}"
    forms = (f"{against}{first}{by}，{second}{share}", f"{against}{first}{by}（{share}）", inside)
    return draw(st.sampled_from(forms))


def subjects(count: int) -> st.SearchStrategy[list[Told]]:
    cents = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6))
    return st.tuples(st.permutations(NAMES), st.lists(cents, min_size=count, max_size=count)).map(
        lambda pair: [Told(n, a, b) for n, (a, b) in zip(pair[0], pair[1], strict=False)]
    )


def read(*sentences: str) -> list[Claim]:
    reader = ClaimReader(YEAR)
    for block, sentence in enumerate(sentences):
        reader.read(Paragraph(sentence), block, "", "某节")
    return [claim for claim in reader.reading().claims if not claim.aside]


def facts(claims: list[Claim]) -> dict[str, tuple[Fraction, Fraction]]:
    """Level and signed movement of every subject, in cents."""
    found = {}
    for claim in claims:
        by = moved(claim)
        assert claim.level is not None and by is not None, claim.subject
        found[claim.subject] = (number_of(claim.level).value / 100, by.value / 100)
    return found


@LAW
@given(st.data(), subjects(3), st.sampled_from(("；", "。")))
def test_levels_and_movements(data: st.DataObject, told: list[Told], mark: str) -> None:
    sentence = mark.join(f"{one.name}{amount(one.now)}，{data.draw(change(one))}" for one in told) + "。"
    assert facts(read(sentence)) == {one.name: (one.now, one.now - one.before) for one in told}


@LAW
@given(
    st.data(),
    subjects(4),
    st.sampled_from(
        ("，其中：{}。", "。其中：{}。", "，包括：{}。", "（其中：{}）。", "，具体情况如下：\n{}")
    ),
)
def test_a_list_reads_back_whole(data: st.DataObject, told: list[Told], form: str) -> None:
    total = sum(one.now for one in told)
    items = [f"{one.name}{amount(one.now)}" for one in told]
    if "\n" in form:
        mark = data.draw(st.sampled_from(("（{}）", "{}．", "{}、")))
        numbers = "一二三四" if mark != "{}．" else "1234"
        lines = [f"{mark.format(n)}{item}。" for n, item in zip(numbers, items, strict=True)]
        claims = read(f"某项总支出额{amount(total)}{form.partition(chr(10))[0]}", *lines)
    else:
        claims = read(
            f"某项总支出额{amount(total)}{form.format(data.draw(st.sampled_from('，；')).join(items))}"
        )
    (one,) = [listing for listing in listings(claims) if len(listing.parts) > 1]
    assert [part.subject for part in one.parts] == [each.name for each in told]
    gap = gap_of(one, level_number)
    assert gap is not None and gap.value == 0


@LAW
@given(subjects(3), st.sampled_from(("占比", "占", "占合计的")))
def test_shares_belong_to_their_subjects(told: list[Told], word: str) -> None:
    listed = "；".join(f"{one.name}{amount(one.now)}，{word}{index}.00%" for index, one in enumerate(told, 1))
    claims = read(f"合计{amount(sum(one.now for one in told))}，其中：{listed}。")
    shares = {c.subject: c.shares[0].percent.text for c in claims if c.shares}
    assert shares == {one.name: f"{index}.00" for index, one in enumerate(told, 1)}
