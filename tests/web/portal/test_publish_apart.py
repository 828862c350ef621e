"""The verb of the portal runs apart, and says in a sentence why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.web.apart.run import ApartError, apart
from tests.web.portal.publishing import account


@pytest.mark.parametrize("name", ["决算.docx", "../../x.pdf"])
def test_a_file_that_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"PK\x03\x04 no document")
    with pytest.raises(ApartError) as refused, apart("publish", {name: path}, place="", year=2025):
        pass
    assert "Traceback" not in str(refused.value)


def test_an_account(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(account())
    with apart("publish", {"决算.html": path}, place="", year=2025) as done:
        assert {each.name for each in done.out.iterdir()} == {*done.told["files"]}
