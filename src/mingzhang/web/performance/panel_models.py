"""A panel of experts for a project, and the seat of each expert with the ballot."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation


class ExpertPanel(models.Model):
    """评审: the experts of one project, what the working group writes, and in the end the report.

    ``texts`` are the report's texts by key, ``accepted`` the problems that stand for a reason.  A panel that
    was dissolved stays, with its ballots.
    """

    project = models.ForeignKey("performance.RegisteredProject", on_delete=models.CASCADE, related_name="+")
    system = models.CharField("指标体系", max_length=40)
    method = models.CharField("汇总办法", max_length=16, blank=True)
    day = models.CharField("报告日期", max_length=40, blank=True)
    due = models.DateField("评分截止", null=True)
    texts = models.JSONField(default=dict)
    accepted = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened = models.DateTimeField("开启时间", auto_now_add=True)
    closed = models.DateTimeField("结束时间", null=True)
    dissolved = models.BooleanField("已撤销", default=False)
    total = models.DecimalField("评审得分", max_digits=18, decimal_places=4, null=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    expert_count = models.PositiveSmallIntegerField(default=0)
    in_count = models.PositiveSmallIntegerField(default=0)  # of ballots that are handed in

    class Meta:
        verbose_name = "评审"

    def __str__(self) -> str:
        return f"{self.project}的评审"

    @property
    def organisation(self) -> Organisation:
        """Whose project it is about."""
        return self.project.organisation

    @property
    def all_in(self) -> bool:
        """Whether every expert has handed in: only then anybody sees marks of others."""
        return 0 < self.expert_count == self.in_count


class ExpertSeat(models.Model):
    """席位: an expert on a panel under a label, and the ballot as typed, mark and opinion by leaf."""

    panel = models.ForeignKey(ExpertPanel, on_delete=models.CASCADE, related_name="seats")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    label = models.CharField("代号", max_length=12)
    typed = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    handed = models.DateTimeField("提交时间", null=True)

    class Meta:
        verbose_name = "评审席位"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["panel", "expert"], name="one_seat_an_expert"),
            models.UniqueConstraint(fields=["panel", "label"], name="one_label_a_seat"),
        )

    def __str__(self) -> str:
        return f"{self.panel}：{self.label}"

    @property
    def organisation(self) -> Organisation:
        """Whose project it is about."""
        return self.panel.organisation

    @property
    def given(self) -> int:
        """How many marks were typed."""
        return sum(bool(one.get("mark", "").strip()) for one in self.typed.values())
