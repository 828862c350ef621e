#!/usr/bin/env bash
# Babel: amounts in zh_CN are rounded half to even, against Excel and Chinese accounts; and misplaced separators pass.
# 
# Exact decimals too: 12.345 元 is printed ¥12.34 where ROUND gives 12.35. parse_decimal takes 1,23,4.5 for 1234.5
# unless it is told to be strict, so that two figures that ran together become one amount.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install Babel==2.19.0
cd "$place"
env/bin/python - <<'PY'
from decimal import Decimal
from importlib.metadata import version

from babel.numbers import NumberFormatError, format_currency, format_decimal, parse_decimal

amounts = [Decimal("12.345"), Decimal("12.355"), Decimal("0.125")]
printed = [format_currency(amount, "CNY", locale="zh_CN") for amount in amounts]
halves = [format_decimal(Decimal(half), format="0", locale="zh_CN") for half in ("0.5", "1.5", "2.5")]
loose = parse_decimal("1,23,4.5", locale="zh_CN")
try:
    strict = parse_decimal("1,23,4.5", locale="zh_CN", strict=True)
except NumberFormatError:
    strict = None
print("Babel", version("Babel"), printed, halves, loose, strict)
assert printed == ["¥12.34", "¥12.36", "¥0.12"] and halves == ["0", "2", "2"]
assert loose == Decimal("1234.5") and strict is None
PY
