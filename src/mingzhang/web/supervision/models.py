"""Matters with their history, and what follows from it: kept beside it by the moves, so that no list folds.

The history is what is true.  Stage, days and states of :class:`SupervisedMatter` and :class:`MatterDuty` are
those that the pure room works out of it; lights are never kept, for they change with the day.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.supervision.matter import Act, MatterStage, Period, Source, Urgency
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

ENDED = (
    MatterStage.DECLINED,
    MatterStage.CLOSED,
    MatterStage.REPORTED,
    MatterStage.FILED,
    MatterStage.HANDED,
)


def _choices(kind: type[Act | MatterStage | Period | Source | Urgency]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


class SupervisionOffice(models.Model):
    """督查机构 of a region: what stands under its papers, and how their numbers begin."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="supervision_office"
    )
    name = models.CharField("督查机构名称", max_length=60)
    letters = models.CharField("文号字头", max_length=20)

    class Meta:
        verbose_name = "督查机构"

    def __str__(self) -> str:
        return self.name


class RunningNumber(models.Model):
    """The last number that was given in a year, of matters or of papers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "编号"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind", "year"], name="one_run_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class LedgerImport(models.Model):
    """导入: a ledger that was read; signatures in it count only once the signatory has taken it in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ledger_imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    told = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField("导入时间", null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "导入的台账"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.filename

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("supervision:imported", args=[self.pk])


class MatterQuerySet(models.QuerySet["SupervisedMatter"]):
    """Matters with what lists show."""

    def shown(self) -> MatterQuerySet:
        """With what a row of a list says."""
        return self.select_related("lead")


class SupervisedMatter(models.Model):
    """A matter: what was registered never changes; what follows from the history changes with each move.

    ``expected`` is the first day by which a unit is to be heard of, empty while nobody owes anything;
    ``pending`` counts the answers that wait to be judged, ``edition`` the steps of the history.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="matters")
    number = models.CharField("事项编号", max_length=40)
    text = models.TextField("事项内容")
    source = models.CharField("来源", max_length=8, choices=_choices(Source))
    basis = models.CharField("来源依据", max_length=200, blank=True)
    asked_by = models.CharField("交办领导（岗位）", max_length=60, blank=True)
    received = models.DateField("收到日期")
    urgency = models.CharField("急缓", max_length=4, choices=_choices(Urgency), default=Urgency.USUAL)
    secrecy = models.CharField("密级", max_length=8, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    line = models.CharField("任务书条目", max_length=40, blank=True)
    period = models.CharField("报告周期", max_length=4, choices=_choices(Period), blank=True)
    registered = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    imported = models.ForeignKey(LedgerImport, on_delete=models.PROTECT, null=True, related_name="matters")
    # What follows from the history.
    stage = models.CharField(
        "状态", max_length=4, choices=_choices(MatterStage), default=MatterStage.REGISTERED
    )
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    expected = models.DateField("期限", null=True)
    pending = models.PositiveSmallIntegerField("待审核", default=0)
    report_due = models.DateField("报告期限", null=True)
    review = models.BooleanField("复核中", default=False)
    edition = models.PositiveIntegerField(default=0)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "督查事项"
        ordering = ("-received", "-pk")
        indexes = (
            models.Index(fields=["organisation", "stage"]),
            models.Index(fields=["organisation", "expected"]),
            models.Index(fields=["organisation", "source", "stage"]),
            models.Index(fields=["organisation", "-received", "-id"], name="matters_newest_first"),
            models.Index(
                fields=["organisation", "pending"],
                name="matters_to_be_judged",
                condition=models.Q(pending__gt=0),
            ),
            models.Index(
                fields=["organisation", "report_due"],
                name="matters_to_be_reported",
                condition=models.Q(report_due__isnull=False),
            ),
            models.Index(fields=["organisation"], name="matters_in_review", condition=models.Q(review=True)),
        )
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], name="one_number_one_matter"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text[:40]}"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("supervision:matter", args=[self.pk])

    @property
    def ended(self) -> bool:
        """Whether it is at its end: nothing is split from it any more."""
        return self.stage in ENDED


class MatterEvent(models.Model):
    """经过: one step, never changed; ``person`` made it, for a signed one the signatory.

    ``to`` is whom a matter was handed over to: need not be in the register.
    """

    matter = models.ForeignKey(SupervisedMatter, on_delete=models.CASCADE, related_name="events")
    day = models.DateField("日期")
    act = models.CharField("步骤", max_length=4, choices=_choices(Act))
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField("角色", max_length=2, blank=True)
    to = models.CharField("接收单位", max_length=60, blank=True)
    by = models.CharField("签批人（岗位）", max_length=80, blank=True)
    text = models.TextField("内容或理由", blank=True)
    due = models.DateField("期限", null=True)
    reference = models.CharField("文号", max_length=40, blank=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "经过"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.matter.number}{self.act}"

    @property
    def organisation(self) -> Organisation:
        """Whose register it is in."""
        return self.matter.organisation


class MatterDuty(models.Model):
    """承办: what one unit was given to do, as it follows from the history.

    ``organisation`` answers for it today, ``given_to`` is whom it was given to; they differ after mergers.
    """

    matter = models.ForeignKey(SupervisedMatter, on_delete=models.CASCADE, related_name="duties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="duties")
    given_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)
    given = models.DateField("交办日期")
    due = models.DateField("期限")
    expected = models.DateField("下一期限")
    rule = models.CharField("时限", max_length=40)
    note = models.CharField(max_length=120, blank=True)
    state = models.CharField("办理", max_length=8)
    awaited = models.BooleanField("待反馈", default=True)
    signed = models.BooleanField("已签收", default=False)
    pending = models.BooleanField("待审核", default=False)
    accepted = models.BooleanField("通过", default=False)
    waived = models.BooleanField("免予反馈", default=False)
    stopped = models.BooleanField("中止移交", default=False)
    answered = models.DateField("反馈日期", null=True)
    ever = models.BooleanField("反馈过", default=False)
    returned = models.PositiveSmallIntegerField("退回次数", default=0)
    urged = models.PositiveSmallIntegerField("催办次数", default=0)
    extended = models.PositiveSmallIntegerField("延期次数", default=0)
    days = models.PositiveIntegerField("办理工作日", default=0)

    class Meta:
        verbose_name = "承办"
        ordering = ("-leads", "pk")
        constraints = (models.UniqueConstraint(fields=["matter", "given_to"], name="one_duty_a_unit"),)
        indexes = (models.Index(fields=["organisation", "awaited", "expected"]),)

    def __str__(self) -> str:
        return f"{self.organisation}承办{self.matter.number}"

    @property
    def address(self) -> str:
        """Its page for the unit."""
        return reverse("supervision:duty", args=[self.pk])

    @property
    def role(self) -> str:
        """What the unit is in it."""
        return "牵头" if self.leads else "协办"

    @property
    def reporting(self) -> bool:
        """Whether a report is expected next, and not the answer."""
        return self.expected < self.due


class Turn(models.TextChoices):
    """Whose turn it is with something that was drafted."""

    PREPARER = "preparer", "填报人拟稿"
    APPROVER = "approver", "单位负责人审签"
    LEADER = "leader", "分管领导签批"
    DONE = "done", "已签"
    DROPPED = "dropped", "未同意"


OPEN_TURNS = (Turn.PREPARER, Turn.APPROVER, Turn.LEADER)


class MatterDraft(models.Model):
    """呈批: a step that somebody drafted and somebody else signs; it is none before."""

    matter = models.ForeignKey(SupervisedMatter, on_delete=models.CASCADE, related_name="drafts")
    duty = models.ForeignKey(MatterDuty, on_delete=models.CASCADE, null=True, related_name="drafts")
    act = models.CharField("步骤", max_length=4, choices=_choices(Act))
    text = models.TextField("内容或理由", blank=True)
    due = models.DateField("期限", null=True)
    to = models.CharField("接收单位", max_length=60, blank=True)
    turn = models.CharField("办到", max_length=8, choices=Turn)
    by_unit = models.BooleanField(default=False)  # drafted by the unit, otherwise by the office
    said = models.CharField("意见", max_length=600, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    vouched_by = models.ForeignKey(  # the head of the unit, where it goes on to the signatory
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    edition = models.PositiveIntegerField(default=1)
    event = models.OneToOneField(MatterEvent, on_delete=models.PROTECT, null=True, related_name="draft")

    class Meta:
        verbose_name = "呈批"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["turn", "matter"]),)

    def __str__(self) -> str:
        return f"{self.matter.number}{self.act}"

    @property
    def organisation(self) -> Organisation:
        """Whose it is: of the unit that drafted it, of the office otherwise."""
        if self.by_unit and self.duty is not None:
            return self.duty.organisation
        return self.matter.organisation

    @property
    def address(self) -> str:
        """Its page for the unit."""
        return reverse("supervision:draft", args=[self.pk])


class MatterProof(models.Model):
    """佐证材料: a file that proves a report or an answer."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="matter_proofs")
    matter = models.ForeignKey(SupervisedMatter, on_delete=models.CASCADE, related_name="proofs")
    draft = models.ForeignKey(MatterDraft, on_delete=models.CASCADE, null=True, related_name="proofs")
    event = models.ForeignKey(MatterEvent, on_delete=models.CASCADE, null=True, related_name="proofs")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "佐证材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class UnitMerger(models.Model):
    """单位变更: from a day on, one unit answers for what was given to another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mergers")
    old = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="原单位")
    new = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="新单位")
    day = models.DateField("自何日起")

    class Meta:
        verbose_name = "单位变更"
        ordering = ("day", "pk")
        constraints = (models.UniqueConstraint(fields=["old"], name="merged_once"),)

    def __str__(self) -> str:
        return f"{self.old}并入{self.new}"


class CalendarKey(models.Model):
    """The secret of somebody's calendar address; only its hash is kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key"
    )
    hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField("建立时间", auto_now=True)

    class Meta:
        verbose_name = "日历地址"

    def __str__(self) -> str:
        return f"{self.person}"
