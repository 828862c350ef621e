#!/usr/bin/env bash
# ocdsmerge: releases are put in order by the text of their dates, so that with two offsets the older value wins.
#
# 2020-12-16 at 01:00 in Beijing is 2020-12-15 at 17:00 in UTC, an hour before 18:00 in UTC. The amendment of 18:00
# comes later and is lost: the compiled contract has the amount from before it. All releases are valid, and so is what
# is compiled.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install ocdsmerge==0.8.0
cd "$place"
env/bin/python - <<'PY'
from datetime import datetime
from importlib.metadata import version

from ocdsmerge import Merger

schema = {
    "type": "object",
    "properties": {
        "date": {"type": "string", "omitWhenMerged": True},
        "id": {"type": "string", "omitWhenMerged": True},
        "tag": {"type": "array", "items": {"type": "string"}, "omitWhenMerged": True},
        "ocid": {"type": "string"},
        "contracts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "value": {"type": "object", "properties": {"amount": {"type": "number"}}},
                },
            },
        },
    },
}


def release(number, date, amount):
    return {
        "ocid": "ocds-000000-1",
        "id": number,
        "date": date,
        "tag": ["contract"],
        "contracts": [{"id": "1", "value": {"amount": amount}}],
    }


signed, amended = "2020-12-16T01:00:00+08:00", "2020-12-15T18:00:00+00:00"
assert datetime.fromisoformat(signed) < datetime.fromisoformat(amended)
made = Merger(schema).create_compiled_release([release("1", signed, 442900), release("2", amended, 402900)])
print("ocdsmerge", version("ocdsmerge"))
print("compiled", made["date"], made["contracts"])
assert made["contracts"][0]["value"]["amount"] == 442900, "the amendment is the later one"
PY
