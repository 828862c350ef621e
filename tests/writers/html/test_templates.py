"""Templates: what a document says is never markup, and a name that is not known is an error."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from mingzhang.writers.html.document_view import Stretch
from mingzhang.writers.html.templates import render, resource
from mingzhang.writers.words import printable
from tests.writers.html.test_document_view import Reading
from tests.writers.results import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_escaped_and_freed_from_what_no_page_shows(text: str) -> None:
    made = render("marked", stretches=[Stretch(text, "error main")])
    read = Reading(made)
    assert set(read.tags) == {"span", "mark"} and read.text == printable(text)


def test_markup_of_our_own_stays() -> None:
    made = render("marked", stretches=[Stretch(Markup("<b>甲</b>"))])
    assert made == "<b>甲</b>"


def test_a_name_that_is_missing_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        render("marked")


@pytest.mark.parametrize("name", ["page.css", "page.js", "account_page.css", "report_page.html"])
def test_resources_are_part_of_the_package(name: str) -> None:
    assert resource(name)
