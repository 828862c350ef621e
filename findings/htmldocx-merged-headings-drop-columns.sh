#!/usr/bin/env bash
# htmldocx: of a table whose heading is merged the last column of amounts is not written.
#
# The table gets as many columns as its first row has cells: under 项目 and 决算数 (over two columns) 2.20 and 4.40 are
# gone, and 本年 stands over the names. Where the last row is a note over the whole table, as usual, there is no error
# either. Its follower html-for-docx writes the same table right. A change waits upstream (34) since 2022.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install htmldocx==0.0.6 html-for-docx==1.2.1
cd "$place"
env/bin/python - <<'PY'
import contextlib
import io
from importlib.metadata import version

import docx
import html4docx
import htmldocx

page = """<table><tr><th rowspan="2">项目</th><th colspan="2">决算数</th></tr><tr><th>本年</th><th>上年</th></tr>
<tr><td>甲局</td><td>1.10</td><td>2.20</td></tr><tr><td>乙局</td><td>3.30</td><td>4.40</td></tr>
<tr><td colspan="3">注：金额单位为万元</td></tr></table>"""


def written(library):
    document = docx.Document()
    with contextlib.redirect_stdout(io.StringIO()):
        library.HtmlToDocx().add_html_to_document(page, document)
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


read = written(htmldocx)
right = written(html4docx)
print("htmldocx", version("htmldocx"), read, "| html-for-docx", version("html-for-docx"), right)
assert read == [["项目", "决算数"], ["本年", "上年"], ["甲局", "1.10"], ["乙局", "3.30"], ["注：金额单位为万元", ""]]
assert right[1:4] == [["项目", "本年", "上年"], ["甲局", "1.10", "2.20"], ["乙局", "3.30", "4.40"]]
PY
