"""Give a disk of a few megabytes, and fill it; for root alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_ROOT = "" if os.geteuid() == 0 else "not run: mounting a small disk needs root"


@contextmanager
def small_disk(
    folder: Path, *, megabytes: int, read_only: bool = False
) -> Iterator[Path]:
    """Give a folder that is a disk of its own."""
    folder.mkdir()
    mount = shutil.which("mount") or "mount"
    umount = shutil.which("umount") or "umount"
    size = f"size={megabytes}m{',ro' if read_only else ''}"
    subprocess.run(  # noqa: S603 - fixed words
        [mount, "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run([umount, "-l", str(folder)], check=True)  # noqa: S603 - its own


def fill(folder: Path, *, leaving: int = 0) -> Path:
    """Take the disk's space but for so many bytes."""
    ballast = folder / "ballast"
    size = shutil.disk_usage(folder).free - leaving
    with ballast.open("wb", buffering=0) as file:
        written = 0
        while written < size:
            try:
                written += file.write(b"\1" * min(65_536, size - written))
            except OSError:
                break
    return ballast
