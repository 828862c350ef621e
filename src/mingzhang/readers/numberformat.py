"""Excel number formats: what a stored value looks like in its cell.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31.  Amounts stay exact: the stored decimal string is never turned
into a binary float; fifteen significant digits are kept, as Excel does, so 0.30000000000000004 is 0.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from mingzhang.readers.calendarformat import date_text

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11  # characters that the General format gives a number
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<pad>[_*].)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General|G/通用格式)|(?P<clock>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|"
    r"(?P<date>y+|m+|d+|h+|s+|a{3,4}|b{2,4}|e+)|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
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
class _Section:
    """One of the up to four parts of a format: for positive, negative, zero and text values."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_date: bool

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


def shown(stored: str, code: str, date1904: bool = False) -> str:
    """The text a cell shows for a stored number under a format code; the stored text where it is no number.

    >>> shown("1234.5", "#,##0.00"), shown("2940.0499999999997", "0.00"), shown("0.1648", "0.00%")
    ('1,234.50', '2940.05', '16.48%')
    >>> shown("-3", "#,##0;(#,##0)"), shown("0", '0.00;-0.00;"-"'), shown("45657", "yyyy/m/d")
    ('(3)', '-', '2024/12/31')
    """
    try:
        value = _FIFTEEN.create_decimal(stored.strip())
    except InvalidOperation:
        return stored.strip()
    if not value.is_finite() or not -300 < value.adjusted() < 300:
        return stored.strip()
    section, sign = _section_for(value, _sections(code))
    if section is None:
        return ""
    if section.is_date:
        return date_text(value, section.tokens, _literal, date1904).strip()
    return (sign + _number(abs(value), section)).strip()


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
        _Section(tuple(tokens), condition, any(_is_date_token(*token) for token in tokens))
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
    tokens = section.tokens
    if any(kind == "general" for kind, _ in tokens):
        return "".join(general(value) if token[0] == "general" else _literal(*token) for token in tokens)
    if section.count("mark", "@"):
        return "".join(general(value) if token == ("mark", "@") else _literal(*token) for token in tokens)
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    if any(kind == "power" for kind, _ in tokens) or (("mark", "/") in tokens and places):
        return general(value)  # powers and fractions do not occur with amounts
    if not places:
        return "".join(_literal(*token) for token in tokens)
    return _filled(value, section, places)


def _filled(value: Decimal, section: _Section, places: list[int]) -> str:
    """Digits put into the placeholders, from the decimal point to both sides."""
    tokens = section.tokens
    point = next((i for i, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    before = [i for i in places if i < point]
    after = [i for i in places if i > point]
    commas = [i for i, token in enumerate(tokens) if token == ("mark", ",")]
    last = max(before, default=places[-1])
    grouped = any(i < last for i in commas)
    thousands = sum(i > last for i in commas)
    value = value.scaleb(2 * section.count("mark", "%") - 3 * thousands, context=_WIDE)
    text = f"{value.quantize(Decimal(1).scaleb(-len(after)), context=_WIDE):f}"
    whole, _, fraction = text.partition(".")
    filled = _whole_part(whole, before, tokens, grouped) | _fraction_part(fraction, after, tokens)
    if not before and whole != "0":
        filled[point] = whole + "."
    return "".join(
        filled.get(i, "" if token in (("mark", ","), ("mark", "@")) else _literal(*token))
        for i, token in enumerate(tokens)
    )


def _whole_part(
    whole: str, places: list[int], tokens: tuple[tuple[str, str], ...], grouped: bool
) -> dict[int, str]:
    digits = list(whole.lstrip("0"))
    filled: dict[int, str] = {}
    count = 0
    for i in reversed(places):
        digit = digits.pop() if digits else {"0": "0", "?": " "}.get(tokens[i][1], "")
        filled[i] = digit + ("," if grouped and count and count % 3 == 0 and digit.strip() else "")
        count += 1
    while digits and places:
        comma = "," if grouped and count % 3 == 0 else ""
        filled[places[0]] = digits.pop() + comma + filled[places[0]]
        count += 1
    return filled


def _fraction_part(fraction: str, places: list[int], tokens: tuple[tuple[str, str], ...]) -> dict[int, str]:
    filled: dict[int, str] = {}
    silent = True  # zeros at the end are printed only by the placeholder 0
    for i, digit in reversed(list(zip(places, fraction, strict=True))):
        silent = silent and digit == "0" and tokens[i][1] != "0"
        filled[i] = {"?": " "}.get(tokens[i][1], "") if silent else digit
    return filled
