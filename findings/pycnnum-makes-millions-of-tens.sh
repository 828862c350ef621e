#!/usr/bin/env bash
# pycnnum: 五百六十万 is read as 50,600,000, nine times over; and its own words do not come back as they went out.
#
# Where 十 stands before 万, the hundreds and thousands before it count ten times, where 百 does, a hundred times.
# 二百零三万 is right, so it depends on the digits. 一点五万 is 1.5, 二〇二四 is 4. No error, no warning.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pycnnum==2.1.1
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

from pycnnum import cn2num, num2cn

amounts = [1_200_000, 5_600_000, 10_500_000, 23_000_000, 2_030_000]
back = {num2cn(amount): cn2num(num2cn(amount)) for amount in amounts}
others = [cn2num(text) for text in ("一点五万", "二〇二四")]
print("pycnnum", version("pycnnum"), back, "| 一点五万, 二〇二四:", others)
assert list(back) == ["一百二十万", "五百六十万", "一千零五十万", "二千三百万", "二百零三万"]
assert list(back.values()) == [10_200_000, 50_600_000, 100_500_000, 2_003_000_000, 2_030_000]
assert others == [1.5, 4]
PY
