"""``mingzhang serve`` hands over to the application, and says what is missing."""

from __future__ import annotations

import importlib.util
import subprocess

import pytest

from mingzhang.cli import main


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert main(["serve"]) == 2
    assert "pip install 'mingzhang[web]'" in capsys.readouterr().err


def test_folder_and_port_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, object] = {}

    def call(command: list[str], env: dict[str, str]) -> int:
        called.update(command=command[2:], data=env["MINGZHANG_DATA"])
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    assert main(["serve", "--data", "数据", "--port", "8111", "--empty", "--workers", "3"]) == 0
    assert called["data"] == "数据"
    assert called["command"] == [
        "mingzhang.web",
        "serve",
        "--port",
        "8111",
        "--address",
        "127.0.0.1",
        "--workers",
        "3",
        "--empty",
    ]


@pytest.mark.parametrize(
    ("given", "handed"),
    [
        (["audit", "verify"], ["audit", "verify"]),
        (["backup", "a.zip"], ["backup", "a.zip"]),
        (["restore", "a.zip"], ["restore", "a.zip"]),
    ],
)
def test_other_commands_are_handed_on(
    monkeypatch: pytest.MonkeyPatch, given: list[str], handed: list[str]
) -> None:
    called: list[str] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        called.extend([*command[3:], env["MINGZHANG_DATA"]])
        return 1

    monkeypatch.setattr(subprocess, "call", call)
    assert main([*given, "--data", "数据"]) == 1
    assert called == [*handed, "数据"]
