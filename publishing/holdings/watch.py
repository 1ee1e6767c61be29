"""Look at the centre's holdings a part an hour; mend, and note what cannot be mended.

One byte that a disk turned would have every device refuse the release that names the
file; one file that is gone, too.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from zlib import crc32

from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.errors import PublishingError
from publishing.files import FileStore
from publishing.holdings import rows
from publishing.holdings.kept import (
    chains,
    damaged_on_desk,
    missing_on_desk,
    missing_records,
)
from publishing.holdings.lack import Kind, Lack
from publishing.holdings.mending import Mender
from publishing.holdings.released import Released
from publishing.release.errors import ReleaseError
from publishing.release.reading import RepositoryFolder

PARTS = 256
"""Files and devices are looked at in so many parts, by the beginning of names."""
_AN_HOUR = 11
"""Parts that are looked at in an hour: all in a day. A day's 24 hours do not divide
them, so a centre that runs in office hours alone comes to each as well."""
_PUBLISHED = frozenset({Kind.ASSET, Kind.TARGET})
_log = logging.getLogger(__name__)


def parts_at(now: datetime) -> frozenset[int]:
    """Return the parts of an hour."""
    first = int(now.timestamp() // 3600) * _AN_HOUR
    return frozenset(place % PARTS for place in range(first, first + _AN_HOUR))


class HoldingsWatch:
    """Be asked once an hour, and once a day for the whole."""

    def __init__(
        self,
        *,
        database: Database,
        repository: RepositoryFolder,
        files: FileStore,
        mender: Mender,
        clock: Clock,
        parts: Callable[[datetime], frozenset[int]] = parts_at,
    ) -> None:
        self._parts = parts
        self._database = database
        self._files = files
        self._mender = mender
        self._clock = clock
        self._released = Released(repository, spare=mender.bytes_of)

    def look(self) -> None:
        """Look at this hour's part; at all that is named, while anything is lacking."""
        self._look(everything=False)

    def look_through(self) -> None:
        """Look for everything that is named and is not there."""
        self._look(everything=True)

    def _look(self, *, everything: bool) -> None:
        now = self._clock.now()
        with self._database.reading() as session:
            known = {one.lack.name: one.lack for one in rows.open_lacks(session)}
            found = list(self._of_this_hour(session, now))
            if everything or known:
                found += self._released.lacks()
                found += missing_on_desk(session, self._files, now)
                found += self._still_damaged(session, known.values())
                found += _still_gone(session, known.values())
        self._settle({one.name: one for one in found}, known, now)

    def _of_this_hour(self, session: Session, now: datetime) -> Iterator[Lack]:
        parts = self._parts(now)
        for part in sorted(parts):
            yield from self._released.damaged(f"{part:02x}")
            yield from damaged_on_desk(session, self._files, f"{part:02x}")
        heads = (
            head
            for head in chains(session)
            if crc32(head.device_id.encode()) % PARTS in parts
        )
        yield from missing_records(session, heads)

    def _still_damaged(
        self, session: Session, lacking: Iterable[Lack]
    ) -> Iterator[Lack]:
        """Yield what was damaged and is so still, whatever part it is of."""
        for sha256 in {one.sha256 for one in lacking if one.sha256}:
            yield from self._released.damaged(sha256[:2])
            yield from damaged_on_desk(session, self._files, sha256[:2])

    def _settle(
        self, found: dict[str, Lack], known: dict[str, Lack], now: datetime
    ) -> None:
        """Mend what can be mended and note the rest; some were known before."""
        mended = self._mended(found)
        lost = self._wanted({n: one for n, one in found.items() if n not in mended})
        fresh = {name: one for name, one in lost.items() if name not in known}
        self._mender.publish_again(fresh.values())
        mended |= self._made_anew(fresh)
        left = [one for name, one in lost.items() if name not in mended]
        whole = [one for name, one in known.items() if name not in {*lost, *mended}]
        for one in mended.values():
            _log.warning("%s was %s, and is whole again", one.name, one.flaw)
        for one in left:
            _log.error("%s is %s and there is no copy", one.name, one.flaw)
        if mended or left or whole:
            with self._database.session() as session:
                rows.note(session, now, lost=left, mended=mended.values(), whole=whole)

    def _mended(self, found: dict[str, Lack]) -> dict[str, Lack]:
        """Mend, twice over: what was mended first may be another's whole copy."""
        first = {name for name, one in found.items() if self._is_mended(one)}
        then = first and {
            name
            for name, one in found.items()
            if name not in first and self._is_mended(one)
        }
        return {name: found[name] for name in sorted(first | then)}

    def _is_mended(self, lack: Lack) -> bool:
        """Mend one; where the disk refuses that, the others are mended all the same."""
        try:
            return self._mender.mend(lack)
        except (ReleaseError, PublishingError) as error:
            _log.error("%s: %s", lack.name, error)
            return False

    def _wanted(self, lost: dict[str, Lack]) -> dict[str, Lack]:
        """Return what is lost and needed: old assets go by themselves in a few days."""
        if all(one.kind is not Kind.ASSET for one in lost.values()):
            return lost
        try:
            named = self._released.named()
        except ReleaseError as error:
            _log.error("what is named cannot be read: %s", error)
            return lost
        return {
            name: one
            for name, one in lost.items()
            if one.kind is not Kind.ASSET or one.sha256 in named
        }

    def _made_anew(self, fresh: dict[str, Lack]) -> dict[str, Lack]:
        """Return which of these nobody lacks any more, after they were published."""
        asked = [one for one in fresh.values() if one.kind in _PUBLISHED]
        if not asked:
            return {}
        parts = {(one.sha256 or "")[:2] for one in asked if one.kind is Kind.ASSET}
        left = {one.name for one in self._released.lacks()}
        left |= {one.name for part in parts for one in self._released.damaged(part)}
        return {one.name: one for one in asked if one.name not in left}


def _still_gone(session: Session, lacking: Iterable[Lack]) -> Iterator[Lack]:
    devices = {one.name.partition("/")[0] for one in lacking if one.kind is Kind.BATCH}
    heads = (head for head in chains(session) if head.device_id in devices)
    yield from missing_records(session, heads)
