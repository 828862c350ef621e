#!/usr/bin/env bash
# petl: (12.35), as accountants write minus 12.35, becomes the complex number 12.35+0j: positive, no error.
#
# convertnumbers and numparser try int, float and then complex, and Python's complex takes brackets. The sum of the
# column is a complex number with the wrong real part; `strict` changes nothing. 1_000 and nan are numbers too.
# The manual says that complex is tried, not what it does to brackets.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install petl==1.7.30
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import petl

table = [["款项", "决算数"], ["基本支出", "20.00"], ["退回", "(12.35)"]]
numbers = petl.convertnumbers(table)
read = list(petl.values(numbers, "决算数"))
total = sum(read)
strict = petl.numparser(strict=True)("(12.35)")
print("petl", version("petl"), read, "| sum:", total, "| strict:", strict)
assert read == [20.0, 12.35 + 0j] and isinstance(read[1], complex)
assert total.real == 32.35 and strict == 12.35 + 0j
PY
