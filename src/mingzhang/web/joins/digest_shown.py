"""The instructions on an issue with their matters, and a matter with the instruction that it carries out."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.digest.models import DeskIssue
from mingzhang.web.joins.instructions import instructions_on
from mingzhang.web.joins.matters_shown import matter_end
from mingzhang.web.joins.models import MatterOfReading
from mingzhang.web.joins.shown import AskedField, Joined, JoinedEnd, JoinOffer, open_to
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.models import SupervisedMatter


def of_issue(issue: DeskIssue, who: Person) -> Joined:
    """The matters of an issue's instructions, and those that have none."""
    ends, waiting = list[JoinedEnd](), list[tuple[str, str]]()
    for reading in instructions_on(issue):
        joined = getattr(reading, "carried_out", None)
        if joined is None:
            waiting.append((str(reading.pk), f"{reading.reader}：{reading.text[:40]}"))
        else:
            ends.append(matter_end(joined.matter, who, what=f"{reading.reader}批示"))
    if not waiting or not may(who, Action.HAND_TO_REGISTER, issue):
        return Joined(ends)
    asked = [AskedField("reading", "批示", waiting, True, waiting[0][0])]
    return Joined(
        ends, [JoinOffer(reverse("joins:open_instruction", args=[issue.pk]), "转为督查事项", asked)]
    )


def of_matter(matter: SupervisedMatter, who: Person) -> Joined:
    """The instructions that a matter carries out."""
    found = MatterOfReading.objects.filter(matter=matter).select_related("reading__issue__organisation")
    ends = []
    for each in found:
        reading, issue = each.reading, each.reading.issue
        name = f"{issue.day.year}年{issue}，{reading.reader}：{reading.text[:60]}"
        ends.append(
            JoinedEnd("信息摘编批示", name, "", open_to(who, Action.SEE_DIGEST, issue, issue.web_address))
        )
    return Joined(ends)
