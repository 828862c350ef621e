"""What was handed from one wing to another: always two keys, who handed it on, and when.

Nothing of either end is copied but what the handing on itself decided: the points that were claimed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.register.models import Organisation
from mingzhang.web.verification.problem_models import FoundProblem


class _HandedOn(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("交接时间", auto_now_add=True)

    class Meta:
        abstract = True


class ClaimOfProblem(_HandedOn):
    """拟扣分: the claim for fewer points that a problem of field verification became, once."""

    problem = models.OneToOneField(FoundProblem, on_delete=models.PROTECT, related_name="deduction")
    claim = models.OneToOneField(FiledClaim, on_delete=models.CASCADE, related_name="from_problem")

    class Meta:
        verbose_name = "拟扣分"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.problem}的{self.claim}"

    @property
    def organisation(self) -> Organisation:
        """Whose problem it is."""
        return self.problem.organisation
