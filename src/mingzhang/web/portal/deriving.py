"""The page of an edition worked out in the background: a process of its own reads the document."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import task

from mingzhang.facts.publication import Chart
from mingzhang.web.apart.run import SECONDS, ApartError, apart
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.portal.editions import differences, former_of
from mingzhang.web.portal.models import (
    Edition,
    EditionFigure,
    EditionFile,
    EditionState,
    EditionTable,
    EditionWords,
    YearCharts,
)
from mingzhang.web.portal.words_index import forget, learn
from mingzhang.work.public_charts import charts_of_year, charts_over_years, drawn, table_of_chart
from mingzhang.work.public_files import DATA, TEXT

_ENDINGS = {"pdf": ".pdf", "xlsx": ".xlsx", "opendata": "（开放数据）.zip"}


@task()
def derive_edition(pk: int) -> None:
    """Work out one edition; done twice (a worker was killed) it gives the same."""
    edition = Edition.objects.select_related("version__document", "organisation__above__above").get(pk=pk)
    version, place = edition.version, edition.organisation.region.place
    try:
        given = {version.filename: version.document.path}
        with apart("publish", given, seconds=SECONDS, place=place, year=edition.year) as done:
            _keep(edition, json.loads((done.out / DATA).read_text(encoding="utf-8")), done.out)
    except ApartError as why:
        _fail(edition, str(why))
    except OSError as fault:
        _fail(edition, f"存不下来（{fault.strerror}）：请腾出磁盘空间。")


def _fail(edition: Edition, words: str) -> None:
    edition.state, edition.said = EditionState.FAILED, words[:300]
    edition.save(update_fields=["state", "said"])


@transaction.atomic
def _keep(edition: Edition, data: dict[str, Any], folder: Path) -> None:
    """Keep what was worked out, in the place of what was there."""
    _keep_figures(edition, data["figures"])
    _keep_files(edition, data["files"], folder)
    _keep_tables(edition, data["tables"])
    _keep_words(edition, data["words"])
    figures = {each["label"]: Fraction(each["amount"]) for each in data["figures"]}
    scores = [(each["name"], Fraction(each["score"])) for each in data["scores"]]
    edition.text = _kept(folder / TEXT)
    edition.charts = list(map(_chart, charts_of_year(figures, scores)))
    edition.scores, edition.classes = data["scores"], data["classes"]
    edition.state, edition.said = EditionState.READY, ""
    former = former_of(edition)
    edition.differences = differences(former, edition) if former else []
    edition.save()
    _draw_years(edition)


def _keep_figures(edition: Edition, figures: list[dict[str, str]]) -> None:
    """A row for each key figure, in the order of the page."""
    edition.figures.all().delete()
    EditionFigure.objects.bulk_create(
        EditionFigure(
            edition=edition,
            order=order,
            group=each["group"],
            label=each["label"],
            amount=Decimal(each["amount"]),
            printed=each["printed"][:40],
            unit=each["unit"],
            place=each["place"][:300],
            anchor=each["anchor"],
        )
        for order, each in enumerate(figures)
    )


def _keep_files(edition: Edition, made: dict[str, str], folder: Path) -> None:
    edition.files.exclude(format="original").delete()
    for name, filename in made.items():
        kept = _kept(folder / filename)
        EditionFile.objects.create(
            edition=edition, format=name, file=kept, filename=f"{edition.title}{_ENDINGS[name]}"
        )


def _keep_tables(edition: Edition, tables: list[dict[str, Any]]) -> None:
    edition.tables.all().delete()
    EditionTable.objects.bulk_create(
        EditionTable(edition=edition, order=order, **each | {"title": each["title"][:200]})
        for order, each in enumerate(tables, 1)
    )


def _keep_words(edition: Edition, words: list[dict[str, Any]]) -> None:
    forget(edition.pk)
    edition.words.all().delete()
    EditionWords.objects.bulk_create(
        (EditionWords(edition=edition, **each) for each in words), batch_size=500
    )
    if edition.current:
        learn(edition.pk)


def _draw_years(edition: Edition) -> None:
    """Draw the charts over the years of the organisation anew."""
    about: dict[str, Any] = {"organisation": edition.organisation, "kind": edition.kind}
    figures = EditionFigure.objects.filter(**{f"edition__{k}": v for k, v in about.items()})
    years: dict[int, dict[str, Fraction]] = {}
    for year, label, amount in figures.filter(edition__current=True).values_list(
        "edition__year", "label", "amount"
    ):
        years.setdefault(year, {})[label] = Fraction(amount)
    charts = list(map(_chart, charts_over_years(years)))
    YearCharts.objects.update_or_create(**about, defaults={"charts": charts})


def _chart(chart: Chart) -> dict[str, Any]:
    """A chart as the page shows it: the drawing, and its figures as a table."""
    return {"title": chart.title, "unit": chart.unit, "drawing": drawn(chart), **table_of_chart(chart)}


def _kept(path: Path) -> StoredFile:
    """A file of the child, kept."""
    with path.open("rb") as file:
        return keep(iter(lambda: file.read(1 << 20), b""))
