"""Draws the manual's pictures of the web application: ``python -m docs.web_pictures``.

With a folder, ``python -m docs.web_pictures FOLDER``, it draws every page for every role there instead, wide,
middling and narrow, light and dark, for people to look at; and as they are printed, as PDF.

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
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from bench.office.pages import Visit
    from mingzhang.web.season.models import Season
    from mingzhang.web.submission.models import Submission

MANUAL = Path(__file__).resolve().parent / "manual"
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
WIDTHS = (1440, 1024, 390)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
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
    from mingzhang.web.portal.deriving import derive_edition
    from mingzhang.web.portal.models import Edition
    from mingzhang.web.season.models import Season
    from mingzhang.web.shared import tables

    tables.prepare()
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
    return looked_at(now)


def looked_at(now: Season) -> dict[str, int]:
    """The numbers of what is looked at in the season under way."""
    from mingzhang.web.demonstration.season import prepare as made
    from mingzhang.web.performance.models import RegisteredProject
    from mingzhang.web.performance.panel_models import ExpertSeat
    from mingzhang.web.submission.models import Submission

    shown = Submission.objects.filter(season=now, current__summary__fails__gt=2, current__status="submitted")
    own = now.submissions.shown().get(organisation__posts__person__username="preparer")
    made.func(own.pk, "signing", 2, 1)  # where it was not among those above
    found = {
        "season": now.pk,
        "version": (shown.filter(current__step=1).first() or shown[0]).current_id or 0,
        "own": own.pk,
        "second": second_version(own),
    }
    stages = dict(RegisteredProject.objects.values_list("stage", "pk"))
    reported = RegisteredProject.objects.get(pk=stages["settled"]).panel_id or 0
    seat = ExpertSeat.objects.get(expert__username="expert", handed=None)
    return found | {"form": stages["draft"], "panel": reported, "seat": seat.pk, "year": now.year}


def second_version(submission: Submission) -> int:
    """A corrected version of the first department, with one slip less, not yet handed in; its number."""
    from mingzhang.web.demonstration.documents import built
    from mingzhang.web.people.models import Person
    from mingzhang.web.submission import moves
    from mingzhang.web.submission.checking import check_version

    preparer = Person.objects.get(username="preparer")
    moves.withdraw(submission, preparer)
    name, data = built(submission.organisation.name, submission.season.year, 1, 1)
    made = moves.add_version(submission, preparer, name, [data], "改正收入总体情况的两处数字")
    check_version.func(made.pk)
    return made.pk


def answered() -> None:
    """Wait for the server."""
    for _ in range(100):
        try:
            urlopen(BASE, timeout=5).close()
            return
        except (URLError, ConnectionError):
            time.sleep(0.3)
    sys.exit("The server does not answer.")


def opened(browser: Browser, user: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    """A tab of somebody who has signed in; of nobody without a name."""
    context = browser.new_context(
        viewport={"width": width, "height": 860}, locale="zh-CN", color_scheme=scheme
    )
    view = context.new_page()
    if user:
        view.goto(f"{BASE}/people/login/")
        view.fill("[name=username]", user)
        view.fill("[name=password]", "mingzhang-demonstration")
        view.click("main button")
    return view


def shoot(browser: Browser, user: str, pictures: dict[str, str]) -> None:
    """Look at pages as somebody, each into a picture of the manual."""
    view = opened(browser, user)
    for name, address in pictures.items():
        view.goto(BASE + address)
        view.wait_for_load_state("networkidle")
        path = MANUAL / f"{name}.png"
        view.screenshot(path=str(path))
        Image.open(path).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def draw_everything(browser: Browser, walked: list[Visit], folder: Path) -> None:
    """Every page, at every width, in the light and in the dark; the wide ones as they are printed too."""
    for width, scheme in product(WIDTHS, SCHEMES):
        views = {
            role: opened(browser, user, width, scheme) for role, user in [("公众", ""), *_users().items()]
        }
        for visit in walked:
            view = views[visit.role]
            view.goto(BASE + visit.address)
            name = f"{visit.name.replace(':', '-')}-{visit.role}"
            view.screenshot(path=str(folder / f"{name}-{width}-{scheme}.png"), full_page=True)
            if width == WIDTHS[0] and scheme == SCHEMES[0]:
                view.pdf(path=str(folder / f"{name}.pdf"), format="A4", landscape=False)


def _users() -> dict[str, str]:
    """The user name of each role of the demonstration."""
    from mingzhang.web.people.models import Role

    return {role.label: role.value for role in Role}


def pictures_of(found: dict[str, int]) -> dict[str, dict[str, str]]:
    """The pictures of the manual: who looks, the name of the picture, the address."""
    board, version = f"/seasons/{found['season']}/", f"/submissions/versions/{found['version']}/"
    second = f"/submissions/versions/{found['second']}/"
    summary = f"/performance/summary/?year={found['year']}"
    return {
        "manager": {
            "网页进度": board,
            "网页汇总": "/bureau/",
            "角色主管加成": f"/bureau/{found['season'] + 1}/totals/parts/?figure=本年支出",
        },
        "reviewer": {
            "网页核对": version,
            "角色审核员进度": f"{board}?state=submitted",
            "角色审核员核对": f"{version}#f1",
            "角色审核员成批": f"/review/seasons/{found['season']}/bulk/",
        },
        "preparer": {
            "角色填报人材料": f"/submissions/{found['own']}/",
            "角色填报人核对": second,
            "网上填表": f"/performance/projects/{found['form']}/form/",
        },
        "performance": {"网上评审": f"/performance/panels/{found['panel']}/", "网上汇总": summary},
        "expert": {"网上评分": f"/performance/ballots/{found['seat']}/"},
        "approver": {"角色负责人改动": f"{second}changes/"},
        "administrator": {"角色管理员名录": "/register/", "角色管理员人员": "/people/"},
        "": {"网页公开": "/public/", "角色公众查找": "/public/search/?q=三公"},
    }


def walk() -> list[Visit]:
    """Every page of everybody; files to take away are none."""
    from bench.office.pages import visits
    from mingzhang.web.people.models import Person, Role

    people = {role: Person.objects.get(username=role.value) for role in Role}
    return [visit for visit in visits(people) if not visit.download and visit.name != "manual:picture"]


def main(given: list[str]) -> None:
    """Draw all pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ |= {"MINGZHANG_DATA": folder, "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings"}
        found = prepare()
        walked = walk() if given else []
        command = [sys.executable, "-m", "mingzhang.web", "runserver", "--noreload", str(PORT)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            answered()
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                if given:
                    Path(given[0]).mkdir(parents=True, exist_ok=True)
                    draw_everything(browser, walked, Path(given[0]))
                for user, pictures in pictures_of(found).items() if not given else ():
                    shoot(browser, user, pictures)
                browser.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
