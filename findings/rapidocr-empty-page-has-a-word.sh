#!/usr/bin/env bash
# rapidocr: of a page on which nothing is written `word_results` is no empty list but one empty word, read with 100 %.
#
# Texts and boxes are None, so that a page of a batch looks as if a word had been read with full confidence; and the
# empty word stands where otherwise a line of words does, so that a loop over lines and their words fails on it. The
# empty back of a sheet is the usual page of a scanned batch.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install rapidocr==3.10.0 onnxruntime==1.32.0
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import numpy as np
from PIL import Image, ImageDraw
from rapidocr import RapidOCR

engine = RapidOCR(params={"Global.log_level": "error"})
blank = Image.new("RGB", (600, 200), "white")
written = blank.copy()
ImageDraw.Draw(written).text((40, 60), "583.10", fill="black", font_size=60)
print("rapidocr", version("rapidocr"))
seen = {}
for name, page in (("blank", blank), ("written", written)):
    found = engine(np.asarray(page), return_word_box=True)
    seen[name] = found
    print(name, "texts", found.txts, "words", [str(each)[:60] for each in found.word_results])
assert seen["blank"].txts is None and seen["blank"].boxes is None
assert seen["blank"].word_results == (("", 1.0, None),)
assert isinstance(seen["written"].word_results[0][0], tuple), "elsewhere a line is made of words"
PY
