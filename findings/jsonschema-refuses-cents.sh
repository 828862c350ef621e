#!/usr/bin/env bash
# jsonschema: "multipleOf": 0.01, the way to ask for at most two decimals, refuses 0.07, 0.29 and 11,424 more amounts.
#
# Of the 100,000 amounts from 0.00 to 999.99 eleven in a hundred are said to be no multiple of 0.01; data that were
# correct are sent back, and which ones cannot be guessed. jsonschema-rs and fastjsonschema accept all of them and
# refuse a third decimal. Numbers read as Decimal, which would be exact, are a TypeError.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install jsonschema==4.26.0 jsonschema-rs==0.61.2 fastjsonschema==2.22.3
cd "$place"
env/bin/python - <<'PY'
import json
from decimal import Decimal
from importlib.metadata import version

import fastjsonschema
import jsonschema
import jsonschema_rs

schema = {"type": "number", "multipleOf": 0.01}
compiled = fastjsonschema.compile(schema)


def fast(amount):
    try:
        compiled(amount)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


checks = {
    "jsonschema": jsonschema.Draft202012Validator(schema).is_valid,
    "jsonschema-rs": jsonschema_rs.validator_for(schema).is_valid,
    "fastjsonschema": fast,
}
amounts = [json.loads(f"{cent // 100}.{cent % 100:02}") for cent in range(100_000)]
refused = {name: [amount for amount in amounts if not check(amount)] for name, check in checks.items()}
for name, each in refused.items():
    print(name, version(name), "refuses", len(each), each[:6], "| accepts 12.345:", checks[name](12.345))
assert refused["jsonschema"][:4] == [0.07, 0.14, 0.28, 0.29] and len(refused["jsonschema"]) == 11_426
assert not refused["jsonschema-rs"] and not refused["fastjsonschema"] and not any(c(12.345) for c in checks.values())
try:
    checks["jsonschema"](Decimal("0.07"))
except TypeError as refusal:
    print("with Decimal:", refusal)
else:
    raise AssertionError("a Decimal was compared")
PY
