"""Take what names persons out of the repository when its time is up.

Devices erase it and say so; the repository, which any web server hands on, must not
hold it longer than they do (REQ-22). What is current stays.
"""

import logging
from collections.abc import Collection

from sqlalchemy import select

from programme.manifest import Manifest
from programme.programme import FOR_A_PERSONS_SAKE
from publishing.database import Database
from publishing.release.publisher import Publisher
from publishing.tables.disclosures import (
    Draft,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)

_AT_ONCE = 200
"""How many manifests are read in one go."""
_log = logging.getLogger(__name__)


class Forgetting:
    """Be asked now and then; it does nothing where nothing is left."""

    def __init__(self, *, database: Database, publisher: Publisher) -> None:
        self._database = database
        self._publisher = publisher

    def forget(self) -> None:
        """Remove every version of what was taken down for a person's sake.

        It costs little: every tick may ask.

        Raises:
            ReleaseError: The repository cannot be read, or refused.
        """
        self._expel(self._taken_down())

    def forget_ended(self) -> None:
        """Remove every version that names persons and that no programme names.

        It reads all manifests: once an hour is enough.

        Raises:
            ReleaseError: The repository cannot be read, or refused.
        """
        self._expel(self._naming_persons())

    def _expel(self, manifests: Collection[str]) -> None:
        removed = self._publisher.expel(manifests)
        if removed:
            _log.info("%d files of versions that name persons removed", removed)

    def _naming_persons(self) -> tuple[str, ...]:
        """Return the versions that are signed to be erased when their time is up."""
        query = select(ManifestRow.sha256, ManifestRow.body)
        with self._database.reading() as session:
            rows = session.execute(query.execution_options(yield_per=_AT_ONCE))
            return tuple(
                sha256
                for sha256, body in rows
                if Manifest.parse(body).rule_afterwards.erased
            )

    def _taken_down(self) -> tuple[str, ...]:
        down = select(WithdrawalRow.disclosure_id).where(
            WithdrawalRow.state == WithdrawalState.CONFIRMED,
            WithdrawalRow.cause.in_(FOR_A_PERSONS_SAKE),
        )
        query = select(Draft.manifest_sha256).where(
            Draft.disclosure_id.in_(down), Draft.manifest_sha256.is_not(None)
        )
        with self._database.reading() as session:
            found = session.scalars(query.distinct().order_by(Draft.manifest_sha256))
            return tuple(sha256 for sha256 in found if sha256 is not None)
