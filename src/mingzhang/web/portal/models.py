"""What the portal keeps of every version that was published: worked out once, then only read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import DocumentKind
from mingzhang.web.submission.models import Version


class EditionState(models.TextChoices):
    """How far the page of an edition is."""

    WAITING = "waiting", "正在准备"
    READY = "ready", "已备好"
    FAILED = "failed", "只有原文件"


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions as pages show them."""

    def shown(self) -> EditionQuerySet:
        """With everything that the name and the address of an edition need, in one query."""
        kept = ("charts", "scores", "classes", "differences")  # for the page of one edition only
        return self.select_related("organisation__above__above").defer(*kept)

    def newest(self) -> EditionQuerySet:
        """The editions that are valid now, the newest first."""
        return self.shown().filter(current=True).order_by("-published", "-pk")


class Edition(models.Model):
    """A published version.  A correction is a further edition; the former stays at its own address.

    ``number`` counts the editions of one unit, year and kind; ``note`` says why there is a further one and
    ``differences`` which key figures changed.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="edition")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("文件", max_length=16, choices=DocumentKind)
    number = models.PositiveSmallIntegerField("公开版次")
    title = models.CharField("标题", max_length=200)
    published = models.DateTimeField("公开时间")
    current = models.BooleanField("现行", default=True)
    note = models.CharField("更正说明", max_length=400, blank=True)
    differences = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=EditionState, default=EditionState.WAITING)
    said = models.CharField(max_length=300, blank=True)  # why it failed
    text = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    charts = models.JSONField(default=list)
    scores = models.JSONField(default=list)
    classes = models.JSONField(default=list)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "公开版"
        ordering = ("-year", "organisation__path", "kind", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "year", "kind", "number"], name="editions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "kind"],
                condition=Q(current=True),
                name="one_edition_is_current",
            ),
        )
        indexes = (models.Index(fields=["current", "kind", "year"]),)

    def __str__(self) -> str:
        return self.title


class EditionFigure(models.Model):
    """A key figure of an edition; ``amount`` is in 元, ``printed`` and ``unit`` as the document says it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=40)
    label = models.CharField(max_length=60, db_index=True)
    amount = models.DecimalField(max_digits=22, decimal_places=4)
    printed = models.CharField(max_length=40)
    unit = models.CharField(max_length=8)
    place = models.CharField(max_length=300)
    anchor = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "主要数"
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["edition", "label"], name="one_figure_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.label} {self.printed}{self.unit}"


class EditionFile(models.Model):
    """A file of an edition to take away."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)

    class Meta:
        verbose_name = "文件"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["edition", "format"], name="one_file_of_a_format"),)

    def __str__(self) -> str:
        return self.filename


class EditionTable(models.Model):
    """A table of an edition: how it looks (made by us, escaped), and its cells as rows of texts."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tables")
    order = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    shown = models.TextField()
    rows = models.JSONField(default=list)

    class Meta:
        verbose_name = "表"
        ordering = ("order",)

    def __str__(self) -> str:
        return self.title


class EditionWords(models.Model):
    """A paragraph of an edition, or a row of a table, as the search knows it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="words")
    anchor = models.CharField(max_length=40)
    section = models.CharField(max_length=120)
    page = models.PositiveIntegerField(null=True)
    text = models.TextField()

    class Meta:
        verbose_name = "段落"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class YearCharts(models.Model):
    """The charts over the years of an organisation; drawn anew when a year is added or corrected."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=DocumentKind)
    charts = models.JSONField(default=list)

    class Meta:
        verbose_name = "各年图"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind"], name="charts_of_a_kind_once"),
        )
