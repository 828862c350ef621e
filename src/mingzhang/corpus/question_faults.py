"""What is wrong with a question: what duckdb says in English, told in one Chinese sentence."""

from __future__ import annotations

import re

from mingzhang.corpus.schema import table_kinds

_NEAR = re.compile(r'at or near "([^"]*)"|at end of input')
_LITERALS = re.compile(r"""'[^']*'|"[^"]*"|--[^\n]*""")
_WIDE = re.compile("[，；。（）‘’“”＝＞＜＊]")  # what a Chinese keyboard writes in the place of marks of SQL
_COLUMNS = "运行 mingzhang ask 文件库 列出各表的列"
_TOLD = [
    (r'Table with name "?([^\s"!]+)"? does not exist', "没有名为“{0}”的表，可以查的表是 {tables}"),
    (r'Referenced table "([^"]+)" not found', "查询里没有名为“{0}”的表"),
    (r'Referenced column "([^"]+)" (?:was )?not found', f"没有名为“{{0}}”的列，{_COLUMNS}"),
    (r'does not have a column named "([^"]+)"', f"没有名为“{{0}}”的列，{_COLUMNS}"),
    (r"Cannot extract field '([^']*)' from expression", f"没有名为“{{0}}”的列，{_COLUMNS}"),
    (r"Function with name \"?([^\s\"!]+)\"? (?:does not exist|not found)", "没有名为“{0}”的函数"),
    (r"Function \"([^\"]+)\" is a table function", "函数“{0}”只能写在 FROM 后面"),
    (
        r"""(?:argument types '|function call ")([^('"]+)\(([^)]*)\)""",
        "“{0}”不能用于这样的值（{1}），请先用 CAST 转换",
    ),
    (
        r'column "([^"]+)" must appear in the GROUP BY',
        "列“{0}”既没有写进 GROUP BY，也没有用 sum、count 等汇总",
    ),
    (r"(WHERE|GROUP BY) clause cannot contain aggregates", "{0} 里不能汇总，汇总之后的条件请写在 HAVING 里"),
    (r"(WHERE|HAVING) clause cannot contain window", "{0} 里不能用窗口函数，请写在 QUALIFY 里"),
    (r'Ambiguous reference to column name "([^"]+)"', "几张表都有列“{0}”，请写明是哪张表的，例如 文件.{0}"),
    (r"""Could not convert string ['"](.*?)['"] to (\w+)""", "“{0}”不能转换成 {1}"),
    (r'(?:date|time|timestamp).* out of range: "([^"]*)"', "“{0}”不是日期"),
    (r"Overflow in ", "数太大，算不下；相乘、相加之前请用 CAST 减少位数，例如 CAST(值 AS DECIMAL(18,2))"),
    (r"More than one row returned by a subquery", "括号里的查询给出了几行，这里只能是一行"),
    (r"Set operations can only apply", "UNION 前后两句的列数不同"),
    (r"Values were not provided", "查询里有没有给出的参数（?）"),
    (r"Permission Error|file system operations are disabled", "查询只看得到文件库里的表，不能读写其他文件"),
]
_TELL = [(re.compile(pattern), sentence) for pattern, sentence in _TOLD]


def told(problem: str, question: str = "", memory: str = "") -> str:
    """What duckdb says of a question that had so much ``memory``, in one Chinese sentence.

    >>> told('Parser Error: syntax error at or near "FORM"')
    '查询写得不对：“FORM”附近有误。'
    >>> told('Parser Error: syntax error at or near "，"', "SELECT 单位，年度 FROM 文件")
    '查询写得不对：“，”附近有误。查询里有全角的“，”，请改用半角。'
    """
    first = problem.partition("\n")[0].strip()
    wide = "".join(dict.fromkeys(_WIDE.findall(_LITERALS.sub("", question))))
    return f"{_sentence(first, memory)}。" + (f"查询里有全角的“{wide}”，请改用半角。" if wide else "")


def _sentence(first: str, memory: str) -> str:
    if first.startswith("Parser Error"):
        near = _NEAR.search(first)
        return "查询写得不对：" + (f"“{near[1]}”附近有误" if near and near[1] else "没有写完")
    if first.startswith("Out of Memory"):
        return f"查询要用的内存超过 {memory}，请缩小范围，少列几列，或先汇总再排序"
    for pattern, sentence in _TELL:
        if found := pattern.search(first):
            return sentence.format(*found.groups(), tables=_tables())
    return f"查询没能执行，数据库的说法是“{(first.partition(': ')[2] or first).rstrip('.!')}”"


def _tables() -> str:
    return "、".join(f"{kind.name}（{kind.title}）" for kind in table_kinds().values())
