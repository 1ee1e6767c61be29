import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from typer import Typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from mingbai.loader import absent_distributions, discover, load
from mingbai.subcommands import SHORTCUTS, SUBCOMMANDS

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"\bmingbai((?: +(?:--)?[a-z][a-z-]*)+)")
HAN = re.compile(r"[一-鿿]")


def commands_of(name: str) -> list[TyperGroup | TyperCommand]:
    program = load(name, entries=discover(), absent=absent_distributions)
    assert isinstance(program, Typer)
    found = get_command(program)
    assert isinstance(found, TyperGroup | TyperCommand)
    inner = found.commands.values() if isinstance(found, TyperGroup) else ()
    return [found, *(each for each in inner if isinstance(each, TyperCommand))]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_help_speaks_to_people_and_not_to_programmers(name: str) -> None:
    texts = [command.help or "" for command in commands_of(name)]

    assert all(HAN.search(text) for text in texts)
    assert not any("Raises" in text for text in texts)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [
        (command.name, option.name, getattr(option, "help", None))
        for command in commands_of(name)
        for option in command.params
        if isinstance(option, TyperOption)
    ]

    assert [each for each in options if not HAN.search(each[2] or "")] == []


@cache
def told() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every command that a text of the product names, with where it stands."""
    files = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("script/*")]
    for folder in ("config", "kiosk", "media", "publishing", "signage", "sync_agent"):
        files += ROOT.glob(f"{folder}/**/*.py")
    files += ROOT.glob("config/**/*.service")
    return tuple(
        (file.relative_to(ROOT).as_posix(), tuple(words.split()))
        for file in files
        for words in NAMED.findall(file.read_text(encoding="utf-8"))
    )


def refused(command: TyperGroup | TyperCommand, words: Sequence[str]) -> list[str]:
    """Return the words behind a command that it would not understand."""
    rest = list(words)
    while rest and isinstance(command, TyperGroup) and not rest[0].startswith("-"):
        inner = command.commands.get(rest[0])
        if not isinstance(inner, TyperGroup | TyperCommand):
            return rest[:1]
        command, rest = inner, rest[1:]
    known = {"--help", *(each for one in command.params for each in one.opts)}
    return [word for word in rest if word.startswith("-") and word not in known]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_what_people_are_told_to_run_is_there(name: str) -> None:
    short = {key for key, one in SHORTCUTS.items() if one.command == name}
    direct = [(where, words[1:]) for where, words in told() if words[0] == name]
    shortened = [each for each in told() if each[1][0] in short]

    command = commands_of(name)[0]

    assert [one for one in (*direct, *shortened) if refused(command, one[1])] == []


def test_the_texts_name_every_command() -> None:
    assert {words[0] for _, words in told()} >= {*SUBCOMMANDS, *SHORTCUTS}
