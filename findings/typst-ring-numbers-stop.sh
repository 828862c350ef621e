#!/usr/bin/env bash
# typst: ① counts to 50 and then goes on as plain 51, without a word; and the same 1.005 has two roundings.
# 
# A list of notes under a long table changes its numbers midway. calc.round(1.005, digits: 2) is 1.0 (and prints as 1),
# of decimal("1.005") it is 1.01: amounts must be decimals, and be made from text.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install typst==0.15.2
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import typst


def value(expression):
    with open("a.typ", "w", encoding="utf-8") as file:
        file.write(f"#metadata({expression}) <it>")
    return typst.query("a.typ", "<it>", field="value", one=True).strip('"')


rings = [value(f'numbering("①", {number})') for number in (20, 21, 50, 51)]
binary, exact = (value(f"str(calc.round({n}, digits: 2))") for n in ("1.005", 'decimal("1.005")'))
print("typst", version("typst"), rings, binary, exact)
assert rings == ["⑳", "㉑", "㊿", "51"]
assert (binary, exact) == ("1", "1.01")
PY
