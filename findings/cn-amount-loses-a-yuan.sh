#!/usr/bin/env bash
# cn-amount: in words 0.57 万元 turned into 元 is 伍仟陆佰玖拾玖元整, one short; and a negative amount is 零元整.
#
# The part before the point is cut and the part behind it is rounded, so a carry gets lost: 99.999 is 玖拾玖元整, and
# 0.57 * 10000 (5699.999999999999) lacks a whole yuan. Of the amounts 0.00 to 999.99 万元 some five in a hundred do.
# A refund of 12.35 is
# written 叁角伍分: the sign is lost and the yuan with it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install cn-amount==0.0.5
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

from cn_amount import CNAmount

words = CNAmount().amount_to_chinese
short = [cent for cent in range(100_000) if words(cent / 100 * 10_000) != words(cent * 100)]
said = {amount: words(amount) for amount in (0.57 * 10_000, 99.999, sum([0.1] * 10), -100, -12.35)}
print("cn-amount", version("cn-amount"), said, "|", len(short), "of 100000 amounts in 万元 are a yuan short")
assert list(said.values()) == ["伍仟陆佰玖拾玖元整", "玖拾玖元整", "零元整", "零元整", "叁角伍分"] and len(short) > 5_000
PY
