"""A season: in one region and year, which documents are due from whom, by when, signed off by whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.working_days import after


class DocumentKind(models.TextChoices):
    """What is published."""

    FINAL_ACCOUNT = "final_account", "决算"
    BUDGET = "budget", "预算"


#: Who agrees to a version, one after another, before it is approved; the last one's word approves it.
CHAIN = (Role.APPROVER, Role.REVIEWER, Role.MANAGER)


def usual_days_before() -> list[int]:
    """How many working days before the last day a new season reminds."""
    return [5, 2, 0]


def usual_days_after() -> list[int]:
    """How many working days after it."""
    return [1, 3]


def usual_chain() -> list[str]:
    """The chain of a new season."""
    return [role.value for role in CHAIN]


def fit_chain(chain: object) -> None:
    """Refuse a chain that nobody could walk: it ends with the bureau, and names each role once."""
    able = {role.value for role in CHAIN}
    if not isinstance(chain, list) or not chain or any(role not in able for role in chain):
        raise ValidationError("签批环节只能是单位负责人、审核员、财政局主管。")
    if len(set(chain)) < len(chain) or chain[-1] == Role.APPROVER.value:
        raise ValidationError("签批环节不能重复，最后一环应为审核员或财政局主管。")


class Season(models.Model):
    """公开季.  ``due`` follows from the day of approval; it is kept, for units were told it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="seasons", verbose_name="地区"
    )
    year = models.PositiveSmallIntegerField(
        "年度", validators=[MinValueValidator(2010), MaxValueValidator(2100)]
    )
    kind = models.CharField("文件", max_length=16, choices=DocumentKind, default=DocumentKind.FINAL_ACCOUNT)
    approved = models.DateField("批复日", help_text="财政部门批复之日；期限自次日起计算")
    days = models.PositiveSmallIntegerField("期限（工作日）", default=20)
    due = models.DateField("截止日", editable=False)
    due_note = models.CharField(max_length=200, blank=True, editable=False)
    chain = models.JSONField("签批环节", default=usual_chain, validators=[fit_chain])
    remind_before = models.JSONField("截止前催报（工作日）", default=usual_days_before)
    remind_after = models.JSONField("截止后催报（工作日）", default=usual_days_after)
    closed = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "公开季"
        ordering = ("-year", "kind")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="one_season_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.year}年度部门{self.get_kind_display()}公开"

    def work_out_due(self) -> None:
        """The last day: ``days`` working days after the approval, as far as the calendar is published."""
        due = after(self.approved, self.days)
        self.due, self.due_note = due.day, due.note


class Requirement(models.Model):
    """What is due in a season from every department, or from every unit."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="requirements")
    title = models.CharField("材料", max_length=60)
    of = models.CharField(
        "由谁报送",
        max_length=12,
        choices=[(kind.value, kind.label) for kind in (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT)],
    )

    class Meta:
        verbose_name = "应报材料"
        constraints = (models.UniqueConstraint(fields=["season", "of"], name="one_document_from_each"),)

    def __str__(self) -> str:
        return self.title

    @property
    def organisation(self) -> Organisation:
        """The region of the season."""
        return self.season.organisation
