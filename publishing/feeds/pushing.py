"""Hand the public site on by a command of the county's own; it writes no file.

The command gets the folder as its last word. No shell reads it, and nothing that people
type at the desk is part of it.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from config.refusal_words import words_of

MOST_S = 300
_MOST_SAID = 300

Push = Callable[[Path], None]
"""Hand a folder on, or raise `PushFailed`."""


class PushFailed(Exception):
    """Say why the county's own command did not do its work."""

    def __init__(self, command: str, reason: str) -> None:
        self.command = command
        super().__init__(f"命令 {command} 没有做成：{reason}")


def pusher(command: Sequence[str], *, most_s: float = MOST_S) -> Push | None:
    """Return what hands the site on; None where there is no command."""
    if not command:
        return None

    def push(folder: Path) -> None:
        try:
            done = subprocess.run(  # noqa: S603 - the operator's own setting, no shell
                [*command, str(folder)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=most_s,
                check=False,
            )
        except OSError as error:
            raise PushFailed(command[0], words_of(error)) from error
        except subprocess.TimeoutExpired as error:
            raise PushFailed(command[0], f"{most_s:.0f} 秒没有做完") from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()[-_MOST_SAID:]
            raise PushFailed(command[0], said or f"返回 {done.returncode}")

    return push
