import re

import pytest
from typer import Typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from mingbai.loader import absent_distributions, discover, load
from mingbai.subcommands import SUBCOMMANDS

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
