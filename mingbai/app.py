"""Run the command `mingbai`: pick the subcommand asked for; do no work itself.

Only the module of the subcommand that was asked for is imported, so that
`mingbai --help` answers at once and a device never loads the centre's half.
"""

import atexit
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from typing import TextIO

from mingbai.errors import CommandError
from mingbai.loader import DISTRIBUTION, Entry, absent_distributions, discover, load
from mingbai.subcommands import SHORTCUTS, SUBCOMMANDS, UNDESCRIBED

_HEAD = """\
用法：mingbai 命令 [参数…]

明白：一处发布，各处公开；公示到期，有据可查；办事找谁，一问便知。

命令：
"""
_TAIL = """
mingbai 命令 --help   看一个命令怎么用
mingbai --version     看版本
"""


def main() -> None:
    """Run the subcommand that the command line names and exit with its code.

    Modules stay as long as the program runs: looking for garbage among the centre's
    600,000 objects would cost a third of its start and all of its end.
    """
    gc.disable()
    atexit.register(gc.freeze)
    code = run(
        sys.argv[1:],
        entries=discover(),
        out=sys.stdout,
        err=sys.stderr,
        on_loaded=_collect_from_here,
    )
    sys.exit(code)


def _collect_from_here() -> None:
    gc.freeze()
    gc.enable()


def run(
    arguments: Sequence[str],
    *,
    entries: Mapping[str, Entry],
    out: TextIO,
    err: TextIO,
    on_loaded: Callable[[], None],
) -> int:
    """Answer these arguments and return the exit code.

    A subcommand ends the process with its own exit code. `on_loaded` is called
    between its import and its start.
    """
    if not arguments:
        err.write(usage(entries))
        return 2
    name, *rest = arguments
    if name in {"--help", "-h"}:
        out.write(usage(entries))
        return 0
    if name == "--version":
        out.write(f"mingbai {metadata.version(DISTRIBUTION)}\n")
        return 0
    if name in SHORTCUTS and name not in entries:
        name, rest = SHORTCUTS[name].command, [name, *rest]
    return _start(name, rest, entries=entries, err=err, on_loaded=on_loaded)


def usage(entries: Mapping[str, Entry]) -> str:
    """Return the help text: one line for each subcommand, described ones first."""
    described = [name for name in SUBCOMMANDS if name in entries]
    names = [*described, *sorted(set(entries) - set(described))]
    purposes = {name: SUBCOMMANDS.get(name, UNDESCRIBED).purpose for name in names}
    purposes |= {
        name: short.purpose
        for name, short in SHORTCUTS.items()
        if short.command in entries and name not in entries
    }
    width = max(map(len, purposes), default=0)
    lines = [f"  {name:<{width}}  {told}\n" for name, told in purposes.items()]
    return "".join([_HEAD, *lines, _TAIL])


def _start(
    name: str,
    rest: Sequence[str],
    *,
    entries: Mapping[str, Entry],
    err: TextIO,
    on_loaded: Callable[[], None],
) -> int:
    try:
        program = load(name, entries=entries, absent=absent_distributions)
    except CommandError as error:
        err.write(f"{error}\n")
        return error.exit_code
    on_loaded()
    program(args=list(rest), prog_name=f"mingbai {name}")
    return 0
