"""Serve one stick: take in what it brings, and write what it is to carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.clock import Clock
from programme.document import to_millisecond
from programme.stick import MARK, REPOSITORY, StickMark
from publishing.database import Database
from publishing.fleet.enrolment import Welcome
from publishing.oversight.journal import record
from publishing.release.carrying import CarriedRelease, CarryingRepository
from publishing.release.disk import Disk
from publishing.release.reading import METADATA
from publishing.sticks.content import content_for, names_for
from publishing.sticks.errors import NoSuchAddressee, StickRefused
from publishing.sticks.letters import LetterKeys, letters_to
from publishing.sticks.taking import StickTaker, Taken
from publishing.sticks.writing import StickWriter
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup

_LETTERS_EACH = 2
"""A welcome, and what has arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Be what a stick carries from now on."""

    groups: tuple[str, ...]
    empty: tuple[str, ...]
    """Those of them for which nothing has been published yet."""
    devices: int
    written_bytes: int
    good_until: datetime
    version: int


class StickOffice:
    """Be what the centre does with sticks."""

    def __init__(
        self,
        *,
        county: str,
        days: int,
        database: Database,
        repository: CarryingRepository,
        taker: StickTaker,
        keys: LetterKeys,
        welcome: Welcome,
        clock: Clock,
        disk: Disk,
    ) -> None:
        self._county = county
        self._days = days
        self._database = database
        self._repository = repository
        self._taker = taker
        self._keys = keys
        self._welcome = welcome
        self._clock = clock
        self._disk = disk

    def take_in(self, stick: Path) -> Taken:
        """Take in what a stick brings back.

        Raises:
            StickRefused: It is no folder, or was pulled out.
            StorageFailed: The centre cannot store now.
        """
        _must_be_there(stick)
        taken = self._taker.take(stick)
        if taken:
            self._note("stick.taken_in", _told(taken))
        return taken

    def carry(
        self, stick: Path, *, groups: Sequence[str] = (), devices: Sequence[str] = ()
    ) -> Carried:
        """Write today's release for some groups, or for all.

        Args:
            stick: Where it is mounted.
            groups: Ids of display groups.
            devices: Ids of devices: the release of their groups.

        Raises:
            NoSuchAddressee: A group or a device is not there.
            StickUnwritable: The stick does not take it.
            ReleaseError: The release cannot be read or signed.
        """
        _must_be_there(stick)
        with self._database.reading() as session:
            chosen = _chosen(session, groups, devices)
        release = self._repository.carried(
            names_for(chosen), days=self._days, now=self._clock.now()
        )
        content = content_for(self._repository, chosen)
        files = (*content.files, *release.files)
        writer = StickWriter(stick, self._disk)
        written = writer.write(self._repository.folder, files)
        letters = self._letters(chosen)
        writer.put(letters)
        signed = {
            f"{REPOSITORY}/{METADATA}/{name}": data
            for name, data in release.signed.items()
        }
        writer.put(signed)
        writer.put({MARK: self._mark(chosen, release).canonical()})
        folder = self._repository.folder
        names = (f"{REPOSITORY}/{path.relative_to(folder)}" for path in files)
        writer.tidy({*names, *signed, *letters})
        carried = Carried(
            groups=chosen,
            empty=content.empty,
            devices=len(letters) // _LETTERS_EACH,
            written_bytes=written,
            good_until=release.good_until,
            version=release.version,
        )
        details = {"groups": list(chosen), "version": release.version}
        self._note("stick.written", details)
        return carried

    def _letters(self, groups: tuple[str, ...]) -> dict[str, bytes]:
        with self._database.reading() as session:
            return dict(
                letters_to(
                    session,
                    groups,
                    keys=self._keys,
                    welcome=self._welcome,
                    at=self._clock.now(),
                )
            )

    def _mark(self, groups: tuple[str, ...], release: CarriedRelease) -> StickMark:
        return StickMark(
            county=self._county,
            made_at=to_millisecond(self._clock.now()),
            good_until=release.good_until,
            groups=groups,
        )

    def _note(self, act: str, details: dict[str, object]) -> None:
        with self._database.session() as session:
            record(
                session,
                actor="system",
                act=act,
                subject=self._county,
                details=details,
                at=self._clock.now(),
            )


def _must_be_there(stick: Path) -> None:
    if not stick.is_dir():
        message = f"没有文件夹 {stick}。请插好 U 盘，写它挂上来的位置。"
        raise StickRefused(message)


def _told(taken: Taken) -> dict[str, object]:
    return {
        "batches": taken.batches,
        "statuses": taken.statuses,
        "pictures": taken.pictures,
        "waiting": len(taken.waiting),
        "refused": len(taken.refused),
    }


def _chosen(
    session: Session, groups: Sequence[str], devices: Sequence[str]
) -> tuple[str, ...]:
    """Return the groups that are meant, each once; all that are open where none is.

    Raises:
        NoSuchAddressee: A group or a device is not there.
    """
    opened = session.scalars(
        select(DisplayGroup.id).where(DisplayGroup.closed_at.is_(None))
    ).all()
    for group in groups:
        if group not in opened:
            raise NoSuchAddressee("分组", group)
    found = [*groups]
    for name in devices:
        device = session.get(Device, name)
        if device is None or device.state is DeviceState.REVOKED:
            raise NoSuchAddressee("设备", name)
        found.append(device.group_id)
    return tuple(dict.fromkeys(found)) or tuple(sorted(opened))
