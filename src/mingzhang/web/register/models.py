"""Organisations in a tree: region → department → unit, each with the dates between which it is there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from mingzhang.web.shared.today import today


class OrganisationKind(models.TextChoices):
    """What an organisation is in the register."""

    REGION = "region", "地区"
    DEPARTMENT = "department", "部门"
    UNIT = "unit", "单位"


class Nature(models.TextChoices):
    """What kind of body a department or unit is; forms and indicator systems differ by it."""

    ORGAN = "organ", "行政机关"
    INSTITUTION = "institution", "事业单位"
    TOWN = "town", "街道（乡镇）"
    OTHER = "other", "其他"


_ABOVE = {  # what stands above each kind
    OrganisationKind.REGION: (OrganisationKind.REGION, None),
    OrganisationKind.DEPARTMENT: (OrganisationKind.REGION,),
    OrganisationKind.UNIT: (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT),
}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by date and by place in the tree."""

    def on(self, day: date) -> OrganisationQuerySet:
        """Those that are there on a day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))

    def below(self, *roots: Organisation) -> OrganisationQuerySet:
        """The roots and all that hangs on them."""
        within = Q(pk__in=[])
        for root in roots:
            within |= Q(path__startswith=root.path)
        return self.filter(within)


class Organisation(models.Model):
    """A region, a department or a unit.

    ``path`` names the organisations above, from the root, so that a whole branch is one comparison:
    ``/1/7/`` hangs on ``/1/``.
    """

    kind = models.CharField("类别", max_length=12, choices=OrganisationKind)
    name = models.CharField("名称", max_length=120)
    short = models.CharField("简称", max_length=40, blank=True)
    code = models.CharField("预算代码", max_length=30, blank=True, help_text="部门或单位预算代码，区内唯一")
    place = models.CharField(
        "行政区划代码", max_length=6, blank=True, help_text="六位，例如 110106；只填在地区"
    )
    nature = models.CharField("性质", max_length=12, choices=Nature, default=Nature.ORGAN)
    above = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="beneath", verbose_name="上级"
    )
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True, help_text="撤销或合并之日，当日起不再有效")
    path = models.CharField(max_length=80, editable=False, db_index=True, default="")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(
                fields=["above", "name"], condition=Q(until=None), name="one_name_under_one"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(until=None, above=None), name="one_name_at_the_top"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_code_one_organisation"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Itself: rights are asked of whatever has an organisation."""
        return self

    @property
    def region(self) -> Organisation:
        """The region an organisation belongs to; a region is its own."""
        found = self
        while found.kind != OrganisationKind.REGION and found.above is not None:
            found = found.above
        return found

    @property
    def there(self) -> bool:
        """Whether it is there today."""
        day = today()
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)

    def hangs_on(self, other: Organisation) -> bool:
        """Whether it is ``other`` or somewhere beneath it."""
        return self.path.startswith(other.path)

    def clean(self) -> None:
        """Refuse what cannot stand where it is put."""
        above = None if self.above is None else OrganisationKind(self.above.kind)
        if above not in _ABOVE[OrganisationKind(self.kind)]:
            raise ValidationError({"above": f"{self.get_kind_display()}不能放在所选上级之下。"})
        if self.above is not None and self.pk and self.above.path.startswith(self.path or "-"):
            raise ValidationError({"above": "上级不能是自己或自己的下级。"})
        if self.since and self.until and self.since >= self.until:
            raise ValidationError({"until": "“至”应晚于“自”。"})

    def save(self, **kwargs: Any) -> None:
        """Save, and let the path follow the tree; a branch that is hung elsewhere moves as a whole."""
        former = self.path
        super().save(**kwargs)
        path = f"{self.above.path if self.above else '/'}{self.pk}/"
        if path != former:
            self.path = path
            Organisation.objects.filter(pk=self.pk).update(path=path)
            for child in self.beneath.all():
                child.save()
