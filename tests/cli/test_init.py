"""Every command: whatever goes wrong is one sentence and exit code 2, in every encoding and in time."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, build_parser, main
from mingzhang.facts.deadline import OutOfTimeError
from tests.conftest import ROOT

TEXT = "某市某区某局\n2023年度部门决算\n二、收入决算情况说明\n本年收入合计90.00万元。\n"
Capture = pytest.CaptureFixture[str]

COMMANDS: dict[str, tuple[list[str], str]] = {  # words -> what is called with them
    "check": (["check", "{file}"], "mingzhang.work.check:read_document"),
    "check together": (["check", "--together", "{file}"], "mingzhang.work.together:merged"),
    "check compare": (["check", "--compare", "{file}", "{file}"], "mingzhang.work.together:understand"),
    "check html": (["check", "{file}", "--html", "{out}"], "mingzhang.work.output:_html"),
    "read": (["read", "{file}"], "mingzhang.understanding.read:read_document"),
    "waive": (
        ["waive", "{file}", "123456", "--reason", "甲", "--name", "乙"],
        "mingzhang.work.check:read_document",
    ),
    "settle": (["settle", "{file}", "-o", "{out}"], "mingzhang.work.settle:read_report"),
    "mark": (["mark", "{file}", "-o", "{out}"], "mingzhang.work.check:read_document"),
    "fix": (["fix", "{file}", "-o", "{out}"], "mingzhang.work.check:read_document"),
    "template": (
        ["template", "--place", "110106", "--year", "2024", "-o", "{out}"],
        "mingzhang.disclosure.filing_template:write_template",
    ),
    "build": (["build", "{file}", "-o", "{out}"], "mingzhang.work.build:read_filing"),
    "build many": (["build", "{file}", "{file}", "-o", "{out}"], "mingzhang.work.build_many:_in_processes"),
    "corpus": (["corpus", "{file}", "-o", "{out}"], "mingzhang.work.corpus:grow"),
    "ask": (["ask", "{file}", "SELECT 1"], "mingzhang.work.ask:Shelf"),
    "matters": (["matters", "{file}"], "mingzhang.work.matters:open_ledger"),
    "purchasing template": (
        ["purchasing", "template", "-o", "{out}"],
        "mingzhang.work.purchasing:purchase_template",
    ),
    "purchasing check": (["purchasing", "check", "{file}"], "mingzhang.work.purchasing:open_purchases"),
    "purchasing papers": (
        ["purchasing", "papers", "{file}", "-o", "{out}"],
        "mingzhang.work.purchasing:open_purchases",
    ),
    "purchasing open-data": (
        ["purchasing", "open-data", "{file}", "-o", "{out}"],
        "mingzhang.work.purchasing:open_purchases",
    ),
    "verification template": (
        ["verification", "template", "-o", "{out}"],
        "mingzhang.work.visits:campaign_template",
    ),
    "verification draw": (
        ["verification", "draw", "{file}", "{file}", "--phase", "1", "-o", "{out}"],
        "mingzhang.work.visits:draw_points",
    ),
    "verification lists": (
        ["verification", "lists", "{file}", "--phase", "1", "-o", "{out}"],
        "mingzhang.work.visits:open_campaign",
    ),
    "verification collect": (
        ["verification", "collect", "{file}", "{file}", "-o", "{out}"],
        "mingzhang.work.visits:collect",
    ),
    "verification report": (["verification", "report", "{file}"], "mingzhang.work.visits:open_campaign"),
    "digest new": (["digest", "new", "{out}"], "mingzhang.work.digests:new_store"),
    "digest collect": (["digest", "collect", "{out}", "{file}"], "mingzhang.work.digests:open_store"),
    "digest fetch": (["digest", "fetch", "{out}", "--online"], "mingzhang.work.digests:open_store"),
    "digest show": (["digest", "show", "{file}"], "mingzhang.work.digests:open_store"),
    "digest issues": (["digest", "issues", "{file}", "-o", "{out}"], "mingzhang.work.digests:open_store"),
    "archive template": (
        ["archive", "template", "-o", "{out}"],
        "mingzhang.work.archive_files:catalogue_template",
    ),
    "archive papers": (["archive", "papers", "{file}"], "mingzhang.work.archive_files:open_catalogue"),
    "archive file": (
        ["archive", "file", "{file}", "{file}", "--year", "2026", "--department", "BGS", "-o", "{out}"],
        "mingzhang.work.archive_files:file_evidence",
    ),
    "archive scan": (
        ["archive", "scan", "{file}", "{file}", "-o", "{out}"],
        "mingzhang.work.archive_files:open_catalogue",
    ),
    "archive find": (["archive", "find", "{out}", "决算"], "mingzhang.work.archive_handover:find_pages"),
    "archive sample": (
        ["archive", "sample", "{file}", "{out}", "-o", "{out}"],
        "mingzhang.work.archive_files:open_catalogue",
    ),
    "archive accept": (
        ["archive", "accept", "{file}", "{out}", "{out}", "{file}"],
        "mingzhang.work.archive_files:open_catalogue",
    ),
    "archive package": (
        ["archive", "package", "{file}", "{out}", "{out}", "{file}", "-o", "{out}"],
        "mingzhang.work.archive_files:open_catalogue",
    ),
    "archive verify": (["archive", "verify", "{file}"], "mingzhang.work.archive_handover:check_package"),
    "evaluate template": (
        ["evaluate", "template", "-o", "{out}"],
        "mingzhang.performance.project_workbook:write_register",
    ),
    "evaluate score": (["evaluate", "score", "{file}"], "mingzhang.work.evaluation_files:evaluate_file"),
    "evaluate forms": (
        ["evaluate", "forms", "{file}", "-o", "{out}"],
        "mingzhang.work.evaluation_files:evaluate_file",
    ),
    "evaluate read": (
        ["evaluate", "read", "{file}", "-o", "{out}"],
        "mingzhang.work.evaluation_files:read_forms",
    ),
    "evaluate panel": (
        ["evaluate", "panel", "{file}", "-o", "{out}"],
        "mingzhang.work.report_files:read_register",
    ),
    "evaluate report": (
        ["evaluate", "report", "{file}", "{file}"],
        "mingzhang.work.report_files:read_register",
    ),
    "appraise": (["appraise", "{file}", "{file}"], "mingzhang.work.appraise_files:appraise_files"),
    "appraise template": (
        ["appraise", "--template", "{out}"],
        "mingzhang.work.appraise_files:write_blank",
    ),
    "survey quota": (
        ["survey", "quota", "{file}", "--form", "{file}", "--plan", "{file}"],
        "mingzhang.work.survey_files:quota_files",
    ),
    "survey contacts": (
        ["survey", "contacts", "{file}", "--key", "{file}", "--by", "甲", "--reason", "乙"],
        "mingzhang.work.survey_contacts:open_contacts",
    ),
    "survey destroy": (
        ["survey", "destroy", "{file}", "--key", "{file}", "--by", "甲", "-o", "{out}"],
        "mingzhang.work.survey_contacts:destroy_contacts",
    ),
    "survey template": (
        ["survey", "template", "-o", "{out}"],
        "mingzhang.work.survey_files:write_survey_plan",
    ),
    "survey form": (
        ["survey", "form", "居民", "--plan", "{file}", "-o", "{out}"],
        "mingzhang.work.survey_files:write_survey_form",
    ),
    "survey check": (["survey", "check", "{file}"], "mingzhang.work.survey_files:check_form"),
    "survey import": (
        ["survey", "import", "{file}", "--form", "{file}", "-o", "{out}"],
        "mingzhang.work.survey_files:take_in",
    ),
    "survey estimate": (
        ["survey", "estimate", "{file}", "--form", "{file}", "--plan", "{file}"],
        "mingzhang.work.survey_files:estimate_files",
    ),
    "survey report": (
        ["survey", "report", "{file}", "--form", "{file}", "--plan", "{file}", "-o", "{out}"],
        "mingzhang.work.survey_files:estimate_files",
    ),
    "explain": (["explain", "T01-04"], "mingzhang.work.explain:explain"),
    "rules": (["rules"], "mingzhang.work.explain:rule_list"),
    "serve": (["serve"], "subprocess:call"),
    "audit": (["audit", "verify"], "subprocess:call"),
    "backup": (["backup", "{out}"], "subprocess:call"),
    "restore": (["restore", "{file}"], "subprocess:call"),
    "manual": (["manual"], "mingzhang.work.manual:manual_text"),
    "places": (["places"], "mingzhang.work.explain:place_list"),
    "completion": (["completion", "bash"], "mingzhang.cli.completion:script"),
}
FAULTS = [
    KeyError("甲"),
    OverflowError("too large"),
    RecursionError(),
    MemoryError(),
    OSError(28, "No space left on device"),
    UnicodeEncodeError("latin-1", "明", 0, 1, "ordinal not in range"),
    OutOfTimeError(),
]


def leaves(parser: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield words, parser
    for action in below:
        for name, command in action.choices.items():
            yield from leaves(command, f"{words} {name}".strip())


def test_every_command_is_tried_here() -> None:
    assert {name for name, _ in leaves(build_parser())} <= COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_error_that_nobody_foresaw_is_one_sentence(
    command: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, target = COMMANDS[command]
    module, _, name = target.partition(":")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    filled = [w.format(file=tmp_path / "a.txt", out=tmp_path / "out") for w in words]
    for fault in FAULTS:

        def broken(*_: Any, fault: Exception = fault, **__: Any) -> None:
            raise fault

        monkeypatch.setattr(import_module(module), name, broken)
        assert main(filled) == UNABLE
        said = capsys.readouterr().err.strip()
        assert len(said.splitlines()) == 1 and said.endswith("。"), said
        assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(("name", "parser"), list(leaves(build_parser())))
def test_every_command_is_bounded_in_time(name: str, parser: argparse.ArgumentParser) -> None:
    assert "--max-seconds" in parser.format_help()


@pytest.mark.parametrize("words", [["-1"], ["nan"], ["inf"], ["1e400"], ["很多"]])
def test_a_time_that_is_none_is_refused(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["rules", "--max-seconds", *words])
    assert stopped.value.code == UNABLE
    assert "应为数字" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-3", "一"])
def test_a_number_of_processes_that_is_none_is_refused(count: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", "a", "--jobs", count])
    assert stopped.value.code == UNABLE
    assert "应为数字" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["read", "build", "evaluate score"])
def test_what_does_not_look_at_the_clock_is_stopped(
    command: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, target = COMMANDS[command]
    module, _, name = target.partition(":")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def slow(*_: object, **__: object) -> None:
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(import_module(module), name, slow)
    filled = [w.format(file=tmp_path / "a.txt", out=tmp_path / "out") for w in words]
    began = time.monotonic()
    assert main([*filled, "--max-seconds", "0"]) == UNABLE
    assert time.monotonic() - began < 10
    assert "超过时限，已停止" in capsys.readouterr().err


def program(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **settings.pop("environment", {})}
    command = [sys.executable, "-m", "mingzhang.cli", *words]
    options: dict[str, Any] = {"cwd": ROOT / "src", "check": False, "timeout": 120}
    return subprocess.run(command, env=environment, stderr=subprocess.PIPE, **options, **settings)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "gbk"])
def test_every_encoding_of_the_terminal_holds_what_we_say(tmp_path: Path, encoding: str) -> None:
    """What Chinese has no room in becomes UTF-8; a sign that GBK does not have is escaped."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("某局", "某局\N{LATIN SMALL LETTER O WITH STROKE}😀"), encoding="utf-8")
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = program("read", str(path), "--json", environment=environment, stdout=subprocess.PIPE)
    assert done.returncode == OK, done.stderr
    read = json.loads(done.stdout.decode("gbk" if encoding == "gbk" else "utf-8"))
    assert "某局ø😀" in json.dumps(read, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_refusal_is_said_in_every_encoding_of_the_terminal(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    refused = program("check", "没有.pdf", environment=environment, stdout=subprocess.PIPE)
    assert refused.returncode == UNABLE and b"Traceback" not in refused.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="这个系统没有写不进去的设备")
def test_an_output_that_takes_nothing_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = program("rules", stdout=full)
    assert (done.returncode, done.stderr.decode()) == (UNABLE, "读写文件时出错（磁盘已满）。\n")


def test_a_closed_output_is_no_error() -> None:
    command = f"{sys.executable} -m mingzhang.cli rules >&-"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT / "src", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (OK, b"")


def test_a_full_folder_for_temporary_files_is_told(tmp_path: Path) -> None:
    """A folder that is not there takes as little as one that is full."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    environment = {"TMPDIR": str(tmp_path / "没有")}
    code = (
        "import tempfile, sys\n"
        "from mingzhang.cli import main\n"
        f"tempfile.tempdir = {str(tmp_path / '没有')!r}\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    with path.open("rb") as stream:
        command = [sys.executable, "-X", "utf8", "-c", code, "check", "-"]
        done = subprocess.run(
            command,
            cwd=ROOT / "src",
            stdin=stream,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )
    assert done.returncode == UNABLE
    assert len(done.stderr.decode().splitlines()) == 1 and b"Traceback" not in done.stderr


def test_found_is_not_unable() -> None:
    assert len({OK, FOUND, UNABLE}) == 3
