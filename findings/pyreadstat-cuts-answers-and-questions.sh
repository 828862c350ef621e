#!/usr/bin/env bash
# pyreadstat: in a .sav file an answer ends at its 40th Chinese character and a question at its 85th, without a word.
#
# Two answers that share their first forty characters are the same answer afterwards, and a question of a hundred
# characters has lost what it asks. Writing neither warns nor fails; the limits are those of the format, in bytes.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install pyreadstat==1.3.7 pandas==3.1.1
cd "$place"
env/bin/python -W error - <<'PY'
from importlib.metadata import version

import pandas
import pyreadstat

same = "社区卫生服务中心的家庭医生在过去一年里主动上门或者打电话了解过家中老人的健康状况并且"
answers = {1.0: same[:40] + "都答复了", 2.0: same[:40] + "没有答复"}
asked = "请您回想过去十二个月里的情况，" * 6 + "对街道的办事速度是否满意"
pyreadstat.write_sav(
    pandas.DataFrame({"q1": [1.0, 2.0]}), "a.sav", column_labels=[asked], variable_value_labels={"q1": answers}
)
frame, known = pyreadstat.read_sav("a.sav", apply_value_formats=True)
print("pyreadstat", version("pyreadstat"), known.variable_value_labels, known.column_labels, frame.q1.tolist())
assert len(asked) > 85 and known.column_labels == [asked[:85]]
assert known.variable_value_labels["q1"] == {1.0: same[:40], 2.0: same[:40]}
assert frame.q1[0] == frame.q1[1]
PY
