"""The joins to the matter register: points are drawn from it, and open problems become matters of it."""

from __future__ import annotations

from django.db import transaction

from mingzhang.supervision.matter import Source
from mingzhang.verification.draw import Inspectable
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.entering import register_matter
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.verification.models import FieldVerification
from mingzhang.web.verification.moves import FieldMoveError, held
from mingzhang.web.verification.problem_models import FoundProblem


def register_population(verification: FieldVerification) -> list[Inspectable]:
    """What of the register may be inspected: every matter of the year as each of its units has it."""
    duties = MatterDuty.objects.select_related("matter", "organisation").filter(
        matter__organisation=verification.organisation, matter__received__year=verification.year
    )
    return [
        Inspectable(
            duty.matter.number, duty.organisation.name, duty.matter.text, duty.matter.source,
            (duty.matter.received.month + 2) // 3, duty.role, duty.matter.stage,
        )
        for duty in duties.order_by("pk")
    ]  # fmt: skip


@transaction.atomic
def supervise_open(verification: FieldVerification, who: Person) -> int:
    """Register a matter for every problem that is open, once each, to be supervised until it is mended."""
    held(verification)
    waiting = verification.problems.filter(supervised_as="").open().select_related("organisation")
    for problem in waiting:
        told = {
            "text": f"{problem.organisation}：{problem.item}（{problem.text}）",
            "source": Source.VERIFICATION.value,
            "received": today(),
            "basis": " ".join(filter(None, ("问题", problem.number, problem.matter))),
        }
        try:
            matter = register_matter(verification.organisation, who, told)
        except MatterMoveError as refusal:
            raise FieldMoveError(str(refusal)) from None
        problem.supervised_as = matter.number
        problem.save(update_fields=["supervised_as"])
        record(who, "转为督查事项", problem, f"{problem}转为督查事项{matter.number}")
    return len(waiting)


def matter_pages(problem: FoundProblem) -> list[tuple[str, str]]:
    """The matters before and after a problem, each with its page's address; empty if it has none there."""
    numbers = [each for each in (problem.matter, problem.supervised_as) if each]
    region = problem.verification.organisation_id
    found = {
        row.number: row.address
        for row in SupervisedMatter.objects.filter(organisation=region, number__in=numbers)
    }
    return [(number, found.get(number, "")) for number in numbers]
