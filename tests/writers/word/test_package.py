"""Packages that must not be written in are refused and stay as they are."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mingzhang.writers.word.package import Package
from mingzhang.writers.written import UnwritableError
from tests.readers.office import DAMAGE, damaged_parts, p, relations, unzipped, zipped
from tests.writers.word.markup import signed, word


def reason(path: Path) -> str:
    with pytest.raises(UnwritableError) as refused:
        Package(path)
    assert "\n" not in str(refused.value)
    return refused.value.reason


def test_a_package_saved_unchanged_has_the_same_parts(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", p("合计6.20万元"), {"docProps/x.bin": b"\x00\x01"}, styles="")
    Package(source).save(tmp_path / "b.docx")  # type: ignore[arg-type]
    before, after = unzipped(source), unzipped(tmp_path / "b.docx")
    assert list(before) == list(after)
    assert all(before[name] == after[name] for name in before if name != "word/document.xml")


def test_signed_encrypted_and_protected_files_are_refused(tmp_path: Path) -> None:
    assert "签名" in reason(word(tmp_path / "a.docx", p("甲"), signed()))
    (tmp_path / "b.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )
    assert "密码" in reason(tmp_path / "b.docx")
    lock = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    assert "限制编辑" in reason(word(tmp_path / "c.docx", p("甲"), settings=lock))
    Package(word(tmp_path / "d.docx", p("甲"), settings=lock.replace('"1"', '"0"')))


def test_the_strict_dialect_and_other_zips_are_refused(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{strict}"><w:body/></w:document>'
    }
    assert "Strict" in reason(word(tmp_path / "a.docx", "", body))
    assert "损坏" in reason(zipped(tmp_path / "b.docx", {"_rels/.rels": relations(officeDocument="x.xml")}))
    hostile: dict[str, str | bytes] = {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    assert "DTD" in reason(word(tmp_path / "c.docx", "", hostile))


def test_twice_the_same_part_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("甲"))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "重复" in reason(path)


@settings(suppress_health_check=list(HealthCheck))
@given(DAMAGE)
def test_damage_is_refused_with_one_sentence_or_survived(
    tmp_path: Path, places: list[tuple[int, int]]
) -> None:
    whole = word(tmp_path / "whole.docx", p("合计6.20万元"), styles="", settings="")
    try:
        damage = damaged_parts(whole, tmp_path / "damaged.docx", places)
        Package(damage).save(tmp_path / "out.docx")  # type: ignore[arg-type]
    except UnwritableError as refused:
        assert "\n" not in str(refused)
