"""The demonstration district is whole, and one can sign in."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from mingzhang.web.demonstration.district import PASSWORD
from mingzhang.web.register.models import Nature, Organisation
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
