"""Print what a command of keys was refused, and end it."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from config.refusal_words import words_of
from config.settings import SettingsError
from config.terminal import echo, echo_text
from publishing.errors import PublishingError
from publishing.release.errors import ReleaseError

_REFUSALS = (ReleaseError, SettingsError, PublishingError)


@contextmanager
def refusals() -> Iterator[None]:
    """Print what was refused, and end with code 1.

    Raises:
        Exit: Something was refused.
    """
    try:
        yield
    except FileExistsError as error:
        echo(f"{error.filename} 已经存在，没有改动。请换一个文件名。", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        where = error.filename or "磁盘"
        echo(f"{where} 读不出或写不进（{words_of(error)}），没有做成。", err=True)
        raise typer.Exit(1) from error
    except _REFUSALS as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
