"""Completion of commands, options and their choices in the shells: ``mingzhang completion bash``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from mingzhang.cli.shared import OK, Commands

SHELLS = ("bash", "zsh", "fish")
_BASH = """_mingzhang() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" path="" known part
  for part in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$path $part" in
      {paths}) path="$path $part" ;;
    esac
  done
  case "$path|$before" in
{choices}
  esac
  case "$path" in
{options}
  esac
  if [[ -n "$known" && ( "$word" == -* || "$known" != -* ) ]]; then
    COMPREPLY=($(compgen -W "$known" -- "$word"))
  fi
}}
complete -o default -F _mingzhang mingzhang
"""
_ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"


def add(commands: Commands) -> None:
    """Add the command of this module."""
    completion = commands.add_parser(
        "completion",
        help="写出命令补全脚本，供终端使用",
        description="写出命令补全脚本：命令、选项和选项的取值可按 Tab 键补全。",
        epilog="例：mingzhang completion bash > ~/.local/share/bash-completion/completions/mingzhang\n    "
        "mingzhang completion fish > ~/.config/fish/completions/mingzhang.fish",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    completion.add_argument("shell", choices=SHELLS, metavar="终端", help="bash、zsh 或 fish")
    completion.set_defaults(run=_complete)


def _complete(args: argparse.Namespace) -> int:
    from mingzhang.cli import build_parser

    print(script(build_parser(), args.shell), end="")
    return OK


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The completion of one shell, to be evaluated or saved where it looks for such scripts.

    >>> "complete -o default -F _mingzhang mingzhang" in script(argparse.ArgumentParser(), "bash")
    True
    """
    if shell == "fish":
        return "\n".join(_fish(parser, ())) + "\n"
    commands = list(_commands(parser, ()))
    text = _BASH.format(
        paths="|".join(f'"{_key(path)}"' for path, _ in commands if path) or '" "',
        choices="\n".join(_bash_choices(commands)),
        options="\n".join(
            f'    "{_key(path)}") known="{" ".join(_words(one))}" ;;' for path, one in commands
        ),
    )
    return (_ZSH if shell == "zsh" else "") + text


def _key(path: tuple[str, ...]) -> str:
    return "".join(f" {name}" for name in path)


def _commands(
    parser: argparse.ArgumentParser, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """A parser and all commands below it, each with the words that lead to it."""
    yield path, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _commands(command, (*path, name))


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The words that may come next: the commands below, or the options."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for action in below or parser._actions:
        yield from action.choices if below else action.option_strings  # type: ignore[misc]


def _bash_choices(
    commands: list[tuple[tuple[str, ...], argparse.ArgumentParser]],
) -> Iterator[str]:
    for path, parser in commands:
        for action in parser._actions:
            if action.choices and action.option_strings:
                names = "|".join(f'"{_key(path)}|{name}"' for name in action.option_strings)
                offer = f'COMPREPLY=($(compgen -W "{" ".join(action.choices)}" -- "$word"))'
                yield f"    {names}) {offer}; return ;;"


def _fish(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[str]:
    """The lines of fish for a parser and the commands below it."""
    seen = " ".join(path)
    when = f"__fish_seen_subcommand_from {path[-1]}" if path else "__fish_use_subcommand"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for entry in action._choices_actions:
                yield f"complete -c mingzhang -n '{when}' -f -a {entry.dest} -d '{entry.help}'"
            for name, command in action.choices.items():
                yield from _fish(command, (*path, name))
        for option in action.option_strings if path else ():
            kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            values = f" -x -a '{' '.join(action.choices)}'" if action.choices else ""
            yield f"complete -c mingzhang -n '{when}' {kind}{values} -d '{_plain(action.help)}'  # {seen}"


def _plain(text: str | None) -> str:
    return (text or "").replace("'", "").replace("%(default)s", "")
