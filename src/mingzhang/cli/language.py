"""The language of the command line's own words: Chinese, or English where it is asked for.

Findings, and what is said of a document, are Chinese always.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from functools import cache

from mingzhang.facts.environment import LANGUAGE

SWITCH = "--english"
_chosen = {"english": False}  # one process speaks one language


def choose(argv: Sequence[str]) -> list[str]:
    """Choose the language by the switch or the environment; the arguments without the switch."""
    _chosen["english"] = SWITCH in argv or os.environ.get(LANGUAGE, "").lower().startswith("en")
    return [argument for argument in argv if argument != SWITCH]


def english() -> bool:
    """Whether English was asked for."""
    return _chosen["english"]


def said(text: str, **known: object) -> str:
    """A sentence of the command line in the language chosen, its gaps filled.

    >>> said("已写出：{path}", path="a.html")
    '已写出：a.html'
    """
    words = catalogue().get(text, text) if english() else text
    return words.format(**known) if known else words


@cache
def catalogue() -> dict[str, str]:
    """What the command line says, Chinese to English."""
    import tomllib  # most runs need neither
    from importlib import resources

    text = resources.files("mingzhang.cli").joinpath("english.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)["words"]
    return words


def translate(parser: argparse.ArgumentParser) -> None:
    """Put a parser and all commands below it into the language chosen."""
    if not english():
        return
    for name in ("description", "epilog"):
        if text := getattr(parser, name):
            setattr(parser, name, said(text))
    for action in parser._actions:
        action.help = said(action.help) if action.help else action.help
        action.metavar = said(action.metavar) if isinstance(action.metavar, str) else action.metavar
        if isinstance(action, argparse._SubParsersAction):
            for entry in action._choices_actions:
                entry.help = said(entry.help or "")
            for command in action.choices.values():
                translate(command)
