"""Excel number formats: what a stored value looks like in its cell.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31.  Amounts stay exact: the stored decimal string is never turned
into a binary float; fifteen significant digits are kept, as Excel does, so 0.30000000000000004 is 0.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from functools import lru_cache

from mingzhang.readers.spreadsheet.date_format import Tokens, date_text

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_EMPTY = {"0": "0", "?": " ", "#": ""}  # what a placeholder prints where there is no digit
_GENERAL_WIDTH = 11  # characters that the General format gives a number
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<pad>[_*].)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General|G/通用格式)|(?P<clock>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|"
    r"(?P<date>y+|m+|d+|h+|s+|a{3,4}|b{2,4}|e+)|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = re.compile(r"[-−－–(（△▲负]")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_ACCOUNTING = '_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
BUILT_IN: dict[int, str] = {  # the formats every Excel knows by number, as the Chinese edition shows them
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: _ACCOUNTING.format("", ""),
    42: _ACCOUNTING.format("", "").replace("* ", "¥* "), 43: _ACCOUNTING.format(".00", "??"),
    44: _ACCOUNTING.format(".00", "??").replace("* ", "¥* "), 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """A format that is filled digit by digit; placeholders with the index of their token."""

    before: list[tuple[int, str]]  # of the whole part, from right to left
    after: list[tuple[int, str]]
    point: int
    grouped: bool
    scale: int  # powers of ten by which the value is shown larger
    printed: list[str]  # what each token prints, empty for placeholders


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format: for positive, negative, zero and text values."""

    tokens: Tokens
    condition: tuple[str, Decimal] | None
    is_date: bool
    layout: _Layout | None

    def count(self, kind: str, text: str) -> int:
        return sum(token == (kind, text) for token in self.tokens)

    def accepts(self, value: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, bound = self.condition
        order = (value > bound) - (value < bound)
        return {"<": order < 0, ">": order > 0, "=": not order, "<>": bool(order)}.get(
            sign, order <= 0 if sign == "<=" else order >= 0
        )


def number(stored: str) -> Decimal | None:
    """A stored number with fifteen digits; ``None`` for what no cell can hold, such as NaN or 1e999999999.

    >>> number("12.50"), number("NaN"), number("1e999999999")
    (Decimal('12.50'), None, None)
    """
    try:
        value = _FIFTEEN.create_decimal(stored.strip())
    except DecimalException:
        return None
    return value if value.is_finite() and -300 < value.adjusted() < 300 else None


def shown(stored: str, code: str, date1904: bool = False) -> str:
    """The text a cell shows for a stored number under a format code; the stored text where it is no number.

    >>> shown("1234.5", "#,##0.00"), shown("2940.0499999999997", "0.00"), shown("0.1648", "0.00%")
    ('1,234.50', '2940.05', '16.48%')
    >>> shown("-3", "#,##0;(#,##0)"), shown("0", '0.00;-0.00;"-"'), shown("45657", "yyyy/m/d")
    ('(3)', '-', '2024/12/31')

    A format that shows a negative number by its colour only hides the sign; the store decides.

    >>> shown("-3.25", "0.00;[Red]0.00")
    '-3.25'
    """
    value = number(stored)
    if value is None:
        return stored.strip()
    section, sign = _section_for(value, _sections(code))
    if section is None:
        return ""
    if section.is_date:
        return date_text(value, section.tokens, _literal, date1904).strip()
    return signed((sign + _number(abs(value), section)).strip(), stored)


def signed(text: str, stored: str) -> str:
    """The text a cell shows, with the minus of the stored number where the format shows none.

    >>> signed("3.25", "-3.25"), signed("(3.25)", "-3.25"), signed("0.00", "-0.001")
    ('-3.25', '(3.25)', '0.00')
    """
    hidden = stored.lstrip().startswith("-") and re.search(r"[1-9]", text) and not _SIGN.search(text)
    return f"-{text}" if hidden else text


def exact(stored: str, code: str) -> str:
    """The number behind a cell with fifteen digits, whatever is shown of it; empty for dates and percentages.

    >>> exact("0.30000000000000004", "0.0"), exact("1234.567", "#,##0.00"), exact("45657", "yyyy/m/d")
    ('0.3', '1234.567', '')
    """
    value, sections = number(stored), _sections(code)
    if value is None or sections[0].is_date:
        return ""
    return "" if any(section.count("mark", "%") for section in sections) else f"{value.normalize():f}"


def shown_text(text: str, code: str) -> str:
    """The text a cell shows for stored text: only a section with ``@`` can add to it or hide it.

    >>> shown_text("甲", "0.00"), shown_text("甲", '0;0;0;@"级"'), shown_text("甲", ";;;")
    ('甲', '甲级', '')
    """
    sections = _sections(code)
    last = sections[-1]
    if len(sections) < 4 and not last.count("mark", "@"):
        return text
    return "".join(text if token == ("mark", "@") else _literal(*token) for token in last.tokens)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format code (at most four), each with its condition and layout."""
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for found in _TOKEN.finditer(code or "General"):
        kind = str(found.lastgroup)
        text = found[kind]
        condition = _CONDITION.fullmatch(text) if kind == "bracket" else None
        if (kind, text) == ("other", ";"):
            parts.append([])
            conditions.append(None)
        elif condition:
            conditions[-1] = condition[1], Decimal(condition[2])
        else:
            parts[-1].append((kind, text))
    return tuple(
        _Section(
            tuple(tokens), condition, any(_is_date_token(*token) for token in tokens), _layout(tuple(tokens))
        )
        for tokens, condition in zip(parts[:4], conditions, strict=False)
    )


def _is_date_token(kind: str, text: str) -> bool:
    return kind in ("date", "clock") or (kind == "bracket" and _ELAPSED.fullmatch(text) is not None)


def _section_for(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, str]:
    """The section that formats a number, and the minus sign where the section does not replace it."""
    minus = "-" if value < 0 else ""
    if any(section.condition for section in sections):
        chosen = next((section for section in sections[:3] if section.accepts(value)), None)
        return chosen, minus
    if len(sections) == 1:
        return sections[0], minus
    if value < 0:
        return sections[1], ""
    return (sections[2] if not value and len(sections) > 2 else sections[0]), ""


def _literal(kind: str, text: str) -> str:
    """What a token prints that is no placeholder."""
    if kind == "bracket":  # [$¥-804] is a currency; [Red], [DBNum1] print nothing
        return text[1:].partition("-")[0] if text.startswith("$") else ""
    return {"pad": " "}.get(kind, text)


def general(value: Decimal) -> str:
    """A number without a format: all digits of a whole number, fractions cut to eleven characters.

    >>> general(Decimal("1234.5")), general(Decimal("0.333333333333333")), general(Decimal("20"))
    ('1234.5', '0.333333333', '20')
    """
    room = max(0, _GENERAL_WIDTH - 1 - max(1, value.adjusted() + 1))
    if value.as_tuple().exponent != 0:
        value = value.quantize(Decimal(1).scaleb(-room), context=_WIDE)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Decimal, section: _Section) -> str:
    if section.layout is not None:
        return _filled(value, section.layout)
    tokens, whole = section.tokens, general(value)
    if any(kind == "power" for kind, _ in tokens) or section.count("mark", "/"):
        return whole  # powers and fractions do not occur with amounts
    return "".join(
        whole if token[0] == "general" or token == ("mark", "@") else _literal(*token) for token in tokens
    )


def _layout(tokens: Tokens) -> _Layout | None:
    """Where the digits go; ``None`` for formats that are not filled digit by digit."""
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    others = {"general", "power"} & {kind for kind, _ in tokens}
    if not places or others or {("mark", "@"), ("mark", "/")} & set(tokens):
        return None
    point = next((i for i, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    before = [(i, tokens[i][1]) for i in places if i < point]
    commas = [i for i, token in enumerate(tokens) if token == ("mark", ",")]
    last = before[-1][0] if before else places[-1]
    return _Layout(
        before[::-1],
        [(i, tokens[i][1]) for i in places if i > point],
        point,
        any(i < last for i in commas),
        2 * tokens.count(("mark", "%")) - 3 * sum(i > last for i in commas),
        [
            "" if kind == "digit" or (kind, text) == ("mark", ",") else _literal(kind, text)
            for kind, text in tokens
        ],
    )


def _filled(value: Decimal, layout: _Layout) -> str:
    """Digits put into the placeholders, from the decimal point to both sides."""
    value = value.scaleb(layout.scale, context=_WIDE)
    text = f"{value.quantize(Decimal(1).scaleb(-len(layout.after)), context=_WIDE):f}"
    whole, _, fraction = text.partition(".")
    printed = list(layout.printed)
    if layout.before:
        _fill_whole(printed, whole.lstrip("0"), layout)
    elif whole != "0":
        printed[layout.point] = f"{whole}."
    silent = True  # zeros at the end are printed only by the placeholder 0
    for (i, mark), digit in reversed(list(zip(layout.after, fraction, strict=True))):
        silent = silent and digit == "0" and mark != "0"
        printed[i] = _EMPTY[mark] if silent else digit
    return "".join(printed)


def _fill_whole(printed: list[str], digits: str, layout: _Layout) -> None:
    """The whole part from right to left; digits without a placeholder stand before the first one."""
    first = layout.before[-1][0]
    marks = iter(layout.before)
    for count in range(max(len(digits), len(layout.before))):
        i, mark = next(marks, (first, "#"))
        digit = digits[-1 - count] if count < len(digits) else _EMPTY[mark]
        comma = "," if layout.grouped and count and count % 3 == 0 and digit.strip() else ""
        printed[i] = digit + comma + printed[i]
