"""Arguments of the command line, told in Chinese."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

WRONG = 2  # exit code of a command that is written wrongly
# What argparse says, in the order of the sentences it builds.
_SAID = (
    (r"^argument (\S+): ", r"\1 "),
    (r"the following arguments are required: ", "缺少"),
    (r"unrecognized arguments: ", "不认识"),
    (r"invalid choice: '?([^'(]*)'? \(choose from (.*)\)", r"没有“\1”，可选：\2"),
    (r"invalid \w+ value: '(.*)'", r"应为数字，不是“\1”"),
    (r"expected (?:one argument|at least one argument)", "后面缺少内容"),
)


class Parser(argparse.ArgumentParser):
    """argparse in Chinese: headings, help and what it says when a command is written wrongly.

    >>> Parser("明账").format_usage()
    '用法： 明账 [-h]\\n'
    """

    def __init__(self, prog: str | None = None, **settings: Any) -> None:
        super().__init__(prog, add_help=False, **settings)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        """The usage line, in Chinese."""
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        """The whole help, in Chinese."""
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """One Chinese sentence and how the command is used; exit code 2."""
        for english, chinese in _SAID:
            message = re.sub(english, chinese, message)
        self.exit(WRONG, f"命令写得不对：{message}\n{self.format_usage()}")
