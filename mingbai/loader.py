"""Find subcommands by entry point and load the one asked for; run none.

A command whose extra is not installed is told apart from a command with a bug:
only when the import of a foreign module failed *and* the extra's packages are
really absent is the extra said to be missing. Every other error goes through.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from typing import Protocol, cast

from mingbai.errors import MissingExtraError, UnknownCommandError
from mingbai.subcommands import SUBCOMMANDS, UNDESCRIBED

GROUP = "mingbai.commands"
DISTRIBUTION = "mingbai"
OWN_PACKAGES = frozenset(
    {
        "config",
        "demo",
        "directory",
        "kiosk",
        "look",
        "media",
        "mingbai",
        "programme",
        "publishing",
        "signage",
        "sync_agent",
    }
)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


class Program(Protocol):
    """What a subcommand's entry point names: a Typer app or the like."""

    def __call__(self, *, args: Sequence[str], prog_name: str) -> object:
        """Run with these arguments under this name."""


class Entry(Protocol):
    """The part of an entry point that the loader uses."""

    def load(self) -> object:
        """Import the module and return the object that the entry point names."""


def discover() -> Mapping[str, Entry]:
    """Return the entry points of all installed subcommands by name."""
    return {entry.name: entry for entry in metadata.entry_points(group=GROUP)}


def absent_distributions(extras: Sequence[str]) -> tuple[str, ...]:
    """Return the packages that these extras require and that are not installed."""
    return absent_among(metadata.requires(DISTRIBUTION) or (), extras=extras)


def absent_among(
    requirements: Iterable[str], *, extras: Sequence[str]
) -> tuple[str, ...]:
    """Return the packages that these requirements list for the extras but lack."""
    return tuple(
        name
        for name, extra in map(_parsed, requirements)
        if extra in extras and not _is_installed(name)
    )


def load(
    name: str,
    *,
    entries: Mapping[str, Entry],
    absent: Callable[[Sequence[str]], Sequence[str]],
) -> Program:
    """Import the subcommand of this name and return its program.

    Raises:
        UnknownCommandError: No entry point has this name.
        MissingExtraError: Its module needs an extra that is not installed.
        ModuleNotFoundError: Its module has a bug.
    """
    if name not in entries:
        raise UnknownCommandError(name, known=entries)
    try:
        return cast("Program", entries[name].load())
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in OWN_PACKAGES:
            raise
        extras = SUBCOMMANDS.get(name, UNDESCRIBED).extras
        distributions = absent(extras)
        if not distributions:
            raise
        raise MissingExtraError(
            name, extras=extras, distributions=distributions
        ) from error


def _parsed(requirement: str) -> tuple[str, str]:
    """Return a requirement's package name and the extra that it belongs to."""
    wanted, _, marker = requirement.partition(";")
    name = _NAME.match(wanted.strip())
    extra = _EXTRA.search(marker)
    return name[0] if name else "", extra[1] if extra else ""


def _is_installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
