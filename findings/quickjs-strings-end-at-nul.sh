#!/usr/bin/env bash
# quickjs (the Python package): a string comes back cut at its first NUL; and there is no Intl, so that zh-CN neither
# groups digits nor sorts by sound.
# 
# The length inside the engine is right, so a script that checks its own result sees nothing. toLocaleString with a
# locale is accepted and does nothing; localeCompare compares code points (朝阳 before 重庆 before 长宁).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install quickjs==1.19.4
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import quickjs

engine = quickjs.Context()
name = engine.eval(r'"某市\u0000财政局"')
length = engine.eval(r'"某市\u0000财政局".length')
grouped = engine.eval('(1234567.5).toLocaleString("zh-CN")')
order = engine.eval('["重庆", "长宁", "朝阳"].sort((a, b) => a.localeCompare(b, "zh")).join()')
print("quickjs", version("quickjs"))
print(repr(name), "of", length, "characters |", grouped, "|", order, "| Intl:", engine.eval("typeof Intl"))
assert (name, length) == ("某市", 6)
assert grouped == "1234567.5" and order == "朝阳,重庆,长宁" and engine.eval("typeof Intl") == "undefined"
PY
