"""Read what the county's keys ask for: from the repository, and from who has a key."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from publishing.duties.keys import Ending, KeyNeeds
from publishing.release.errors import ReleaseError
from publishing.release.makers import Makers
from publishing.release.reading import RepositoryFolder
from publishing.release.telling import Expiry, expiries_of

_OFFLINE_SOON = timedelta(days=60)
"""Holders have to be found, and to meet."""
_ONLINE_SOON = 6
"""The centre renews at a third of a life; at a sixth something is wrong."""

_log = logging.getLogger(__name__)


class KeyNeedsReader:
    """Be asked whenever somebody looks at the duties; unchanged files are read once."""

    def __init__(self, repository: RepositoryFolder, makers: Makers) -> None:
        self._repository = repository
        self._makers = makers
        self._read_at = -1
        self._found: tuple[Expiry, ...] = ()

    def ask(self, session: Session, at: datetime) -> KeyNeeds:
        """Return what is needed; nothing where the repository cannot be read.

        That it cannot is said by whoever publishes.
        """
        try:
            return KeyNeeds(
                endings=tuple(
                    Ending(name=one.name, ends_at=one.ends_at, offline=one.offline)
                    for one in self._expiries()
                    if _is_soon(one, at)
                ),
                people_wait=self._makers.people_wait(session),
            )
        except (ReleaseError, OSError) as error:
            _log.warning("keys: %s", error)
            return KeyNeeds()

    def _expiries(self) -> tuple[Expiry, ...]:
        stamp = self._repository.metadata_folder / "timestamp.json"
        changed_at = stamp.stat().st_mtime_ns
        if changed_at != self._read_at:
            self._found = tuple(expiries_of(self._repository))
            self._read_at = changed_at
        return self._found


def _is_soon(one: Expiry, at: datetime) -> bool:
    soon = _OFFLINE_SOON if one.offline else one.life / _ONLINE_SOON
    return one.ends_at - at < soon
