"""Single sign-on against a tiny provider that lives in this file: no network."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from pytest_django.fixtures import Settings
from requests import ConnectionError as NoConnectionError

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from mingzhang.web.sign_on import BACKEND, sign_on
from tests.web.conftest import District

pytest.importorskip("mozilla_django_oidc")
KEY, STRANGER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
TOML = """
issuer = "https://id.office.example"
authorize = "https://id.office.example/authorize"
token = "https://id.office.example/token"
user = "https://id.office.example/user"
keys = "https://id.office.example/keys"
client = "mingzhang"
secret = "s"
algorithm = "ES256"
"""


class Answered:
    """What the provider sends back."""

    status_code, headers, text, url = 200, {"content-type": "application/json"}, "", ""

    def __init__(self, told: dict[str, Any]) -> None:
        self.json: Callable[[], dict[str, Any]] = lambda: told

    def raise_for_status(self) -> None:
        """All is well."""


class Provider:
    """The provider: one person is signed in there; ``claims`` and ``key`` are what a test spoils."""

    def __init__(self, username: str) -> None:
        self.username, self.nonce, self.key, self.verifier = username, "", KEY, ""
        self.claims: dict[str, Any] = {}
        self.told_sub = "7"

    def get(self, address: str, **_: Any) -> Answered:
        """The keys, or what is known of the person."""
        if address.endswith("/keys"):
            key = jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            return Answered({"keys": [dict(key) | {"kid": "1", "alg": "ES256"}]})
        return Answered({"sub": self.told_sub, "preferred_username": self.username})

    def post(self, address: str, data: dict[str, str], **_: Any) -> Answered:
        """The token for a code."""
        self.verifier = data["code_verifier"]
        told = {
            "iss": "https://id.office.example",
            "aud": "mingzhang",
            "sub": "7",
            "exp": int(time.time()) + 60,
            "nonce": self.nonce,
        } | self.claims
        token = jwt.encode(told, self.key, algorithm="ES256", headers={"kid": "1"})
        return Answered({"id_token": token, "access_token": "a"})


@pytest.fixture
def provider(
    district: District, settings: Settings, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Provider:
    """The provider, and an application that knows it."""
    from mozilla_django_oidc import auth

    path = tmp_path / "认证.toml"
    path.write_text(TOML, encoding="utf-8")
    for name, value in sign_on(str(path)).items():
        setattr(settings, name, value)
    settings.AUTHENTICATION_BACKENDS = [BACKEND, *settings.AUTHENTICATION_BACKENDS]
    made = Provider(district.person(Role.PREPARER).username)
    monkeypatch.setattr(auth.requests, "get", made.get)
    monkeypatch.setattr(auth.requests, "post", made.post)
    return made


def signed_in(client: Client, provider: Provider, **spoilt: str) -> Any:
    """There and back again."""
    there = urlsplit(client.get("/people/sign-on/?next=/notices/")["Location"])
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    assert there.netloc == "id.office.example" and asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].endswith("/people/signed-on/")
    provider.nonce = asked["nonce"]
    back = {"code": "c", "state": asked["state"]} | spoilt
    return client.get("/people/signed-on/", back)


def test_who_has_an_account_comes_in_and_it_is_logged(provider: Provider) -> None:
    client = Client()
    assert "统一身份认证登录" in client.get("/people/login/").content.decode()
    assert signed_in(client, provider)["Location"] == "/notices/"
    assert client.get("/notices/").status_code == 200 and len(provider.verifier) >= 43
    assert Entry.objects.get(what="登录").said_who.endswith(f"（{provider.username}）")
    assert "oidc_access_token" not in client.session and "oidc_id_token" not in client.session


def test_nobody_is_made_and_nobody_who_was_shut_out_comes_in(provider: Provider) -> None:
    count = Person.objects.count()
    provider.username = "stranger"
    shown = Client().get(signed_in(client := Client(), provider)["Location"])
    assert shown.status_code == 200 and client.get("/notices/").status_code == 302
    assert Person.objects.count() == count
    provider.username = Person.objects.get().username
    Person.objects.update(is_active=False)
    assert signed_in(Client(), provider)["Location"] == "/people/login/"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"exp": 1},
        {"exp": None},
        {"nonce": "old"},
    ],
    ids=["issuer", "audience", "over", "without end", "nonce"],
)
def test_a_token_that_is_not_for_us_is_refused(provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims, client = claims, Client()
    refused = client.get(signed_in(client, provider)["Location"]).content.decode()
    assert "不可信" in refused and client.get("/notices/").status_code == 302


def test_a_stranger_s_signature_another_person_and_a_forged_state_are_refused(provider: Provider) -> None:
    assert signed_in(Client(), provider, state="forged")["Location"] == "/people/login/"
    provider.told_sub = "8"
    assert signed_in(Client(), provider)["Location"] == "/people/login/"
    provider.key, provider.told_sub = STRANGER, "7"
    client = Client()
    assert "不可信" in client.get(signed_in(client, provider)["Location"]).content.decode()


def test_a_provider_that_is_away_is_told_and_passwords_still_work(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise NoConnectionError("no route")

    from mozilla_django_oidc import auth

    monkeypatch.setattr(auth.requests, "post", away)
    client = Client()
    assert "连不上" in client.get(signed_in(client, provider)["Location"]).content.decode()
    client.post("/people/login/", {"username": provider.username, "password": "x"})
    assert client.get("/notices/").status_code == 200


@pytest.mark.parametrize("address", ["/people/sign-on/", "/people/signed-on/"])
def test_without_settings_there_is_nothing_of_it(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404
    assert "统一身份认证" not in Client().get("/people/login/").content.decode()
