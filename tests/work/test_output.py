"""One command, any combination of outputs, and never a document lost for one."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.readers.limits import UnreadableError
from mingzhang.rules import all_rules
from mingzhang.work.check import check_file
from mingzhang.work.output import FAMILIES, Outputs
from mingzhang.work.waive import STALE, waiver_file
from mingzhang.writers.written import UnwritableError
from tests.readers.office import zipped
from tests.readers.pdf.drawing import Sheet, pdf
from tests.work.test_waive import TEXT


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "决算.txt"
    path.write_text("\n".join(TEXT), encoding="utf-8")
    return path


def test_every_family_of_rules_has_a_name() -> None:
    assert {rule.id[0] for rule in all_rules()} | {STALE[0]} <= set(FAMILIES)


def test_all_outputs_at_once(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = [document.with_name(name) for name in ("报告.html", "清单.xlsx", "结果.sarif")]
    flags = [
        part
        for flag, target in zip(("--html", "--xlsx", "--sarif"), targets, strict=True)
        for part in (flag, str(target))
    ]
    assert main(["check", str(document), *flags]) == FOUND
    told = capsys.readouterr()
    assert "共检查" in told.out and [f"已写出：{target}" for target in targets] == told.err.splitlines()
    assert "12.12%" in targets[0].read_text(encoding="utf-8")
    assert targets[1].read_bytes().startswith(b"PK")
    log = json.loads(targets[2].read_text(encoding="utf-8"))
    results = json.loads((main(["check", str(document), "--json"]), capsys.readouterr().out)[1])
    said = {entry["partialFingerprints"]["mingzhang/check/1"] for entry in log["runs"][0]["results"]}
    assert said == {finding["fingerprint"] for finding in results["findings"]}
    assert all(rule["help"]["text"] != "（无）" for rule in log["runs"][0]["tool"]["driver"]["rules"])


def test_an_existing_file_is_refused_before_the_check(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = document.with_name("清单.xlsx")
    target.write_bytes(b"old")
    assert main(["check", str(document), "--xlsx", str(target)]) == UNABLE
    told = capsys.readouterr()
    assert told.out == "" and told.err == f"{target}：文件已存在，确要覆盖请加 --force，未写出。\n"
    assert target.read_bytes() == b"old"
    assert main(["check", str(document), "--xlsx", str(target), "--force"]) == FOUND
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("other", ["决算.txt", "决算.txt.waivers.toml", "./决算.txt"])
def test_a_document_is_never_replaced_by_its_report(document: Path, other: str) -> None:
    with pytest.raises(UnwritableError, match="同名"):
        Outputs(html=f"{document.parent}/{other}", force=True).ready([document])
    with pytest.raises(UnwritableError, match="同名"):
        Outputs(xlsx="a", sarif="./a").ready([document])


def test_a_page_shows_one_document(document: Path) -> None:
    target = str(document.with_name("a.html"))
    with pytest.raises(UnwritableError, match="网页报告一次只收一个文件，这里有 2 个；几个文件请用 --xlsx"):
        Outputs(html=target).ready([document, document.with_name("b.txt")])


def paper(path: Path, *lines: str) -> Path:
    sheet = Sheet()
    for number, line in enumerate(lines):
        sheet.text(72, 100 + 40 * number, line)
    path.write_bytes(pdf(sheet))
    return path


def test_a_pdf_that_changed_meanwhile_gives_no_page(tmp_path: Path) -> None:
    document = paper(tmp_path / "a.pdf", *TEXT[:4])
    result = check_file(document)
    paper(document, "别的")
    outputs = Outputs(html=str(document.with_name("a.html")), sarif=str(document.with_name("a.sarif")))
    with pytest.raises(UnreadableError, match="检查期间文件有改动"):
        outputs.write([result.result()], date(2025, 3, 1), result.document.report, [document])
    assert [p.name for p in document.parent.iterdir()] == [document.name], "no output without the others"


def test_a_page_shows_what_was_checked_without_reading_again(document: Path) -> None:
    result = check_file(document)
    document.unlink()
    target = document.with_name("a.html")
    Outputs(html=str(target)).write([result.result()], date(2025, 3, 1), result.document.report, [document])
    assert "12.12%" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["folder", "files", "zip"])
def test_files_checked_together_stand_one_after_the_other(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "某局"
    folder.mkdir()
    told = paper(folder / "说明.pdf", TEXT[0], TEXT[1], TEXT[2], TEXT[4])
    listed = folder / "表.txt"
    listed.write_text("\n".join(TEXT[:4]), encoding="utf-8")
    archive = zipped(tmp_path / "某局.zip", {path.name: path.read_bytes() for path in (told, listed)})
    given = {"folder": [folder], "files": [told, listed], "zip": [archive]}[form]
    target = tmp_path / "a.html"
    assert main(["check", "--together", *map(str, given), "--html", str(target)]) == FOUND
    html = target.read_text(encoding="utf-8")
    assert set(re.findall('<h2 class="part">(.*?)</h2>', html)) == {told.name, listed.name}
    assert html.count("data:image/png") == (form != "zip"), "a PDF inside an archive is shown as text"
    assert ("说明.pdf 第 1 页</h3>" in html) is (form != "zip")
    links = set(re.findall('href="#([pf][0-9-]+)"', html))
    assert links and links <= set(re.findall('id="([pf][0-9-]+)"', html))


def test_an_unreadable_document_leaves_no_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    assert main(["check", str(path), "--html", str(tmp_path / "a.html")]) == UNABLE
    assert not (tmp_path / "a.html").exists() and "已写出" not in capsys.readouterr().err


def test_several_documents_in_one_list(document: Path, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text("\n".join(TEXT), encoding="utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"")
    assert main(["check", str(tmp_path), "--sarif", str(tmp_path / "a.sarif"), "--jobs", "1"]) == UNABLE
    log = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["artifacts"]) == 2, "what could be checked is told"


def test_the_list_of_an_earlier_run_is_not_checked(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = str(document.parent), str(document.with_name("清单.xlsx"))
    assert [main(["check", folder, "--xlsx", target, "--force"]) for _ in range(2)] == [FOUND, FOUND]
    assert capsys.readouterr().out.count("━━") == 2
    assert main(["check", target, "--xlsx", target, "--force"]) == UNABLE, "a file named is a document"
    assert "同名" in capsys.readouterr().err


def test_a_pdf_has_its_pages_in_the_report(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", "某局2023年度部门决算", "三、支出决算情况说明", TEXT[3])
    assert main(["check", str(path), "--html", str(tmp_path / "a.html")]) == FOUND
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert html.count("data:image/png") == 1 and 'class="box' in html


def test_waiving_on_the_command_line(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = document.with_name("净.txt")
    clean.write_text("\n".join(TEXT[:4]), encoding="utf-8")
    while (found := (main(["check", str(clean), "--json"]), json.loads(capsys.readouterr().out)))[0] == FOUND:
        waived = {w["fingerprint"] for w in found[1].get("waivers", [])}
        left = [f["fingerprint"] for f in found[1]["findings"] if f["verdict"] == "fails"]
        one = next(name for name in left if name not in waived)
        assert main(["waive", str(clean), one, "--reason", "上级核定", "--name", "王某"]) == OK
        assert "写入 净.txt.waivers.toml。" in capsys.readouterr().out
    assert found[0] == OK and found[1]["waivers"], "explained findings do not count"
    assert waiver_file(clean).is_file()
    assert main(["waive", str(clean), "0" * 16, "--reason", "甲", "--name", "乙"]) == UNABLE
    assert capsys.readouterr().err.endswith("未写出。\n")
