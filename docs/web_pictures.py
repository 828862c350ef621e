"""Draws the manual's pictures of the web application: ``python -m docs.web_pictures``.

It lays the demonstration district into a temporary folder, prepares some of its documents, serves it on a
port of this machine and looks at the pages with Chromium, which is why the pictures are committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MANUAL = Path(__file__).resolve().parent / "manual"
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
PREPARED = 12  # documents of the season under way
PUBLISHED = 4  # documents of the year before


def prepare() -> dict[str, int]:
    """Lay the district and prepare documents; the numbers of what is looked at."""
    import django

    django.setup()
    from django.core.management import call_command

    from mingzhang.web.demonstration.projects import prepare_projects, steps_of
    from mingzhang.web.demonstration.season import prepare as made
    from mingzhang.web.demonstration.season import road_of
    from mingzhang.web.performance.models import RegisteredProject
    from mingzhang.web.performance.panel_models import ExpertSeat
    from mingzhang.web.portal.deriving import derive_edition
    from mingzhang.web.portal.models import Edition
    from mingzhang.web.season.models import Season
    from mingzhang.web.submission.models import Submission

    call_command("migrate", verbosity=0)
    call_command("demonstrate", verbosity=0)
    now, before = Season.objects.order_by("-year")
    for number, submission in enumerate(now.submissions.shown()[: 2 * PREPARED], 1):
        if road_of(number):
            made.func(submission.pk, road_of(number), 2, number)
    for number, submission in enumerate(before.submissions.shown()[:PUBLISHED], 1):
        made.func(submission.pk, "published", 0, 1000 + number)
    for edition in Edition.objects.all():
        derive_edition.func(edition.pk)
    unit = now.submissions.shown().order_by("organisation__pk")[0].organisation
    prepare_projects.func(unit.pk, now.year, list(steps_of(1)), 1)
    shown = Submission.objects.filter(season=now, current__summary__fails__gt=2, current__status="submitted")
    found = {"season": now.pk, "submission": shown[0].pk, "version": shown[0].current_id or 0}
    stages = RegisteredProject.objects.values_list("stage", "pk")
    form, panel = (dict(stages)[stage] for stage in ("draft", "settled"))
    reported = RegisteredProject.objects.get(pk=panel).panel_id or 0
    seat = ExpertSeat.objects.get(expert__username="expert", handed=None)
    return found | {"form": form, "panel": reported, "seat": seat.pk, "year": now.year}


def answered() -> None:
    """Wait for the server."""
    for _ in range(100):
        try:
            urlopen(BASE, timeout=5).close()
            return
        except (URLError, ConnectionError):
            time.sleep(0.3)
    sys.exit("The server does not answer.")


def shoot(browser: Browser, user: str, pictures: dict[str, str], width: int = 1280) -> None:
    """Look at pages as somebody, each into a picture of the manual."""
    view = browser.new_context(viewport={"width": width, "height": 860}, locale="zh-CN").new_page()
    if user:
        view.goto(f"{BASE}/people/login/")
        view.fill("[name=username]", user)
        view.fill("[name=password]", "mingzhang-demonstration")
        view.click("main button")
    for name, address in pictures.items():
        view.goto(BASE + address)
        view.wait_for_load_state("networkidle")
        path = MANUAL / f"{name}.png"
        view.screenshot(path=str(path))
        Image.open(path).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def shoot_projects(browser: Browser, found: dict[str, int]) -> None:
    """The pictures of projects, as those who use the pages."""
    form, panel = f"/performance/projects/{found['form']}/form/", f"/performance/panels/{found['panel']}/"
    shoot(browser, "preparer", {"网上填表": form})
    summary = f"/performance/summary/?year={found['year']}"
    shoot(browser, "performance", {"网上评审": panel, "网上汇总": summary})
    shoot(browser, "expert", {"网上评分": f"/performance/ballots/{found['seat']}/"})


def main() -> None:
    """Draw all pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ |= {"MINGZHANG_DATA": folder, "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings"}
        found = prepare()
        command = [sys.executable, "-m", "mingzhang.web", "runserver", "--noreload", str(PORT)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            answered()
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                version = f"/submissions/versions/{found['version']}/"
                shoot(
                    browser, "manager", {"网页进度": f"/seasons/{found['season']}/", "网页汇总": "/bureau/"}
                )
                shoot(browser, "reviewer", {"网页核对": version})
                shoot(browser, "", {"网页公开": "/public/"})
                shoot_projects(browser, found)
                browser.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
