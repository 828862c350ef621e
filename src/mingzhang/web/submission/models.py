"""Submissions, their versions, what the check found in each, and what the unit says to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Requirement, Season
from mingzhang.web.shared.today import today
from mingzhang.web.submission.batch_models import Batch, BatchFile  # noqa: F401 (Django looks here)
from mingzhang.web.submission.building_models import Building  # noqa: F401


class Status(models.TextChoices):
    """How far a version is; only the moves change it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审定"
    PUBLISHED = "published", "已公开"
    SUPERSEDED = "superseded", "已被新版代替"


LOCKED = (Status.APPROVED, Status.PUBLISHED, Status.SUPERSEDED)
OWED = (Status.DRAFT, Status.RETURNED)  # what a unit that is late still has to hand in


class CheckState(models.TextChoices):
    """Where the check of a version stands."""

    WAITING = "waiting", "等待检查"
    RUNNING = "running", "正在检查"
    DONE = "done", "检查完毕"
    FAILED = "failed", "未能检查"


class LockedError(Exception):
    """Somebody would change a version that is locked."""


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions with what lists show."""

    def shown(self) -> SubmissionQuerySet:
        """With everything a row of a list says, in one query."""
        return self.select_related("organisation__above", "requirement", "season__organisation", "current")

    def listed(self) -> SubmissionQuerySet:
        """The same for long lists, which do not look at what the check counted."""
        return self.shown().defer("current__summary")

    def overdue(self, day: date) -> SubmissionQuerySet:
        """Those that should have been handed in before ``day``."""
        return self.filter(
            Q(late_until=None, season__due__lt=day) | Q(late_until__lt=day),
            Q(current=None) | Q(current__status__in=OWED),
        )


class Submission(models.Model):
    """应报材料 of one organisation in one season.  Its state is that of its current version, never set."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="submissions")
    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="submissions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="submissions")
    current = models.ForeignKey("Version", on_delete=models.SET_NULL, null=True, related_name="+")
    public = models.ForeignKey("Version", on_delete=models.SET_NULL, null=True, related_name="+")
    late_until = models.DateField("延期至", null=True, blank=True)
    late_reason = models.CharField("延期理由", max_length=200, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "报送"
        ordering = ("organisation__path",)
        constraints = (
            models.UniqueConstraint(fields=["requirement", "organisation"], name="one_submission_each"),
        )

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.season.year}年度{self.requirement.title}"

    @property
    def due(self) -> date:
        """The last day, an exception included."""
        return self.late_until or self.season.due

    @property
    def status(self) -> str:
        """The state of the current version; ``""`` where nothing was begun."""
        return self.current.status if self.current else ""

    @property
    def overdue(self) -> bool:
        """Whether it should have been handed in by now."""
        return self.due < today() and (not self.status or self.status in OWED)

    @property
    def said(self) -> str:
        """The state in words."""
        return self.current.get_status_display() if self.current else "未开始"

    @property
    def next_role(self) -> Role | None:
        """Who has to move; nobody once it is published."""
        if self.current is None or self.status in OWED:
            return Role.PREPARER
        if self.status == Status.SUBMITTED:
            return Role(self.season.chain[self.current.step])
        return Role.MANAGER if self.status == Status.APPROVED else None


class Version(models.Model):
    """One version of the document.  Once it is locked its file and its findings stay as they are."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("文件名", max_length=255)
    note = models.CharField("修改说明", max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField("上传时间", auto_now_add=True)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.DRAFT)
    step = models.PositiveSmallIntegerField(default=0)  # in the season's chain
    moved = models.DateTimeField("到达本环节时间", auto_now_add=True)
    check_state = models.CharField("检查", max_length=8, choices=CheckState, default=CheckState.WAITING)
    check_said = models.CharField(max_length=300, blank=True)  # progress, or why it failed
    making = models.CharField(max_length=300, blank=True)  # of its successor: under way, or why not
    check_began = models.DateTimeField(null=True)
    result = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    lines = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")  # our HTML
    summary = models.JSONField(default=dict)  # "summary" of the result
    seal = models.CharField("锁定校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = "版本"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["submission", "number"], name="versions_are_numbered"),
        )

    def __str__(self) -> str:
        return f"{self.submission}第{self.number}版"

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self.submission.organisation

    @property
    def current(self) -> bool:
        """Whether it is the one that counts now."""
        return self.submission.current_id == self.pk

    @property
    def unaccepted(self) -> str:
        """What its file leaves open (tracked changes, comments), in words; ``""`` where nothing is."""
        return str(self.summary.get("unaccepted", ""))

    @property
    def locked(self) -> bool:
        """Whether nothing in it may change any more."""
        return self.status in LOCKED

    def save(self, **kwargs: Any) -> None:
        """Save; of a locked version only what happens *to* it (its status) may change, not what it says."""
        if (
            self.pk
            and Version.objects.filter(pk=self.pk, status__in=LOCKED)
            .exclude(document=self.document_id, result=self.result_id)
            .exists()
        ):
            raise LockedError(f"{self}已锁定，不能更换文件。")
        super().save(**kwargs)


class Found(models.Model):
    """One finding of the check on a version, as ``mingzhang/check/2`` gives it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    number = models.PositiveIntegerField(default=0)  # at its marks in the document; 0 where it does not fail
    fingerprint = models.CharField(max_length=64, db_index=True)
    rule = models.CharField(max_length=16, db_index=True)
    verdict = models.CharField(max_length=12)
    severity = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    message = models.TextField()
    data = models.JSONField()

    class Meta:
        verbose_name = "问题"
        ordering = ("order",)
        indexes = (  # what is counted over all units is read from the index alone
            models.Index(
                fields=["version", "severity", "rule", "title"],
                condition=Q(verdict="fails"),
                name="failing_of_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.message}"

    @property
    def organisation(self) -> Organisation:
        """Whose document it is about."""
        return self.version.submission.organisation


class Adoption(models.Model):
    """采纳: a suspect that is to be corrected in the next version, by its position in the finding."""

    found = models.OneToOneField(Found, on_delete=models.CASCADE, related_name="adoption")
    suspect = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "采纳"

    def __str__(self) -> str:
        return f"{self.found.fingerprint} {self.suspect}"


class PagePicture(models.Model):
    """A page of a version as a picture, with its size in points."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="leaves")
    number = models.PositiveIntegerField("页")
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    width = models.FloatField()
    height = models.FloatField()

    class Meta:
        verbose_name = "页"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.version}第 {self.number} 页"

    @property
    def organisation(self) -> Organisation:
        """Whose document it is of."""
        return self.version.submission.organisation


class AnswerKind(models.TextChoices):
    """What a unit says to a finding."""

    CORRECTED = "corrected", "已改正"
    EXPLAINED = "explained", "有原因，不改"
    DISPUTED = "disputed", "有异议"


class Opinion(models.TextChoices):
    """What the reviewer says to an answer."""

    OPEN = "open", "待审核"
    ACCEPTED = "accepted", "认可"
    REFUSED = "refused", "不认可"


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers with who gave them."""

    def of(self, submission: Submission) -> AnswerQuerySet:
        """Those of one submission."""
        return self.filter(submission=submission).select_related("by", "judged_by")


class Answer(models.Model):
    """The answer to a finding, for all versions in which it is found: nobody answers twice.

    ``edition`` counts the changes; who saves over an edition that is not the last is told.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField("答复", max_length=10, choices=AnswerKind)
    reason = models.CharField("理由", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    edition = models.PositiveIntegerField(default=1)
    judged = models.CharField("审核意见", max_length=8, choices=Opinion, default=Opinion.OPEN)
    remark = models.CharField("审核说明", max_length=400, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "答复"
        constraints = (
            models.UniqueConstraint(fields=["submission", "fingerprint"], name="one_answer_to_a_finding"),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.CORRECTED) | ~Q(reason=""), name="explanations_have_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.reason}" if self.reason else self.get_kind_display()

    @property
    def refused(self) -> bool:
        """Whether the reviewer did not accept it: it must be given anew."""
        return self.judged == Opinion.REFUSED

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self.submission.organisation


class Remark(models.Model):
    """What a reviewer found by eye, anchored to a place in the document."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remarks")
    page = models.PositiveIntegerField("页", null=True, blank=True)
    quote = models.CharField("原文", max_length=200, blank=True)
    box = models.JSONField("框", null=True, blank=True)  # [left, top, right, bottom] in points of the page
    words = models.CharField("意见", max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled = models.BooleanField("已解决", default=False)

    class Meta:
        verbose_name = "审核意见"
        ordering = (F("page").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.words

    @property
    def organisation(self) -> Organisation:
        """Whose document it is about."""
        return self.version.submission.organisation


class CrossCheck(models.Model):
    """对照: what a version says against other documents; ``beside`` names their versions."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="cross")
    state = models.CharField(max_length=8, choices=CheckState, default=CheckState.WAITING)
    said = models.CharField(max_length=300, blank=True)
    beside = models.JSONField(default=list)  # keys of the versions
    told = models.JSONField(default=list)  # which document was held against which, sentences
    findings = models.JSONField(default=list)  # those that the version alone does not show
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "对照"

    def __str__(self) -> str:
        return f"{self.version}的对照"

    @property
    def organisation(self) -> Organisation:
        """Whose document it is about."""
        return self.version.submission.organisation


class Move(models.Model):
    """流转: one step of a submission, kept for its history."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="moves")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="moves")
    what = models.CharField("事项", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.CharField("说明", max_length=600, blank=True)

    class Meta:
        verbose_name = "流转"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what
