"""The main road in a browser, as each role: prepare → check → answer → hand in → review → publish → read.

Every page on the way is held against WCAG 2.1 AA by axe, where ``make checkers`` has installed it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from mingzhang.web.demonstration.documents import built
from mingzhang.web.people.models import Role
from mingzhang.web.portal.deriving import derive_edition
from mingzhang.web.portal.models import Edition
from mingzhang.web.register.models import Organisation
from mingzhang.web.submission.checking import check_version
from tests.conftest import ROOT
from tests.web.conftest import District

pytestmark = pytest.mark.any_database

AXE = ROOT / ".venv" / "checkers" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    # The driver of the browser has a loop in this thread; the database is asked in between, never in it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with playwright.sync_playwright() as driver:
        try:
            started = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except playwright.Error:
            pytest.skip("no browser on this machine")
        yield started
        started.close()
        connections.close_all()  # those of this loop, which nobody else would close


class Visitor:
    """Somebody at a browser of their own; ``faults`` gathers what axe says of the pages they see."""

    def __init__(self, browser: Any, base: str, width: int = 1280) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=AXE.is_file())
        self.view, self.base, self.faults = self.context.new_page(), base, list[str]()

    def signed_in(self, district: District, role: Role, at: Organisation | None = None) -> Visitor:
        person = district.person(role, at)
        self.view.goto(f"{self.base}/people/login/")
        self.view.fill("[name=username]", person.username)
        self.view.fill("[name=password]", "x")
        self.view.click("main button")
        return self

    def see(self, address: str) -> Visitor:
        self.view.goto(f"{self.base}{address}")
        self.look()
        return self

    def look(self) -> None:
        """Hold the page against the standard."""
        if AXE.is_file():
            self.view.evaluate(AXE.read_text(encoding="utf-8"))
            options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
            for fault in self.view.evaluate("options => axe.run(document, options)", options)["violations"]:
                self.faults.append(f"{self.view.url}: {fault['id']}: {fault['nodes'][0]['html'][:160]}")

    def press(self, words: str) -> None:
        self.view.click(f"main button:text-is('{words}')")
        self.view.wait_for_load_state()

    @property
    def text(self) -> str:
        return str(self.view.inner_text("main"))


def test_the_main_road(browser: Any, live_server: Any, district: District, tmp_path: Path) -> None:
    name, data = built(district.department.name, 2025, seed=3, slips=1)
    (tmp_path / name).write_bytes(data)
    address = f"/submissions/{district.submission.pk}/"
    visitors = [Visitor(browser, live_server.url) for _ in range(5)]
    preparer = visitors[0].signed_in(district, Role.PREPARER).see(address)
    preparer.view.set_input_files("[name=document]", str(tmp_path / name))
    preparer.press("上传并检查")
    version = district.submission.current
    assert version is not None
    check_version.func(version.pk)
    preparer.see(f"/submissions/versions/{version.pk}/")
    answer_all(preparer)
    preparer.see(address).press("报送")
    for visitor, role, words in zip(
        visitors[1:4], (Role.APPROVER, Role.REVIEWER, Role.MANAGER), ("同意", "同意", "审定"), strict=True
    ):
        visitor.signed_in(district, role).see(f"/submissions/versions/{version.pk}/").see(address)
        accept_all(visitor, version.pk) if role is Role.REVIEWER else None
        visitor.see(address).press(words)
    visitors[3].see(address).press("公开")
    edition = Edition.objects.get(version=version)
    derive_edition.func(edition.pk)
    public = visitors[4].see("/public/")
    public.view.click(f"a:has-text('{district.department.name}')")
    public.look()
    assert "本年收入" in public.text
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


def answer_all(visitor: Visitor) -> None:
    """Say to every finding that waits for an answer why it stays."""
    waiting = visitor.view.locator("article[data-waiting]")
    assert waiting.count() > 0
    while waiting.count():
        card = waiting.first
        number = card.get_attribute("id")
        card.locator("summary").first.click()
        card.locator("[value=explained]").check()
        card.locator("textarea[name=reason]").fill("批复口径如此")
        card.locator("button:text-is('保存答复')").click()
        visitor.view.wait_for_selector(f"article#{number}:not([data-waiting])")


def accept_all(visitor: Visitor, version: int) -> None:
    """Accept every explanation."""
    visitor.see(f"/submissions/versions/{version}/")
    forms = visitor.view.locator("form.judge")
    for number in range(forms.count()):
        forms.nth(number).locator("[value=accepted]").click()
        visitor.view.wait_for_timeout(300)
