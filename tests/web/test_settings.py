"""The settings as they are for an office: what Django asks of a server that stands open is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_the_check_for_deployment_has_nothing_to_say(tmp_path: Path) -> None:
    """With the variables that the manual names; any warning is a failure."""
    office = {"MINGZHANG_DATA": str(tmp_path), "MINGZHANG_HTTPS": "1", "MINGZHANG_HOSTS": "office.example"}
    environment = os.environ | office | {"DJANGO_SETTINGS_MODULE": "mingzhang.web.settings"}
    for name in ("MINGZHANG_SECRET", "MINGZHANG_DATABASE"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "mingzhang.web", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize("page", ["/", "/people/login/", "/public/"])
def test_the_policy_allows_nothing_from_outside_and_no_style_on_elements(db: None, page: str) -> None:
    shown = Client().get(page)
    policy = shown["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy and "default-src 'self'" in policy
    assert "style=" not in shown.content.decode() and "onclick" not in shown.content.decode()
    assert "includeIndicatorStyles&quot;: false" in shown.content.decode() or (
        '"includeIndicatorStyles": false' in shown.content.decode()
    )


@pytest.mark.parametrize("name", ["<script>.html", "a.svg", "决算.pdf", 'x".docx'])
def test_what_was_uploaded_is_never_shown_from_here(district: District, name: str) -> None:
    version = district.draft(b"<script>alert(1)</script>")
    type(version).objects.filter(pk=version.pk).update(filename=name)
    sent = district.client(Role.PREPARER).get(f"/submissions/versions/{version.pk}/download/")
    assert b"".join(sent) == b"<script>alert(1)</script>"
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["Content-Type"] == "application/octet-stream"
    assert sent["X-Content-Type-Options"] == "nosniff"


def test_files_have_no_address_of_their_own(db: None) -> None:
    assert not settings.MEDIA_URL.strip("/"), "nothing serves the folder of files"
