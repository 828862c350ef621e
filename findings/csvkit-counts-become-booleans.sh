#!/usr/bin/env bash
# csvkit: a column of a sheet that holds only 1 and 0 (cars bought, say) comes out of in2csv as True and False.
#
# The cells are numbers in the file, and are guessed anew as if they were text: csvstat then has no sum for the column
# (None). In the same way the text cells 0201 become 201, 3-1 (a note, or a code) a day in March 2001, and 95.6% 95.6.
# --no-inference prevents it and is documented; that typed cells are guessed again is not.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install csvkit==2.2.0 XlsxWriter==3.3.1
cd "$place"
env/bin/python - <<'PY'
import csv
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import xlsxwriter

book = xlsxwriter.Workbook("a.xlsx")
sheet = book.add_worksheet()
for number, cells in enumerate(
    (["单位", "购置数", "编码", "附注", "率"], ["甲", 1, "0201", "3-1", "95.6%"], ["乙", 0, "0202", "4-1", "100%"])
):
    sheet.write_row(number, 0, cells)
book.close()
tool = Path(sys.executable).parent
said = subprocess.run([tool / "in2csv", "a.xlsx"], capture_output=True, text=True, check=True).stdout
Path("a.csv").write_text("单位,购置数\n甲,1\n乙,0\n", encoding="utf-8")
asked = [tool / "csvstat", "--sum", "-c", "2", "a.csv"]
total = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
print("csvkit", version("csvkit"), said.split(), "| sum of 1 and 0:", total.strip())
assert list(csv.reader(said.splitlines()))[1:] == [
    ["甲", "True", "201", "2001-03-01", "95.6"],
    ["乙", "False", "202", "2001-04-01", "100"],
]
assert total.strip() == "None"
PY
