#!/usr/bin/env bash
# DuckDB: an amount in a text column that differs from the stored one is called equal: '12.354' = 12.35 is true.
#
# The text is turned into the other side's type, DECIMAL(18,2) or INTEGER, and rounded on the way; the same number not
# as text is not equal. Whoever compares figures read from a document (text) with those of a table, or joins on them,
# is told that all agree. That text is cast is documented; the rounding has to be thought of. MEDIAN of a decimal
# column is cut to the column's decimals as well, while AVG is not.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip --quiet --disable-pip-version-check install duckdb==2.0.1
cd "$place"
env/bin/python - <<'PY'
from importlib.metadata import version

import duckdb

base = duckdb.connect()
base.execute("create table printed (item varchar, amount varchar)")
base.execute("create table stored (item varchar, amount decimal(18, 2), whole integer)")
base.execute("insert into printed values ('基本支出', '12.354')")
base.execute("insert into stored values ('基本支出', 12.35, 12), ('项目支出', 12.38, 12)")
joined = base.sql("select p.amount, s.amount from printed p join stored s on p.amount = s.amount").fetchall()
same = base.sql("select amount = '12.354', whole = '12.4', amount = 12.354, whole = 12.4 from stored").fetchall()[0]
middle = base.sql("select median(amount)::varchar, avg(amount)::varchar from stored").fetchall()[0]
print("duckdb", version("duckdb"), "| joined:", joined, "| as text, as numbers:", same, "| median, mean:", middle)
assert [(text, str(amount)) for text, amount in joined] == [("12.354", "12.35")]
assert same == (True, True, False, False) and middle == ("12.36", "12.365")
PY
