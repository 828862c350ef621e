"""Questions: exact answers, and nothing to be reached but the tables."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from mingzhang.corpus import question as module
from mingzhang.corpus.packed import packed, unpacked
from mingzhang.corpus.question import QuestionError, answered, described
from mingzhang.corpus.shelf import CorpusError, Shelf, written_to
from tests.corpus.test_overview import DOCUMENTS, document


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("库")
    with written_to(folder) as made:
        made.take([unpacked(packed(each)) for each in DOCUMENTS])
    return Shelf(folder)


def ask(shelf: Shelf, question: str) -> list[tuple[Any, ...]]:
    with answered(shelf, question) as answer:
        return list(answer.rows)


def test_tables_go_by_their_names_and_by_their_titles(shelf: Shelf) -> None:
    english = ask(shelf, "SELECT unit, year, errors FROM documents WHERE errors > 0 ORDER BY ALL")
    assert english == ask(shelf, "SELECT 单位, 年度, 错误 FROM 文件 WHERE 错误 > 0 ORDER BY ALL")
    assert english[0] == ("乙局", 2023, 1) and len(english) == 4


def test_place_and_year_are_what_they_are(shelf: Shelf) -> None:
    assert ask(shelf, "SELECT DISTINCT place FROM findings ORDER BY place") == [("110106",), ("310107",)]
    assert ask(shelf, "SELECT document FROM documents WHERE year IS NULL ORDER BY document") == [
        ("坏",),
        ("文",),
    ]


def test_sums_are_exact(shelf: Shelf) -> None:
    ((total,),) = ask(shelf, "SELECT sum(expenditure) FROM documents")
    assert isinstance(total, Decimal) and total == 34_500_000
    ((missing,),) = ask(shelf, "SELECT expenditure FROM documents WHERE document = 'b23'")
    assert missing is None


def test_a_clause_of_its_own_may_come_first(shelf: Shelf) -> None:
    with answered(
        shelf, "WITH w AS (SELECT rule FROM findings) SELECT rule, count(*) AS n FROM w GROUP BY rule"
    ) as a:
        assert a.heads == ("rule", "n") and sorted(a.rows) == [("N-03", 4), ("T01-04", 1)]


CLOSED = [
    "COPY documents TO '{out}'",
    "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
    "EXPORT DATABASE '{out}'",
    "ATTACH '{out}'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "CREATE TABLE t AS SELECT 1",
    "INSERT INTO documents SELECT * FROM documents",
    "DROP VIEW 文件",
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_parquet('{part}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT getenv('HOME')",
    "SELECT * FROM kind",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY documents TO '{out}'",
    "",
    "-- 只有一句话",
]


@pytest.mark.parametrize("question", CLOSED)
def test_nothing_can_be_reached_but_the_tables(shelf: Shelf, tmp_path: Path, question: str) -> None:
    file = tmp_path / "别的.csv"
    file.write_text("甲,乙\n1,2\n", encoding="utf-8")
    names = {"out": tmp_path / "新", "file": file, "folder": tmp_path, "part": shelf.files("facts")[0]}
    with pytest.raises(QuestionError) as told:
        ask(shelf, question.format(**names))
    assert str(told.value).endswith("。") and "\n" not in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["别的.csv"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("SELCT 1", "“SELCT”附近有误"),
        ("SELECT 1 FROM", "查询写得不对"),
        ("SELECT 1 FROM nowhere", "没有名为“nowhere”的表，可以查的表是 documents（文件）"),
        ("SELECT nothing FROM documents", "没有名为“nothing”的列"),
        ("SELECT nothing(1)", "没有名为“nothing”的函数"),
        ("SELECT d.nothing FROM documents d", "没有名为“nothing”的列"),
        ("SELECT d.unit FROM documents", "没有名为“d”的表"),
        ("SELECT 'a'::INT", "“a”不能转换成 INT32"),
        ("SELECT sum(unit) FROM documents", r"“sum”不能用于这样的值（VARCHAR）"),
        ("SELECT unit + 1 FROM documents", "CAST"),
        ("SELECT unit, count(*) FROM documents", "列“unit”既没有写进 GROUP BY"),
        ("SELECT unit FROM documents WHERE count(*) > 1", "写在 HAVING 里"),
        ("SELECT year FROM documents JOIN findings USING (document)", "几张表都有列“year”"),
        ("SELECT DATE '2023-13-01'", "“2023-13-01”不是日期"),
        ("SELECT 9223372036854775807 + 1", "数太大"),
        ("SELECT (SELECT unit FROM documents)", "只能是一行"),
        ("SELECT 1 UNION SELECT 1, 2", "列数不同"),
        ("SELECT unit FROM documents WHERE unit = ‘甲局’", "全角的“‘’”"),
        ("SELECT unit，year FROM documents", "全角的“，”"),
        ("SELECT ?", "参数"),
    ],
)
def test_a_wrong_question_is_one_sentence(shelf: Shelf, question: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said.replace("（", "（")) as told:
        ask(shelf, question)
    assert str(told.value).count("\n") == 0


def test_a_question_without_an_end_is_stopped(shelf: Shelf) -> None:
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range + b.range < 0"
    with pytest.raises(QuestionError, match=r"超过 0\.05 秒"), answered(shelf, endless, 0.05) as answer:
        list(answer.rows)


@pytest.mark.parametrize("table", ["documents", "findings"])
def test_damage_is_told(tmp_path: Path, table: str) -> None:
    with written_to(tmp_path) as made:
        made.take([unpacked(packed(each)) for each in DOCUMENTS])
    path = made.files(table)[0]
    sound, noticed = path.read_bytes(), 0
    for spot in range(0, len(sound), len(sound) // 16):
        path.write_bytes(sound[:spot] + bytes([sound[spot] ^ 1]) + sound[spot + 1 :])
        with suppress(CorpusError):
            ask(made, f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
            continue
        noticed += 1
    assert noticed >= 8, "a few bytes stand between the pages, which have sums"
    path.write_bytes(sound[:-100])
    with pytest.raises(CorpusError, match=f"{path.name}：文件库里的这个文件不在或损坏"):
        ask(made, f"SELECT * FROM {table}")  # noqa: S608 - a name of ours


def test_a_question_that_wants_too_much_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_memory", lambda: 64)
    with pytest.raises(QuestionError, match="内存超过 64 MB"):
        ask(shelf, "SELECT list(a.range) FROM range(10000) a, range(10000) b")


def test_an_empty_corpus_has_its_tables(tmp_path: Path) -> None:
    with written_to(tmp_path):
        pass
    assert ask(Shelf(tmp_path), "SELECT count(*) FROM 数据") == [(0,)]
    assert [count for _, count in described(Shelf(tmp_path))] == [0] * 5


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with written_to(tmp_path) as made:
        made.take([unpacked(packed(document("a", "甲局", 2023)))])
    (gone,) = made.files("documents")
    gone.unlink()
    for asked in (lambda: ask(Shelf(tmp_path), "SELECT 1"), lambda: described(Shelf(tmp_path))):
        with pytest.raises(CorpusError, match=f"{gone.name}：文件库里的这个文件不在或损坏"):
            asked()
