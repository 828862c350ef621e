"""Arguments of the command line: told in Chinese, with a guess where a word is nearly one we know."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, NoReturn

from mingzhang.cli.language import english, said

WRONG = 2  # exit code of a command that is written wrongly
_CHINESE = {  # what argparse asks gettext for
    "usage: ": "用法：",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "the following arguments are required: %s": "缺少%s",
    "invalid %(type)s value: %(value)r": "应为数字，不是“%(value)s”",
    "expected one argument": "后面缺少内容",
    "expected at least one argument": "后面缺少内容",
    "expected at most one argument": "后面只能写一项",
    "ignored explicit argument %r": "后面不带内容，多了 %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "not allowed with argument %s": "不能与 %s 一起用",
    "one of the arguments %s is required": "要写 %s 之一",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
}


@contextmanager
def _worded() -> Iterator[None]:
    """Let argparse ask our catalogue instead of gettext's, which goes by the machine's language."""
    asked = vars(argparse)["_"]
    if not english():
        vars(argparse)["_"] = lambda text: _CHINESE.get(text, text)
    try:
        yield
    finally:
        vars(argparse)["_"] = asked


class Parser(argparse.ArgumentParser):
    """argparse in Chinese: headings, help and what it says when a command is written wrongly.

    >>> Parser("明账").format_usage()
    '用法：明账 [-h]\\n'
    """

    def __init__(self, prog: str | None = None, **settings: Any) -> None:
        with _worded():
            super().__init__(prog, **settings)

    def format_usage(self) -> str:
        """The usage line."""
        with _worded():
            return super().format_usage()

    def format_help(self) -> str:
        """The whole help."""
        with _worded():
            return super().format_help()

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """The arguments, and those that are none of ours."""
        with _worded():
            return super().parse_known_args(args, namespace)

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """The arguments; what is none of ours ends the program, with the option that may have been meant."""
        known, unknown = self.parse_known_args(args, namespace)
        command = self._command(known)
        several = [action.dest for action in command._positionals._group_actions if action.nargs == "+"]
        if several and all(word == "-" or not word.startswith("-") for word in unknown):
            getattr(known, several[0]).extend(unknown)  # argparse lets no option stand between the files
            unknown = []
        if unknown:
            option = unknown[0].partition("=")[0]
            own = [name for action in command._actions for name in action.option_strings]
            what = said("不认识{words}", words=" ".join(unknown))
            command.error(what + (_guess(option, own) if option.startswith("-") else ""))
        return known

    def _command(self, known: argparse.Namespace) -> argparse.ArgumentParser:
        """The parser of the command that was given."""
        parser: argparse.ArgumentParser = self
        while True:
            below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
            chosen = getattr(known, below[0].dest, None) if below else None
            if chosen is None:
                return parser
            parser = below[0].choices[chosen]

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse what is none of the choices, with the one that may have been meant."""
        if action.choices is not None and value not in action.choices:
            choices = list(map(str, action.choices))
            text = said(
                "没有“{value}”{guess}可选：{choices}",
                value=value,
                guess=_guess(str(value), choices) or said("，"),
                choices="、".join(choices),
            )
            raise argparse.ArgumentError(action, text)

    def error(self, message: str) -> NoReturn:
        """One sentence and how the command is used; exit code 2."""
        self.exit(WRONG, said("命令写得不对：{message}", message=message) + f"\n{self.format_usage()}")


def _guess(word: str, known: Iterable[str]) -> str:
    """A question after the known word that looks most like this one, if any does."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return said("，是不是 {word}？", word=near[0]) if near else ""
