#!/usr/bin/env bash
# mammoth, docx2python: in a table row that begins a column later all amounts move under the headings to their left.
#
# Word lets a row leave out its first columns (w:gridBefore, as after its left border was dragged). The HTML and the
# lists then have the amount of the second column in the first, with nothing to tell it by; python-docx tells the
# caller (row.grid_cols_before). docx2python also cuts the table in three at a content control around one cell.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install mammoth==1.13.0 docx2python==3.7.1 python-docx==1.2.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python


def save(name, rows):
    document = docx.Document()
    columns = "<w:gridCol/>" * 3
    table = f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    document.element.body.insert(0, parse_xml(table))
    document.save(name)


def row(*texts, before=""):
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{before}{cells}</w:tr>"


later = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
held = row("{}", "5.00", "6.00").replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1)
held = held.replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1).format("合计")
save("a.docx", [row("项目", "上年", "本年"), row("1.10", "2.20", before=later)])
save("b.docx", [row("项目", "上年", "本年"), held, row("其中", "3.00", "4.00")])

with open("a.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
with docx2python("a.docx") as first, docx2python("b.docx") as second:
    listed = [["".join(cell) for cell in cells] for cells in first.body[0]]
    pieces = [[["".join(cell) for cell in cells] for cells in table] for table in second.body]
skipped = docx.Document("a.docx").tables[0].rows[1].grid_cols_before
print("mammoth", version("mammoth"), html)
print("docx2python", version("docx2python"), listed, "| with a content control:", pieces)
assert "<tr><td><p>1.10</p></td><td><p>2.20</p></td></tr>" in html and skipped == 1
assert listed == [["项目", "上年", "本年"], ["1.10", "2.20"]]
assert [len(table) for table in pieces if any(any(cells) for cells in table)] == [1, 1, 2]
PY
