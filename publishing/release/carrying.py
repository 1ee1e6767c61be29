"""Sign a release that is carried on a stick, so that it stays fresh for long.

A carried timestamp lives longer than one that is fetched. So it has a version that the
repository itself passes over: what devices fetch later is newer than what they were
brought, and what they fetched before is older. Two words never have the same number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api.metadata import Metadata, Snapshot, Targets, Timestamp

from publishing.release.metadata import expiry, meta_of, sign, versions_of
from publishing.release.reading import State
from publishing.release.repository import Repository
from publishing.release.roles import SPREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRelease:
    """Be the metadata of a stick: files that are there, and two of its own."""

    files: tuple[Path, ...]
    """Roots, roles and bins, as they lie in the repository."""
    signed: Mapping[str, bytes]
    """Snapshot and timestamp by their file's name; the timestamp comes last."""
    good_until: datetime
    """When the first of all roles expires."""
    version: int
    """Of the timestamp."""


class CarryingRepository(Repository):
    """Be the same folder, and sign what leaves it on a stick."""

    def carried(
        self, names: Iterable[str], *, days: int, now: datetime
    ) -> CarriedRelease:
        """Return today's release of some targets, signed for so many days.

        Bins that none of their names falls into stay at home, whether or not there is
        a target of that name: nobody who asks for these names looks into them.

        The repository's own timestamp is signed anew first: if this breaks off, a
        number is lost and nothing else.

        Raises:
            KeyNotNamed: The centre lacks an everyday key that the state names.
            RepositoryDamaged: What is published now cannot be read.
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            state = self.state()
            signers = self._signers_for(state)
            snapshot, timestamp = state.snapshot, state.timestamp
            _rise(snapshot, now, days)
            _rise(timestamp, now, days)
            timestamp.signed.snapshot_meta = meta_of(snapshot.signed.version)
            version = timestamp.signed.version
            signed = {
                f"{snapshot.signed.version}.snapshot.json": sign(
                    snapshot, [signers.snapshot]
                ),
                "timestamp.json": sign(timestamp, [signers.timestamp]),
            }
            self._write(state, {}, now)
            roles = _roles_of(state, names)
            ends = [self.bin(state, role).signed.expires for role in roles]
            return CarriedRelease(
                files=tuple(self._parts(state, roles)),
                signed=signed,
                good_until=min(expiry(now, days), state.root.signed.expires, *ends),
                version=version,
            )

    def _parts(self, state: State, roles: Iterable[str]) -> list[Path]:
        folder = self.metadata_folder
        numbers = versions_of(state.snapshot.signed)
        return [
            *sorted(folder.glob("[0-9]*.root.json")),
            *(folder / f"{numbers[role]}.{role}.json" for role in roles),
        ]


def _roles_of(state: State, names: Iterable[str]) -> list[str]:
    """Return the roles that a client asks who looks for these names."""
    above = [Targets.type, SPREAD] if state.apart else [Targets.type]
    return [*above, *sorted({state.role_of(name) for name in names})]


def _rise(
    metadata: Metadata[Snapshot] | Metadata[Timestamp], now: datetime, days: int
) -> None:
    metadata.signed.version += 1
    metadata.signed.expires = expiry(now, days)
