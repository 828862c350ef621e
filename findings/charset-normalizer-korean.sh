#!/usr/bin/env bash
# charset-normalizer: a short table in GBK, as offices export it, is taken for Korean and decoded without a word.
# 
# What comes out is wrong text, not an error, so nothing downstream notices. Longer texts are told right.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install charset-normalizer==3.5.3
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

from charset_normalizer import from_bytes

short = "单位,金额\n财政局,12.35\n"
long = "某市财政局2024年度部门决算公开表\n单位：万元\n"
found = {text: from_bytes(text.encode("gbk")).best() for text in (short, long)}
print("charset-normalizer", version("charset-normalizer"))
for text, best in found.items():
    print(repr(text), "->", best.encoding, repr(str(best)))
assert found[short].encoding == "cp949" and str(found[short]) != short
assert str(found[long]) == long
PY
