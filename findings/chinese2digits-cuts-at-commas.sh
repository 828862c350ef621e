#!/usr/bin/env bash
# chinese2digits: 2,304.56万元 becomes 2,3045600元: an amount is cut at its commas.
#
# 万 counts for the last piece only, so the text that comes back looks like one amount, and the list holds two.
# 1,234,567.89 is 1, 234 and 567.89. Without commas it is right. 五六万元 (fifty or sixty thousand) is 560,000.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install chinese2digits==6.0.2
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

from chinese2digits.chinese2digits import takeNumberFromString

texts = ["2304.56万元", "2,304.56万元", "1,234,567.89元", "五六万元"]
taken = {text: takeNumberFromString(text) for text in texts}
print("chinese2digits", version("chinese2digits"))
for text, result in taken.items():
    print(text, "->", result["replacedText"], result["digitsStringList"])
assert [result["replacedText"] for result in taken.values()] == [
    "23045600元", "2,3045600元", "1,234,567.89元", "560000元",
]
assert taken["2,304.56万元"]["digitsStringList"] == ["2", "3045600"]
assert taken["1,234,567.89元"]["digitsStringList"] == ["1", "234", "567.89"]
PY
