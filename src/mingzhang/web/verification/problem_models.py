"""Problems that visits found, every step of them, and the files that units hand in.

The database itself holds two things: a problem of the first phase that is open once the second is drawn has a
point there, and what a leader has to sign is not there without who signed it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from mingzhang.verification.draw import FIRST
from mingzhang.verification.problem import CLOSED, ProblemAct, ProblemState
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

_SHUT = sorted(state.value for state in CLOSED)
_SIGNED = [ProblemState.WITHDRAWN.value, ProblemState.UNMENDED.value]
_LOOKS = {
    ProblemState.FOUND: "draft",
    ProblemState.TOLD: "submitted",
    ProblemState.OWNED: "submitted",
    ProblemState.DISPUTED: "returned",
    ProblemState.MENDING: "returned",
    ProblemState.REPORTED: "approved",
    ProblemState.MENDED: "published",
    ProblemState.UNMENDED: "overdue",
}


class ProblemQuerySet(models.QuerySet["FoundProblem"]):
    """Problems, the open ones, and those of the first phase that would be forgotten."""

    def open(self) -> ProblemQuerySet:
        """Those that are neither mended nor closed otherwise."""
        return self.exclude(state__in=_SHUT)

    def forgotten(self) -> ProblemQuerySet:
        """Open ones that a round of looking back left out once it was drawn: never any."""
        counted = self.open().annotate(points=Count("looks"))
        late = Q(phase=FIRST, second_drawn=True, points=0)
        return counted.filter(late | Q(points__lt=F("rounds"), points__lte=F("reopened")))


class FoundProblem(models.Model):
    """问题: what was found wrong at a point, and where it stands.

    The state follows from the results and steps by the rules of the pure room; only the moves write it.
    ``second_drawn`` is whether the second phase has its points; ``look_back`` is then the problem's own, the
    last of the ``looked`` that it has after ``rounds`` rounds of looking back.
    """

    verification = models.ForeignKey(
        "verification.FieldVerification", on_delete=models.CASCADE, related_name="problems"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey("verification.VisitPoint", on_delete=models.PROTECT, related_name="problems")
    code = models.CharField("标准编号", max_length=20)
    number = models.CharField("问题编号", max_length=60)
    phase = models.CharField("阶段", max_length=12)
    matter = models.CharField("事项编号", max_length=60, blank=True, db_index=True)
    item = models.CharField("核验内容", max_length=200)
    criterion = models.CharField("合格标准", max_length=400)
    severity = models.CharField("严重程度", max_length=4)
    text = models.CharField("问题情况", max_length=600)
    found = models.DateField("发现日期")
    state = models.CharField(
        "状态", max_length=12, choices=[(each.value, each.value) for each in ProblemState], db_index=True
    )
    reopened = models.PositiveSmallIntegerField("重开次数", default=0)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    look_back = models.ForeignKey(
        "verification.VisitPoint", on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_drawn = models.BooleanField(default=False)
    rounds = models.PositiveSmallIntegerField(default=0)  # of looking back, since it was found
    looked = models.PositiveSmallIntegerField("回头看点位", default=0)
    draft = models.CharField("答复草稿", max_length=600, blank=True)
    supervised_as = models.CharField("督查事项编号", max_length=60, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = "核验问题"
        ordering = ("verification", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=["verification", "number"], name="one_problem_of_a_number"),
            models.CheckConstraint(
                condition=~Q(phase=FIRST)
                | Q(second_drawn=False)
                | Q(state__in=_SHUT)
                | Q(look_back__isnull=False),
                name="open_problems_are_looked_back_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_SHUT) | Q(looked__gte=F("rounds")) | Q(looked__gt=F("reopened")),
                name="every_round_looks_back_at_open_problems",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SIGNED) | Q(signed_by__isnull=False),
                name="nothing_is_closed_without_a_signature",
            ),
        )

    def __str__(self) -> str:
        return f"问题{self.number}（{self.organisation}）"

    @property
    def open(self) -> bool:
        """Whether it is neither mended nor closed otherwise."""
        return ProblemState(self.state) not in CLOSED

    @property
    def look(self) -> str:
        """How a page shows its state."""
        return _LOOKS.get(ProblemState(self.state), "")

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("verification:problem", args=[self.pk])


class ProblemStep(models.Model):
    """经过: one step of a problem; steps are only ever added."""

    problem = models.ForeignKey(FoundProblem, on_delete=models.CASCADE, related_name="steps")
    day = models.DateField("日期")
    act = models.CharField("步骤", max_length=12, choices=[(each.value, each.value) for each in ProblemAct])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("内容或理由", max_length=600, blank=True)
    evidence = models.CharField("佐证材料", max_length=600, blank=True)
    turn = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "问题经过"
        ordering = ("problem", "pk")

    def __str__(self) -> str:
        return self.act

    @property
    def organisation(self) -> Organisation:
        """Whose problem it is."""
        return self.problem.organisation


class ProblemEvidence(models.Model):
    """佐证材料: a file that a unit hands in about a problem."""

    problem = models.ForeignKey(FoundProblem, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("提交时间", auto_now_add=True)

    class Meta:
        verbose_name = "问题佐证"
        ordering = ("problem", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Whose problem it is."""
        return self.problem.organisation
