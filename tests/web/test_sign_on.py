"""The file about the provider is whole, or is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mingzhang.web.sign_on import sign_on
from tests.web.people.test_sign_on import TOML


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("issuer = ", "读不出来"),
        (TOML.replace("client", "cleint"), "缺少：client"),
        (TOML.replace("ES256", "HS256"), "由公钥核对"),
        (TOML.replace("ES256", "none"), "由公钥核对"),
    ],
)
def test_what_is_wrong_in_it_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "认证.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=said):
        sign_on(str(path))
    with pytest.raises(ImproperlyConfigured, match="读不出来"):
        sign_on(str(tmp_path / "没有.toml"))
