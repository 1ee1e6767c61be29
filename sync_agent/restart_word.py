"""Pass on to the programs of a device that they are to start anew; decide nothing.

The agent lays a word down in the device's folder; each program remembers which one
was there when it began, and ends when there is another. Its manager starts it again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar, Literal

from programme.document import Document
from programme.enrolment import Restart, Restarted
from programme.errors import ContractError
from sync_agent.disk import replace_file
from sync_agent.layout import Layout

_LOOK_EVERY_S = 0.5


class RestartWord(Document):
    """Be the last order that reached this device."""

    kind_name: ClassVar[str] = "重启的命令"

    format: Literal["mingbai.restart/1"] = "mingbai.restart/1"
    order: Restart


def lay_down(root: Path, order: Restart) -> None:
    """Let the programs of this device know.

    Raises:
        DiskRefused: The disk refused; nobody starts anew.
    """
    replace_file(Layout(root).restart, RestartWord(order=order).canonical())


def laid_down(root: Path) -> Restart | None:
    """Return the last order; None where there was none, or it is not readable."""
    try:
        return RestartWord.parse(Layout(root).restart.read_bytes()).order
    except (OSError, ContractError):
        return None


class RestartWatch:
    """Say once whether this program is to start anew; made when it begins."""

    def __init__(self, root: Path, *, of: Restarted) -> None:
        self._root = root
        self._of = of
        self._known = self._id()

    def asked(self) -> bool:
        """Say whether an order came since this program began."""
        found = laid_down(self._root)
        if found is None or found.id == self._known:
            return False
        self._known = found.id
        return self._of is Restarted.BROWSER or found.what is Restarted.PROGRAMS

    def _id(self) -> str | None:
        found = laid_down(self._root)
        return found.id if found else None


@contextmanager
def leaving_at_restart(
    root: Path, *, of: Restarted, leave: Callable[[], None]
) -> Iterator[None]:
    """Call `leave` once an order to start anew comes during the block."""
    watch, over = RestartWatch(root, of=of), Event()

    def look() -> None:
        while not over.wait(_LOOK_EVERY_S):
            if watch.asked():
                leave()

    looking = Thread(target=look, name="restart", daemon=True)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
