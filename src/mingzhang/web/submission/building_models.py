"""A document that is built from a filled workbook: what is open in it, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.files.models import StoredFile


class BuildState(models.TextChoices):
    """How far it is."""

    UNDER_WAY = "under_way", "正在编制"
    WRONG = "wrong", "填报表有问题"
    ASKED = "asked", "还有问题要回答"
    DONE = "done", "已编成"


class Building(models.Model):
    """编制: one for each submission, begun anew by each workbook; answers stay for the next workbook.

    ``former`` are the workbooks before (name, hash, by whom, when): none of them is lost.  ``questions`` are
    the sentences that only people can answer, ``answers`` what was said to them, and ``problems`` what is
    wrong in the workbook, each with its cell.
    """

    submission = models.OneToOneField(
        "submission.Submission", on_delete=models.CASCADE, related_name="building"
    )
    workbook = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("填报表", max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    state = models.CharField(max_length=12, choices=BuildState, default=BuildState.UNDER_WAY)
    problems = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    former = models.JSONField(default=list)

    class Meta:
        verbose_name = "编制"

    def __str__(self) -> str:
        return f"{self.submission}的编制"

    @property
    def open_questions(self) -> list[str]:
        """Those that nobody has answered yet."""
        return [question for question in self.questions if question not in self.answers]


class FilledSheet(models.Model):
    """在网页里填的一张工作表: what was typed into the cells of one sheet of the workbook, right or wrong.

    ``texts`` are by the name of the cell (D7); ``edition`` counts what was saved, so that of two people who
    fill one sheet the later is told.
    """

    submission = models.ForeignKey("submission.Submission", on_delete=models.CASCADE, related_name="sheets")
    name = models.CharField("工作表", max_length=31)
    texts = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "网页填报"
        constraints = (models.UniqueConstraint(fields=("submission", "name"), name="one_sheet_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.submission}的“{self.name}”"
