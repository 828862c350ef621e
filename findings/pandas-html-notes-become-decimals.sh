#!/usr/bin/env bash
# pandas.read_html: the raised number of a footnote becomes a decimal of the amount: 12.35 with note 2 is 12.352.
#
# Published tables mark amounts with notes (<sup>); the mark's digit is joined to the amount, and the column stays
# numeric, so nothing is seen but a sum that is slightly off, or with a whole amount one that is ten times as large. A
# bracketed mark at least makes text of the column. Commas are taken out wherever they stand: notes "1,2" are 12.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pandas==3.1.1 lxml==6.1.3
cd "$place"
env/bin/python - <<'PY'
import io
from importlib.metadata import version

import pandas

page = """<table><tr><th>款项</th><th>决算数</th><th>人数</th><th>附注</th></tr>
<tr><td>基本支出</td><td>12.35<sup>2</sup></td><td>35</td><td>1,2</td></tr>
<tr><td>项目支出</td><td>1,020.00</td><td>12<sup>1</sup></td><td>3</td></tr></table>"""
table = pandas.read_html(io.StringIO(page))[0]
read = table.drop(columns="款项").to_dict("list")
print("pandas", version("pandas"), read, "| sum:", table["决算数"].sum(), table["人数"].sum())
assert read == {"决算数": [12.352, 1020.0], "人数": [35, 121], "附注": [12, 3]}
PY
