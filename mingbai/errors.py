"""Name what can go wrong before a subcommand runs; print nothing.

CommandError
├── UnknownCommandError   the person typed a name that does not exist
└── MissingExtraError     the installation lacks the half that was asked for
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import ClassVar


class CommandError(Exception):
    """Be the root of what keeps a subcommand from starting."""

    exit_code: ClassVar[int] = 1


class UnknownCommandError(CommandError):
    """Say that there is no such subcommand and which one may be meant."""

    exit_code: ClassVar[int] = 2

    def __init__(self, name: str, *, known: Iterable[str]) -> None:
        self.name = name
        self.meant = tuple(get_close_matches(name, list(known), n=1))
        hint = f"是不是要用 mingbai {self.meant[0]}？" if self.meant else ""
        super().__init__(
            f"没有 {name} 这个命令。{hint}运行 mingbai --help 可以看到全部命令。"
        )


class MissingExtraError(CommandError):
    """Say which extra of this project must be installed for a subcommand."""

    exit_code: ClassVar[int] = 69

    def __init__(
        self, name: str, *, extras: Sequence[str], distributions: Sequence[str]
    ) -> None:
        self.name = name
        self.extras = tuple(extras)
        self.distributions = tuple(distributions)
        wanted = ",".join(extras)
        super().__init__(
            f"命令 {name} 需要组件 {wanted}，本机还缺 {'、'.join(distributions)}。"
            f"请运行：pip install 'mingbai[{wanted}]'"
        )
