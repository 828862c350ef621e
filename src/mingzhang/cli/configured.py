"""The settings file of a folder tells the commands that check what they are not told themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

NAME = "mingzhang.toml"
_OPTION = "--config"


def configured(parser: argparse.ArgumentParser, given: list[str]) -> None:
    """Let ``--config`` or the file of that name in this folder say what is usual for the commands below.

    What is given on the command line comes first; rules to be left out are added to those given there.
    Raises :class:`~mingzhang.readers.limits.UnreadableError` on a bad file.

    >>> from mingzhang.cli import build_parser
    >>> configured(build_parser(), ["check", "决算.pdf"])
    """
    if not given or not any(
        _OPTION in command._option_string_actions for command in _named(parser, given[0])
    ):
        return
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    asked.add_argument(_OPTION)
    chosen = asked.parse_known_args(given)[0].config
    path = Path(chosen or NAME)
    if not chosen and not path.is_file():
        return
    from mingzhang.work.configuration import read_configuration

    found = read_configuration(path)
    usual = {"place": found.place, "year": found.year, "waivers": found.waivers or None}
    usual |= {"severity": found.severity.value if found.severity else None}
    for command in _named(parser, given[0]):
        command.set_defaults(**{name: value for name, value in usual.items() if value is not None})
        command.set_defaults(off=list(found.off))


def _named(parser: argparse.ArgumentParser, name: str) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and name in action.choices:
            yield action.choices[name]
