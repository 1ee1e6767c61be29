"""Print words on a terminal so that none of them can steer it; it decides no words."""

import typer

from programme.plain_line import plain


def echo(line: str = "", *, err: bool = False) -> None:
    """Print one line, whatever is in it."""
    typer.echo(plain(line), err=err)  # noqa: TID251 - here it is made plain


def echo_text(text: str, *, err: bool = False) -> None:
    """Print text whose line breaks are its own."""
    for line in text.split("\n"):
        echo(line, err=err)
