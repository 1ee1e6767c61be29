"""Yield the photos of paper boards as files of a folder; it chooses no record."""

from collections.abc import Iterable, Iterator

from publishing.carriers.presences import Presence
from publishing.files import FileStore


def photos_of(
    presences: Iterable[Presence], files: FileStore
) -> Iterator[tuple[str, bytes]]:
    """Yield each photo under a name that says since when it hung, and what was done."""
    for one in presences:
        for word, sha256 in (("张贴", one.posted_photo), ("取下", one.removed_photo)):
            if sha256:
                name = f"照片 {one.from_on.isoformat()} {word} {sha256[:8]}.webp"
                yield name, files.get(sha256)
