"""系统计数: the number that an actual value of a form is bound to, with the rows it was counted from."""

from __future__ import annotations

from fractions import Fraction

from django.conf import settings
from django.db import models

from mingzhang.facts.measure import LiveMeasure
from mingzhang.web.register.models import Organisation


class BoundMeasure(models.Model):
    """What was counted for one indicator, as of a day; ``reason`` is why a hand value stands beside it."""

    project = models.ForeignKey(
        "performance.RegisteredProject", on_delete=models.CASCADE, related_name="measures"
    )
    indicator = models.CharField("三级指标", max_length=200)
    name = models.CharField("系统计数", max_length=40)
    number = models.CharField(max_length=40)  # an exact fraction
    unit = models.CharField("计量单位", max_length=20)
    as_of = models.DateField("截至")
    heads = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    reason = models.CharField("人工填写的理由", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("绑定时间", auto_now=True)

    class Meta:
        verbose_name = "系统计数"
        ordering = ("project", "pk")
        constraints = (
            models.UniqueConstraint(fields=["project", "indicator"], name="one_measure_an_indicator"),
        )

    def __str__(self) -> str:
        return f"{self.indicator}：{self.measure.sentence}"

    @property
    def organisation(self) -> Organisation:
        """Whose project it is."""
        return self.project.organisation

    @property
    def measure(self) -> LiveMeasure:
        """The measure as it was counted."""
        rows = tuple(tuple(row) for row in self.rows)
        return LiveMeasure(self.name, Fraction(self.number), self.unit, self.as_of, tuple(self.heads), rows)
