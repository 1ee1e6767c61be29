"""Bring a folder to hold exactly the files of the public site; it decides none.

Only what changed is written, each file whole or not at all. What has to go is gone
before anything new is put there, and is looked for on the disk, not in a list that
might be lost: a page whose time is up stays nowhere (REQ-22).
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publishing.errors import NotThere
from publishing.feeds.site import Site
from publishing.release.disk import Disk, is_staged, write_all

FOLDERS: Final = ("board", "d", "files", "numbers", "r", "u")
"""Folders that belong to the product alone; whatever else lies beside stays."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Be what one writing changed."""

    files: int
    """How many files the site has."""
    changed: int
    removed: int


def write_site(
    folder: Path, site: Site, *, disk: Disk, picture: Callable[[str], bytes]
) -> Written:
    """Bring a folder to the state of a site.

    Args:
        folder: Where the site lies.
        site: Its files.
        disk: Writes and removes.
        picture: Gives the bytes of a picture by its SHA-256.

    Raises:
        OSError: The disk refused; what was written so far is whole, and what has to
            close is closed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {*site.pages, *site.pictures}
    gone = [path for path in _own_files(folder) if _name(folder, path) not in wanted]
    for path in gone:
        disk.remove(path)
    for place in {path.parent for path in gone}:
        disk.settle(place)
    changed = {
        folder / name: data
        for name, data in sorted(site.pages.items())
        if not _holds(folder / name, data)
    }
    closing = {path for path in changed if _name(folder, path) in site.closing}
    try:
        write_all(disk, ((path, changed[path]) for path in sorted(closing)))
        shown = _show(folder, site, disk, picture)
        rest = (path for path in changed if path not in closing)
        write_all(disk, ((path, changed[path]) for path in rest))
    except OSError:
        if closing:
            _take_back(changed, disk)
        raise
    return Written(files=len(wanted), changed=len(changed) + shown, removed=len(gone))


def _show(folder: Path, site: Site, disk: Disk, picture: Callable[[str], bytes]) -> int:
    """Write the pictures that are not there yet: no page may name one before it is."""
    done = 0
    for name, sha256 in sorted(site.pictures.items()):
        if (folder / name).exists():
            continue
        try:
            data = picture(sha256)
        except NotThere as error:
            # Its words are on the page; nothing else waits for it.
            _log.error("public site lacks %s: %s", name, error)
            continue
        write_all(disk, [(folder / name, data)])
        done += 1
    return done


def _take_back(changed: Mapping[Path, bytes], disk: Disk) -> None:
    """Remove what could not be written anew, because something had to close.

    A full disk must not keep a page, or a list that names it, in the public's eyes.
    """
    for path, data in changed.items():
        if not _holds(path, data):
            disk.remove(path)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _own_files(folder: Path) -> Iterator[Path]:
    """Yield the files that are the product's, and what a broken write left."""
    for name in FOLDERS:
        yield from (path for path in (folder / name).rglob("*") if not path.is_dir())
    for path in folder.iterdir():
        feed = path.name in {"index.xml", "index.json"}
        if not path.is_dir() and (feed or is_staged(path)):
            yield path


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
