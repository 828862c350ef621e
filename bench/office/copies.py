"""Rows of one owner copied to all others by the database itself: a million of them in seconds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model

from mingzhang.web.portal.models import Edition, EditionFigure, EditionTable, EditionWords
from mingzhang.web.submission.models import Found

WORDS = int(os.environ.get("BENCH_WORDS", "40"))  # paragraphs of an edition that are searched
_WHOLE = 10  # every tenth has all that the built one has


def copy_rows(model: type[Model], owner: str, former: int, where: str, change: Mapping[str, str]) -> None:
    """Copy the rows that hang on ``former`` by the relation ``owner`` to all others of its kind.

    ``where`` is a condition on ``old`` (a row) and ``new`` (the owner it is copied to); ``change`` names what
    is said instead of a column's value, as SQL.  Nothing of it comes from outside.
    """
    relation: Any = model._meta.get_field(owner)
    columns = [
        f"{field.column}"
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != owner
    ]
    told = ", ".join(change.get(column, f'old."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    others = relation.related_model._meta.db_table
    text = f"""
        INSERT INTO {model._meta.db_table} ({relation.column}, {names})
        SELECT new.id, {told} FROM {model._meta.db_table} old CROSS JOIN {others} new
        WHERE old.{relation.column} = {former} AND new.id <> {former} AND {where}
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(text)


def copy_findings(model: Edition) -> None:
    """The findings of the built account: all of every tenth version, of the others those that fail.

    Checks that could not be done there fail here now and then, so that more than a few rules are broken.
    """
    version = model.version_id
    copy_rows(Found, "version", version, f"(old.verdict = 'fails' OR new.id % {_WHOLE} = 0)", {})
    failing = {"verdict": "'fails'", "number": 'old."order" + 10', "severity": "'warning'"}
    failing["fingerprint"] = "old.fingerprint || '-' || old.id"
    unlike = "old.verdict = 'undecided' AND (old.\"order\" + new.id) % 9 = 0"
    copy_rows(Found, "version", version, unlike, failing)


def copy_page(model: Edition) -> None:
    """Key figures (their amounts differ), tables of every tenth edition, paragraphs and their letters."""
    amount = {"amount": "ROUND(old.amount * (100 + new.id % 37) / 100, 2)"}
    copy_rows(EditionFigure, "edition", model.pk, "1 = 1", amount)
    copy_rows(EditionTable, "edition", model.pk, f"new.id % {_WHOLE} = 0", {})
    kept = list(model.words.values_list("pk", flat=True)[:WORDS])
    copy_rows(EditionWords, "edition", model.pk, f"old.id <= {kept[-1]}", {})
    anchors = "made.anchor = old.anchor AND made.text = old.text"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_letters (rowid, letters) "  # noqa: S608 (numbers of our own)
            "SELECT made.id, known.letters FROM portal_editionwords made "
            f"JOIN portal_editionwords old ON old.edition_id = {model.pk} AND {anchors} "
            "JOIN portal_letters known ON known.rowid = old.id "
            f"WHERE made.edition_id <> {model.pk}"
        )
        cursor.execute("ANALYZE")
