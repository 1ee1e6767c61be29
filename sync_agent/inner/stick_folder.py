"""Write the folder of a stick: each file whole, once, and only where there is room."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.refusal_words import words_of
from config.sticks import read_plain
from programme.document import Sha256
from programme.stick import back_folder, is_batch, is_part
from sync_agent.disk import DiskRefused, replace_file
from sync_agent.inner.stick_desk import StickUnwritable, unwritable

_SPARE_BYTES = 2 * 1024 * 1024
"""Of the stick; so much stays free."""
_ELSEWHERE = "里面有一个文件夹指到别处去了"
_log = logging.getLogger(__name__)


def own_folder(stick: Path, key: Sha256) -> Path:
    """Return the folder of a stick that a device writes; no link leads out of it.

    Else who prepares a stick could have files written and removed on the device.

    Raises:
        StickUnwritable: It leads elsewhere, or cannot be looked at.
    """
    relative = back_folder(key)
    folder = stick / relative
    with _refusals():
        if folder.resolve() != stick.resolve() / relative:
            raise StickUnwritable(_ELSEWHERE)
    return folder


def put(path: Path, data: bytes) -> None:
    """Write a file of the stick, unless it is there already.

    Raises:
        StickUnwritable: The stick refused.
    """
    with _refusals():
        try:
            if read_plain(path, len(data)) == data:
                return
        except OSError:
            # Not there, or torn by a stick that was pulled out: it is written anew.
            _log.debug("%s is written", path.name)
        replace_file(path, data)


def fits(path: Path, data: bytes) -> bool:
    """Say whether the stick has room for a file.

    Raises:
        StickUnwritable: The stick refused.
    """
    with _refusals():
        if path.is_file():
            return True
        return shutil.disk_usage(path.parent).free >= len(data) + _SPARE_BYTES


def tidy(folder: Path, written: set[str]) -> None:
    """Remove what the centre has by now, and what a stick that was pulled out left.

    Raises:
        StickUnwritable: The stick refused.
    """
    with _refusals():
        for path in folder.iterdir():
            ours = is_batch(path.name) or is_part(path.name) or path.suffix == ".new"
            if ours and path.name not in written:
                path.unlink(missing_ok=True)


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell the stick's refusals apart from those of the device's own disk.

    Raises:
        StickUnwritable: The stick refused.
    """
    try:
        yield
    except DiskRefused as error:
        raise unwritable(error) from error
    except OSError as error:
        raise StickUnwritable(words_of(error)) from error
