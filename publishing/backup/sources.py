"""Say which of a county's files go into a backup; copy none.

What can be made again is left out: drawn pages, public pages, sessions of pages.
"""

from collections.abc import Iterator
from pathlib import Path

from publishing.release.reading import METADATA

KEYS_FOLDER = "keys"
HOLDERS_FOLDER = "holders"
REPOSITORY = "repository"
FOLDERS = (REPOSITORY, "files", "captures", "calendars", HOLDERS_FOLDER)
"""What lies in a county's folder beside its database and its keys."""
_UNFINISHED = (".new-", ".part-")
_FIRST = f"{REPOSITORY}/{METADATA}/timestamp.json"


def files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a county and their paths below its folder.

    The repository's timestamp comes first: whatever it leads to was there before it, so
    that a publication in the middle of a backup does not tear the copy.
    """
    first = folder / _FIRST
    if first.is_file():
        yield first, _FIRST
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            told = path.relative_to(folder).as_posix()
            if told != _FIRST and path.is_file() and _is_finished(path):
                yield path, told


def keys_of(folder: Path) -> dict[str, bytes]:
    """Return the everyday keys and certificates of a county by their file names.

    Raises:
        OSError: One cannot be read.
    """
    found = sorted((folder / KEYS_FOLDER).glob("*"))
    return {path.name: path.read_bytes() for path in found if path.is_file()}


def _is_finished(path: Path) -> bool:
    return not path.name.startswith(_UNFINISHED)
