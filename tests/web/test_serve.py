"""``serve`` starts server and worker from nothing, and ends both."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.any_database


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_page(port: int) -> str:
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("no answer")


def test_it_serves_from_an_empty_folder(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "mingzhang.web", "serve", "--port", str(port), "--empty"]
    environment = os.environ | {
        "MINGZHANG_DATA": str(tmp_path / "数据"),
        "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings",
    }
    environment.pop("MINGZHANG_SECRET", None)
    served = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert "登录办理" in first_page(port)
        assert (tmp_path / "数据/密钥").stat().st_mode & 0o077 == 0
    finally:
        served.send_signal(signal.SIGINT)
        said = served.communicate(timeout=30)[0].decode()
    assert "请在浏览器打开" in said and "Traceback" not in said, said
    assert "/people/first/?token=" in said, "nobody is there: the way in is told"
