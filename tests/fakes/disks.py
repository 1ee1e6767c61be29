"""Stand in for the disk of a release: stop, tear or refuse at a chosen step."""

import errno
from pathlib import Path

from publishing.release.disk import RealDisk


class Killed(BaseException):
    """Be the end of the process: nothing after it may run as if all were well."""


class StoppingDisk(RealDisk):
    """Write truly, but stop before the step of this number, counted from 0.

    A staged file that is stopped is left half written.
    """

    def __init__(self, stop_at: int) -> None:
        self.steps = 0
        self.stop_at = stop_at

    def stage(self, path: Path, data: bytes) -> Path:
        if self.steps == self.stop_at:
            super().stage(path, data[: len(data) // 2])
        self._step()
        return super().stage(path, data)

    def put(self, staged: Path, path: Path) -> None:
        self._step()
        super().put(staged, path)

    def settle(self, folder: Path) -> None:
        self._step()
        super().settle(folder)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)

    def _step(self) -> None:
        if self.steps == self.stop_at:
            raise Killed
        self.steps += 1


class FullDisk(RealDisk):
    """Have no room left, while it is told to be full."""

    def __init__(self) -> None:
        self.full = True

    def stage(self, path: Path, data: bytes) -> Path:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return super().stage(path, data)
