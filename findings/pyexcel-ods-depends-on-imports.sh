#!/usr/bin/env bash
# pyexcel-ods and pyexcel-ods3: which rows an .ods file has depends on which of the two was imported first.
#
# Both names then answer alike. With pyexcel-ods3 first (and with pyexcel-ods alone) the second of two equal rows,
# which the file writes once with a count, is lost, and so is the place that a merged heading covers: the headings
# right of it move left. The other way round both read all. A sum over the file changes with the order of two lines.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pyexcel-ods==0.6.0 pyexcel-ods3==0.6.1
cd "$place"
env/bin/python - <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P


def cell(value, **more):
    kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
    made = TableCell(**kind, **more)
    made.addElement(P(text=str(value)))
    return made


sheet = Table(name="支出")
for cells, times in (
    ([cell("单位", numbercolumnsspanned=2), CoveredTableCell(), cell("决算数")], 1),
    ([cell("甲局"), cell("本级"), cell(12.35)], 2),
    ([cell("乙局"), cell("本级"), cell(7.5)], 1),
):
    row = TableRow(numberrowsrepeated=times)
    for each in cells:
        row.addElement(each)
    sheet.addElement(row)
document = OpenDocumentSpreadsheet()
document.spreadsheet.addElement(sheet)
document.save("a.ods")

CODE = "import json, {0}, {1}; print(json.dumps([list(m.get_data('a.ods').values())[0] for m in ({0}, {1})]))"
read = {}
for order in (("pyexcel_ods", "pyexcel_ods3"), ("pyexcel_ods3", "pyexcel_ods")):
    said = subprocess.run([sys.executable, "-c", CODE.format(*order)], capture_output=True, text=True, check=True)
    read[order[0]] = json.loads(said.stdout)
    print(order[0], version(order[0]), "imported first:", read[order[0]])
whole = [["单位", "", "决算数"], ["甲局", "本级", 12.35], ["甲局", "本级", 12.35], ["乙局", "本级", 7.5]]
short = [["单位", "决算数"], ["甲局", "本级", 12.35], ["乙局", "本级", 7.5]]
assert read == {"pyexcel_ods": [whole, whole], "pyexcel_ods3": [short, short]}
PY
