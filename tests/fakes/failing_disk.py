"""Give an ext4 disk that turns read-only under its files, as a failing one does.

The kernel is told of an error on the file system, which was mounted to turn read-only
then: what is open stays open, and every write fails.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TOOLS = ("mkfs.ext4", "mount", "umount", "e2fsck")


def cannot_fail_disks() -> str:
    """Return why such a disk cannot be given here; empty where it can."""
    if os.geteuid() != 0:
        return "not run: mounting a disk needs root"
    missing = [name for name in _TOOLS if shutil.which(name) is None]
    if missing:
        return f"not run: {', '.join(missing)} is not on this machine"
    if not Path("/dev/loop-control").exists() or not Path("/sys/fs/ext4").exists():
        return "not run: this machine has no loop devices with ext4"
    return ""


@dataclass(frozen=True, slots=True)
class FailingDisk:
    """Be the disk, mounted on a folder."""

    image: Path
    folder: Path

    def turn_read_only(self) -> None:
        """Let the kernel find an error."""
        device = self.folder.stat().st_dev
        name = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
        (Path("/sys/fs/ext4") / name.name / "trigger_fs_error").write_text("broken\n")

    def come_back(self) -> None:
        """Check the disk and mount it anew, as a start of the machine does."""
        _run("umount", str(self.folder))
        _run("e2fsck", "-f", "-y", str(self.image), bad=1)
        self.mount()

    def mount(self) -> None:
        """Mount it."""
        options = "loop,errors=remount-ro"
        _run("mount", "-o", options, str(self.image), str(self.folder))


@contextmanager
def failing_disk(folder: Path, *, megabytes: int) -> Iterator[FailingDisk]:
    """Give a folder that is such a disk."""
    disk = FailingDisk(folder.with_suffix(".img"), folder)
    folder.mkdir()
    with disk.image.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    _run("mkfs.ext4", "-q", str(disk.image))
    disk.mount()
    try:
        yield disk
    finally:
        _run("umount", "-l", str(folder))


def _run(name: str, *words: str, bad: int = 0) -> None:
    """Run a tool; a code up to `bad` is as good as none."""
    command = [shutil.which(name) or name, *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
    assert done.returncode <= bad, done.stderr
