"""The pages of the portal by axe, on a phone in the dark and on a desk in the light."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mingzhang.web.portal.deriving import derive_edition
from tests.web.conftest import District
from tests.web.portal.publishing import publish

pytestmark = pytest.mark.any_database

AXE = Path(sys.prefix) / "checkers/node_modules/axe-core/axe.min.js"
STYLES = Path("src/mingzhang/web/static/web/mingzhang.css")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_pages_are_accessible(district: District, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = pytest.importorskip("playwright.sync_api")
    if not AXE.is_file() or shutil.which("chromium") is None:
        pytest.skip("axe or Chromium is not installed: make checkers")
    derive_edition.func(publish(district).pk)
    unit = f"/public/u{district.region.pk}/u{district.department.pk}/"
    edition = f"{unit}2025/final_account/"
    addresses = [
        "/",
        f"/public/u{district.region.pk}/",
        unit,
        edition,
        f"{edition}document/",
        "/public/search/?q=收入",
    ]
    style = f"<style>{(root / STYLES).read_text(encoding='utf-8')}</style>"
    pages = {each: shown(Client().get(each).content.decode(), style) for each in addresses}
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs a loop of its own
    with driver.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [
            fault
            for width, scheme in ((390, "dark"), (1440, "light"))
            for fault in faults(browser, pages, width, scheme)
        ]
        browser.close()
    assert not found, "\n".join(found)


def shown(page: str, style: str) -> str:
    """The page as it looks, without a server."""
    return re.sub(
        r"<script.*?</script>|<link rel=\"(?:icon|stylesheet)\"[^>]*>", "", page, flags=re.DOTALL
    ).replace("</head>", f"{style}</head>")


def faults(browser: Any, pages: dict[str, str], width: int, scheme: str) -> list[str]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    told = []
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    for address, page in pages.items():
        view = context.new_page()
        view.set_content(page)
        view.evaluate(AXE.read_text(encoding="utf-8"))
        for fault in view.evaluate("options => axe.run(document, options)", options)["violations"]:
            told.append(f"{address} {width}: {fault['id']}: {fault['nodes'][0]['html'][:200]}")
        if view.evaluate("document.documentElement.scrollWidth") > width:
            told.append(f"{address}: wider than {width}")
    context.close()
    return told
