#!/usr/bin/env bash
# htmldate: a date printed as 2025年9月1日 becomes 1 January of its year, without a sign that it was not read.
#
# The same page with 2025-09-01 or 2025/09/01 gives the day.  Only the year of the Chinese form is found, and month and
# day are filled up: every page of a Chinese office that has no date in its meta lines is dated New Year's Day, and
# sorts before all others of its year.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install htmldate==1.11.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

from htmldate import find_date

FORMS = ("2025-09-01", "2025/09/01", "2025年09月01日", "2025年9月1日 10:00", "2025年12月31日")
TEXT = "昨夜大雨，东路与西路交口积水约三十厘米，排水队赶到现场，两小时后排除。"


def page(printed: str) -> str:
    said = f"<h1>道路积水排除</h1><p>发布日期：{printed}</p><p>{TEXT}</p>"
    return f"<html><head><title>道路积水排除</title></head><body>{said}</body></html>"


found = {form: find_date(page(form)) for form in FORMS}
print("htmldate", version("htmldate"), found)
assert [found[form] for form in FORMS[:2]] == ["2025-09-01"] * 2
assert [found[form] for form in FORMS[2:]] == ["2025-01-01"] * 3
PY
