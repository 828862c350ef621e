"""Files that go out with a questionnaire: which it needs, and what a table must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.survey.form_media import (
    UnfitMediaError,
    beside,
    needed_files,
    table_rows,
)

X = """<h xmlns="http://www.w3.org/2002/xforms"><instance id="街道" src="jr://file-csv/街道.csv"/>
<instance id="own"><root/></instance><instance id="last" src="jr://instance/last-saved"/>
<value form="image">jr://images/a&amp;b.png</value><select1 appearance="minimal search('firms')"/>
<itemset nodeset="instance('街道')/*/item[x=1]"><value ref="code"/><label ref="label"/></itemset>
<itemset nodeset="instance('own')/*/item"><value ref="no"/><label ref="jr:itext(itextId)"/></itemset></h>"""


def test_every_file_is_found_once_under_its_own_name() -> None:
    assert needed_files(X + X) == ["街道.csv", "a&b.png", "firms.csv"]


def test_files_lie_beside_the_form_or_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "街道.csv").write_text("x")
    (tmp_path / "卷-media").mkdir()
    (tmp_path / "卷-media" / "firms.csv").write_text("x")
    assert beside(tmp_path / "卷.xlsx", X + "jr://images/../卷.xlsx") == {"街道.csv", "firms.csv"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "至少一行"),
        (b"name,label\n", "至少一行"),
        (b"name,label\n,\n\n", "至少一行"),
        (b"name,name\n1,2\n", "写了两次"),
        (b"name,label\n1,2\n3\n", "第3行有1格"),
        (b'name,label\n1,"2\n', "引号"),
        (b"\x00\xff\x01\x00", "编码"),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnfitMediaError, match=said) as refusal:
        table_rows("t.csv", data)
    assert str(refusal.value).startswith("t.csv：")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_whatever_encoding_excel_wrote_it(encoding: str) -> None:
    text = 'name,label,\r\n1,"东桥,街道",\r\n\r\n'
    assert table_rows("t.csv", text.encode(encoding)) == [{"name": "1", "label": "东桥,街道"}]
