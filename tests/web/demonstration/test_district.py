"""The demonstration district is whole, and one can sign in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from mingzhang.web.demonstration.district import PASSWORD
from mingzhang.web.register.models import Nature, Organisation
from mingzhang.web.shared.context import BAR
from mingzhang.web.submission.models import Submission


def test_the_district(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demonstrate")
    told = capsys.readouterr().out
    count = {
        nature: Organisation.objects.filter(kind="department", nature=nature).count() for nature in Nature
    }
    assert count[Nature.ORGAN] == 41 and count[Nature.INSTITUTION] == 14 and count[Nature.TOWN] == 21
    assert Submission.objects.count() == 2 * 76
    assert PASSWORD in told
    signed = Client().post("/people/login/", {"username": "manager", "password": PASSWORD})
    assert signed.status_code == 302
    with pytest.raises(CommandError, match="已有单位"):
        call_command("demonstrate")


def test_no_application_of_the_bar_is_left_empty(root: Path) -> None:
    """Whatever a newcomer can open has something made up in it: laid by its own module, asked for here."""
    made = {"projects": "performance"}
    folder = root / "src/mingzhang/web/demonstration"
    laid = "".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in ("district", "joins"))
    apps = {made.get(path.stem, path.stem) for path in folder.glob("*.py") if f".{path.stem} import" in laid}
    standing = {"portal", "season", "bureau", "register", "people", "audit"}  # of the district itself
    assert {name.partition(":")[0] for _, name, _ in BAR} - standing <= apps
