"""A made-up year of news laid in the web application's store by its own moves, and what it counts of it.

The news and the topic rules are those of :mod:`examples.digest`; everything else is done as people do it:
taken in on its day, put into the day's issue, handed in, signed by the leader, sent, read, filed.
``python -m bench.digest_year`` prints the counts of 2020; ``--days 30`` of its first month.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from examples.digest import READERS, RULES, SEED, YEAR
from examples.news import InventedNews, NewsMaker
from mingzhang.facts.days import day_words
from mingzhang.working_days import is_working_day

if TYPE_CHECKING:  # the models can be imported once the database of the year is named
    from mingzhang.web.digest.models import DeskArticle, DeskIssue
    from mingzhang.web.people.models import Person
    from mingzhang.web.register.models import Organisation

_A_DAY = 26  # pieces of news
_FILED_AFTER = 5  # issues


def main() -> None:
    """Lay the year into a database of its own and print what the page of counts shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=366)
    days = parser.parse_args().days
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MINGZHANG_DATA": folder, "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        begin = time.process_time()
        last = date(YEAR, 1, 1) + timedelta(days=days - 1)
        for line in lay(days, last):
            print(line)
        print(f"处理器时间 {time.process_time() - begin:.0f} 秒")


def lay(days: int, last: date) -> list[str]:
    """The year's work at the desk, and its counts in sentences."""
    from mingzhang.web.digest.models import DeskTopic
    from mingzhang.web.digest.pages import quota_of
    from mingzhang.web.people.models import Person, Post, Role
    from mingzhang.web.register.models import Organisation, OrganisationKind

    region = Organisation.objects.create(kind=OrganisationKind.REGION, name="某区")
    people = {
        role: Person.objects.create_user(role.value, None, str(role.label))
        for role in (Role.EDITOR, Role.LEADER)
    }
    for role, person in people.items():
        Post.objects.create(person=person, role=role, organisation=region)
    for rule in RULES:
        said = {"must": "、".join(rule.must), "some": "、".join(rule.some), "never": "、".join(rule.never)}
        DeskTopic.objects.create(organisation=region, name=rule.name, class_name=rule.class_, **said)
    desk = _Desk(region, people[Role.EDITOR], people[Role.LEADER])
    news = sorted(NewsMaker(SEED, date(YEAR, 1, 1), days).news(days * _A_DAY), key=lambda each: each.day)
    for at in range(days):
        day = date(YEAR, 1, 1) + timedelta(days=at)
        desk.wait += [each for each in news if each.day == day]
        if is_working_day(day):
            desk.work(day)
    found = quota_of(region, last)
    whole = found["whole"]
    low, high = whole.planned
    told = f"工作日 {whole.days} 天，计划 {low} 至 {high} 条，报送 {whole.sent} 条；"
    told += f"达到 {whole.met} 天，超过 {whole.over} 天，不足 {len(whole.short)} 天"
    return [told, *(each.sentence for each in found["measures"])]


class _Desk:
    """The editor's desk: news that wait, issues that were sent."""

    def __init__(self, region: Organisation, editor: Person, leader: Person) -> None:
        self.wait: list[InventedNews] = []
        self._region, self._editor, self._leader = region, editor, leader
        self._draw = Random(SEED)
        self._sent: list[DeskIssue] = []
        self._spare: list[DeskArticle] = []

    def work(self, day: date) -> None:
        """A working day: what came in is taken in, eight to twelve of it sent, what is old let go."""
        from mingzhang.digest.issue import Choice, IssueKind
        from mingzhang.web.digest import moves
        from mingzhang.web.shared.today import standing_on

        with standing_on(day):
            news = [(_clipping(each), None) for each in self.wait]
            self._spare += [
                row for row in moves.take_in(self._region, self._editor, news) if row.choice == Choice.SPARE
            ]
            self.wait = []
            chosen = self._spare[: self._draw.randint(8, 12)]
            if not chosen:
                return
            issue = moves.begin(self._region, self._editor, IssueKind.DAILY, "", "、".join(READERS))
            for row in chosen:
                moves.put(issue, row, self._editor)
            for step, who in (("送审", self._editor), ("签发", self._leader), ("报送", self._editor)):
                moves.step(issue, step, who)
            self._read(issue, day)
            self._sent.append(issue)
            if len(self._sent) > _FILED_AFTER:
                moves.step(self._sent[-1 - _FILED_AFTER], "归档", self._editor)
            left = self._spare[len(chosen) :]
            self._spare = [row for row in left if (day - row.got).days < 3]

    def _read(self, issue: DeskIssue, day: date) -> None:
        from mingzhang.web.digest import moves

        told: dict[str, Any] = {
            "reader": READERS[0],
            "day": day,
            "kind": "圈阅",
            "article": None,
            "text": "",
            "matter": "",
        }
        if self._draw.random() < 0.12:
            told |= {"kind": "批示", "text": "请有关单位办理并报结果。"}
        moves.read(issue, self._editor, told)


def _clipping(each: InventedNews) -> dict[str, Any]:
    said = {"title": each.title, "text": each.text, "source": each.source, "dated": day_words(each.day)}
    return said | {"address": f"https://news.example/{each.number}"}


if __name__ == "__main__":
    main()
