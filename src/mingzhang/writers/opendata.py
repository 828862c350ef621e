"""The figures of a publication as open data: one tidy CSV file for each table, described by a data package.

Files are plain UTF-8 with line feeds, as the specification of data packages wants; amounts are those printed,
without thousands.  The package keeps to the Fiscal Data Package where its terms apply.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from mingzhang.facts.number import SCALES
from mingzhang.facts.publication import CAPTION, NUMBER, UNITS, Piece, Publication
from mingzhang.facts.report import Cell, Table
from mingzhang.writers.archive import write_archive
from mingzhang.writers.arrange import Spread, spreads, text
from mingzhang.writers.cells import alignments, amounts, is_figure, table_of
from mingzhang.writers.words import printable

_CLASSIFIED = {
    "functional": "functional-classification:generic",
    "economic": "economic-classification:generic",
}
_HEAD = ("year", "unit", "row", "code", "name", "column", "phase", "amount", "currency", "factor")
# Published on the law's order, and no work in which anybody has rights.
_LICENCE = {
    "name": "other-pd",
    "title": "依《政府信息公开条例》主动公开；具有行政性质的文件不受著作权保护（《著作权法》第五条）",
}
_COUNTED = ("个", "人", "人次", "批", "批次", "辆", "台", "套", "件", "次", "平方米")
_SHARE = ("", "0.01")  # what a percentage is: no money, a hundredth
_PHASES = {
    "调整预算数": "revised",
    "预算数": "approved",
    "决算数": "executed",
}  # what heads say, the longer first
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what makes spreadsheets read a formula
_UNIT = re.compile(r"(?:金额)?单位[：:]\s*(\S+)\s*$")
_OWN_UNIT = re.compile(r"[（(]\s*(?:单位[：:])?\s*([^（()）]{1,4})\s*[）)]$")  # 车辆数（辆）


@dataclass(frozen=True)
class DataRow:
    """One figure of a table: its row in the print, code and name of the row, heads of the column.

    ``percent`` tells that it is printed with the sign of a percentage.
    """

    row: int
    code: str
    name: str
    column: str
    amount: str
    percent: bool = False

    def measure(self, unit: str) -> tuple[str, str]:
        """Currency and the factor that makes a full amount of the figure, in a table of this ``unit``.

        A unit after the name of its row or column goes before that of the table.  Where no unit is known
        both are empty.

        >>> DataRow(1, "", "行政运行", "决算数", "6.20").measure("万元")
        ('CNY', '10000')
        >>> DataRow(1, "", "车辆数（辆）", "决算数", "2").measure("万元")
        ('', '1')
        """
        if self.percent:
            return _SHARE
        heads = self.column.split("/")[::-1]
        own = next((found[1] for words in (self.name, *heads) if (found := _OWN_UNIT.search(words))), "")
        if own == "%":
            return _SHARE
        known = next((each for each in (own, unit) if each in SCALES), "")
        if own in _COUNTED:
            return "", "1"
        return ("CNY", str(SCALES[known])) if known else ("", "")


Resource = tuple[str, Spread, list[DataRow]]  # file name without ending, table, figures


def write_opendata(publication: Publication, stream: BinaryIO) -> None:
    """Write a zip file with ``datapackage.json`` and the tables as CSV."""
    made = list(_resources(publication))
    package = json.dumps(_package(publication, made), ensure_ascii=False, indent=1) + "\n"
    files = {"datapackage.json": package.encode()}
    files |= {
        f"data/{name}.csv": _csv(publication, found, _unit(spread)).encode() for name, spread, found in made
    }
    write_archive(files, stream)


def _package(publication: Publication, made: list[Resource]) -> dict[str, Any]:
    """The description of the package: what each file holds and what its columns mean."""
    return {
        "name": f"final-account-{publication.place}-{publication.year}",
        "title": printable(f"{publication.unit}{publication.title}"),
        "profile": "tabular-data-package",  # readers would fetch the fiscal profile from the network
        "countryCode": "CN",
        "regionCode": publication.place,
        "granularity": "aggregated",
        "licenses": [_LICENCE],
        "sources": [{"title": printable(f"{publication.unit}《{publication.title}》")}],
        "contributors": [{"title": printable(publication.unit), "role": "publisher"}],
        "fiscalPeriod": {"start": f"{publication.year}-01-01", "end": f"{publication.year}-12-31"},
        "resources": [_resource(publication, *resource) for resource in made],
    }


def _resources(publication: Publication) -> Iterator[Resource]:
    """File name, spread and figures of every table that has any."""
    number = 0
    for spread in spreads(publication):
        if spread.table is not None:
            number += 1
            found = list(lines(spread.table))
            if found:
                yield f"table-{number:02d}", spread, found


def _resource(publication: Publication, name: str, spread: Spread, found: list[DataRow]) -> dict[str, Any]:
    """The entry of one table in the data package: path, title, unit, size and schema."""
    assert spread.table is not None
    titles = [text(piece) for piece in spread.pieces if piece.role == CAPTION] or [spread.table.name]
    numbers = [text(piece) for piece in spread.pieces if piece.role == NUMBER]
    said = f"{'，'.join(map(printable, numbers))}。" if numbers else ""
    unit = _unit(spread)
    data = _csv(publication, found, unit).encode()
    told = f"单位：{unit}；amount × factor 得全额，金额的单位即为元" if unit else "没有写明单位，见原表"
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "profile": "tabular-data-resource",
        "title": printable(titles[0]),
        "description": f"{said}amount 一栏照原表，{told}。",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "schema": _schema(spread.table, unit, {line.measure(unit) for line in found}),
    }


def _schema(piece: Piece, unit: str, measures: set[tuple[str, str]]) -> dict[str, Any]:
    """The columns of a table's CSV file, with their fiscal types; ``unit`` is that of the amounts.

    Currency and factor stand at the column too where all its figures have the same ``measures``.
    """
    kind = _CLASSIFIED.get(piece.codes)
    fields: list[dict[str, Any]] = [
        {"name": "year", "type": "year", "title": "年度", "columnType": "date:fiscal-year"},
        {
            "name": "unit",
            "type": "string",
            "title": "单位",
            "columnType": "administrative-classification:generic:label",
        },
        {"name": "row", "type": "integer", "title": "行（原表，自 1 起）"},
        {"name": "code", "type": "string", "title": "科目编码"},
        {"name": "name", "type": "string", "title": "项目或科目名称"},
        {"name": "column", "type": "string", "title": "栏"},
        {"name": "phase", "type": "string", "title": "阶段（栏名写明的）", "columnType": "phase:id"},
        {
            "name": "amount",
            "type": "number",
            "title": f"数（{unit}）" if unit else "数",
            "columnType": "value",
        },
        {"name": "currency", "type": "string", "title": "货币（ISO 4217；不是金额的为空）"},
        {"name": "factor", "type": "number", "title": "乘数：amount × factor 得全额（元、个、比率）"},
    ]
    if kind:
        fields[3]["columnType"], fields[4]["columnType"] = f"{kind}:code", f"{kind}:label"
    if len(measures) == 1:
        ((currency, factor),) = measures
        fields[7] |= {"currency": currency, "factor": int(factor)} if currency else {}
    return {"fields": fields, "missingValues": [""]}


def _unit(spread: Spread) -> str:
    """The unit that a table states above itself."""
    for piece in spread.pieces:
        found = _UNIT.search(text(piece)) if piece.role == UNITS else None
        if found:
            return printable(found[1])
    return ""


def phase(column: str) -> str:
    """The phase of the budget that the heads of a column name; nothing where they name none.

    >>> phase("预算数/合计"), phase("决算数"), phase("一般公共预算财政拨款")
    ('approved', 'executed', '')
    """
    return next((name for words, name in _PHASES.items() if words in column), "")


def _csv(publication: Publication, found: list[DataRow], table_unit: str) -> str:
    """The lines of one table as CSV text, a row for each figure."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEAD)
    unit = harmless(printable(publication.unit))
    for line in found:
        words = map(harmless, (line.code, line.name, line.column))
        measure = line.measure(table_unit)
        writer.writerow([publication.year, unit, line.row, *words, phase(line.column), line.amount, *measure])
    return stream.getvalue()


def harmless(words: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file.

    Such a text gets an apostrophe before it, the sign by which spreadsheets themselves mark texts.

    >>> harmless("=1+1"), harmless("-其他"), harmless(" @SUM(A1)"), harmless("一般公共服务支出")
    ("'=1+1", "'-其他", "' @SUM(A1)", '一般公共服务支出')
    """
    return f"'{words}" if words.lstrip().startswith(_FORMULA) else words


def lines(piece: Piece) -> Iterator[DataRow]:
    """The figures of a table row by row.

    The name of a figure is the next text left of it in its row, its code the codes left of that; the column
    is told by the heads above, joined by a stroke.

    >>> cells = [Cell("编码", 0, 0), Cell("科目", 0, 1), Cell("决算数", 0, 2), Cell("201", 1, 0)]
    >>> table = Table([*cells, Cell("一般公共服务支出", 1, 1), Cell("1,427.03", 1, 2)])
    >>> [(line.code, line.name, line.column, line.amount) for line in lines(Piece(table))]
    [('201', '一般公共服务支出', '决算数', '1427.03')]
    """
    table, held, aligned = table_of(piece), amounts(piece), alignments(piece)
    for row in range(piece.heads, table.shape[0]):
        codes: list[str] = []
        name = ""
        fresh = True  # whether the next text begins another side of the table
        for cell in table.row(row):
            if cell.row != row or not cell.text.strip():
                continue
            if (cell.row, cell.column) in held:
                fresh = True
                amount = amount_of(cell.text)
                if amount is not None:
                    column = _column(table, piece.heads, cell)
                    yield DataRow(
                        row + 1, "".join(codes), name, column, amount, cell.text.rstrip().endswith("%")
                    )
                continue
            if fresh:
                codes, name, fresh = [], "", False
            if is_figure(cell.text):
                code = aligned[cell.row, cell.column] == "left"  # not the running number of a row
                codes += [cell.text.strip()] if code else []
            else:
                name = printable(cell.text).strip()


def amount_of(text: str) -> str | None:
    """A printed figure as CSV holds it: no thousands, percentages as they stand; ``None`` for a dash.

    >>> amount_of("1,427.03"), amount_of("12.5%"), amount_of("—")
    ('1427.03', '12.5', None)
    """
    bare = text.strip().replace(",", "").replace("−", "-").removesuffix("%")
    return bare if re.search(r"\d", bare) else None


def _column(table: Table, heads: int, cell: Cell) -> str:
    """The heads above a cell from the top, each once; a line of column numbers is none."""
    said: list[str] = []
    for row in range(heads):
        head = table.at(row, cell.column)
        words = printable(head.text).strip() if head else ""
        if words and not words.isdecimal() and (not said or said[-1] != words):
            said.append(words)
    return "/".join(said)
