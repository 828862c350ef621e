"""Single sign-on (统一身份认证): off unless a file says where the provider is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

BACKEND = "mingzhang.web.people.sign_on.ProviderBackend"
_WANTED = ("issuer", "authorize", "token", "user", "keys", "client", "secret")


def sign_on(path: str) -> dict[str, Any]:
    """Django's settings for the provider that the TOML file at ``path`` describes; none without a path.

    The file names ``issuer``, the addresses ``authorize``, ``token``, ``user`` and ``keys``, and ``client``
    with its ``secret``; ``claim`` is the claim that holds the user name here (``preferred_username``),
    ``algorithm`` the signature of its tokens (``RS256``).

    >>> sign_on("")
    {'SINGLE_SIGN_ON': False}
    """
    if not path:
        return {"SINGLE_SIGN_ON": False}
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ImproperlyConfigured(f"统一身份认证的设置读不出来：{path}（{fault}）。") from fault
    missing = [name for name in _WANTED if not isinstance(told.get(name), str)]
    if missing:
        raise ImproperlyConfigured(f"统一身份认证的设置 {path} 缺少：{'、'.join(missing)}。")
    algorithm = told.get("algorithm", "RS256")
    if algorithm.startswith("HS") or algorithm == "none":
        raise ImproperlyConfigured(
            f"统一身份认证的设置 {path}：algorithm 应为 RS256 或 ES256 一类，由公钥核对。"
        )
    return {
        "SINGLE_SIGN_ON": True,
        "OIDC_ISSUER": told["issuer"],
        "OIDC_USERNAME_CLAIM": told.get("claim", "preferred_username"),
        "OIDC_OP_AUTHORIZATION_ENDPOINT": told["authorize"],
        "OIDC_OP_TOKEN_ENDPOINT": told["token"],
        "OIDC_OP_USER_ENDPOINT": told["user"],
        "OIDC_OP_JWKS_ENDPOINT": told["keys"],
        "OIDC_RP_CLIENT_ID": told["client"],
        "OIDC_RP_CLIENT_SECRET": told["secret"],
        "OIDC_RP_SIGN_ALGO": algorithm,
        "OIDC_RP_SCOPES": told.get("scopes", "openid profile"),
        "OIDC_USE_PKCE": True,
        "OIDC_CREATE_USER": False,  # who may come in is said here, not there
        "OIDC_TIMEOUT": 15,
        "OIDC_AUTHENTICATION_CALLBACK_URL": "people:signed_on",
    }
