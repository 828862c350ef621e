"""The made-up year of the digest: an issue on every working day, each story once, counts that add up."""

from __future__ import annotations

from datetime import date
from functools import cache

from examples.digest import RULES, made_year
from examples.news import NewsMaker, planted_pairs
from mingzhang.digest.issue import IssueStage
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.measures import measures
from mingzhang.digest.quota import tally
from mingzhang.digest.topics import faults

FIRST, LAST = date(2020, 1, 1), date(2020, 1, 24)


@cache
def weeks() -> DigestLedger:
    return made_year(days=24, a_day=26)


def test_every_working_day_has_its_issue_and_its_quota() -> None:
    ledger = weeks()
    days = tally(ledger.issues.values(), FIRST, LAST)
    # The holiday after New Year and the eve of the Spring Festival; Sunday 19 January is made up.
    assert days.days == len(ledger.issues) == 17
    assert date(2020, 1, 19) in {each.sent for each in ledger.issues.values()}
    assert all(each.stage is IssueStage.FILED for each in ledger.issues.values())
    assert days.met + days.over + len(days.short) == 17 and days.over > 10


def test_no_story_was_sent_twice_and_no_repeat_was_sent_at_all() -> None:
    sent = [item.article for issue in weeks().issues.values() for item in issue.items]
    assert len({article.group for article in sent}) == len(sent)
    assert not any(article.repeats for article in sent)


def test_the_counts_are_those_of_the_issues() -> None:
    ledger = weeks()
    counts = measures(ledger, FIRST, date(2020, 12, 31))
    assert counts["报送摘编"].number == sum(len(each.items) for each in ledger.issues.values())
    assert counts["编发刊期"].number == 17
    opened = [each for each in ledger.readings if each.matter]
    assert counts["批示转督查"].number == len(opened) == counts["获领导批示"].number


def test_the_news_are_the_same_for_the_same_seed_and_its_rules_have_no_fault() -> None:
    assert NewsMaker(5).news(40) == NewsMaker(5).news(40) != NewsMaker(6).news(40)
    assert len(list(planted_pairs(NewsMaker(5).news(200)))) > 20
    assert not list(faults(RULES))
