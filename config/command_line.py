"""Say on the command line what was found, or why it was refused; decide neither."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from config.settings import ProgramSettings, SettingsError, read_settings
from config.terminal import echo, echo_text

Found = tuple[dict[str, object], str]
"""The same answer twice: for programs, and in words for people."""

SettingsT = TypeVar("SettingsT", bound=ProgramSettings)


def say(
    answer: Callable[[], Found],
    *,
    refusals: tuple[type[Exception], ...],
    as_json: bool,
) -> None:
    """Print the answer, or what is wrong with the question.

    Args:
        answer: Looks for it.
        refusals: What it may raise of the question; each has a `code`.
        as_json: For programs; a refusal is a typed error on stdout, then.

    Raises:
        Exit: With code 1, where there is no answer.
    """
    try:
        data, words = answer()
    except refusals as error:
        if as_json:
            code = getattr(error, "code", type(error).__name__)
            refusal = {"code": code, "message": str(error)}
            echo(json.dumps({"error": refusal}, ensure_ascii=False))
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    echo_text(json.dumps(data, ensure_ascii=False) if as_json else words)


def settings_of(kind: type[SettingsT], file: Path) -> SettingsT:
    """Return the settings of a file.

    Raises:
        Exit: With code 2, where they are wrong; all mistakes were printed.
    """
    try:
        return read_settings(kind, files=[file])
    except SettingsError as error:
        echo_text(str(error), err=True)
        raise typer.Exit(2) from error
