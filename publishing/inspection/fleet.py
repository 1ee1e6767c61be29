"""Show the devices with what they painted last and how they fare; change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board
from programme.glass import GlassOutcome
from programme.programme import target_of
from publishing.evidence.recalls import recalled_by_device
from publishing.fleet.devices import Devices
from publishing.fleet.views import DeviceView
from publishing.inspection.condition import Health, health_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft
from publishing.tables.evidence import PaintedDay
from publishing.tables.glass import GlassState
from publishing.tables.people import Office
from publishing.tables.release import ReleaseTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Be the page that a device painted last."""

    sha256: str
    disclosure: str
    title: str
    board: Board
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Be one device as the fleet page shows it."""

    device: DeviceView
    health: Health
    released: int | None
    """The newest version of its group's programme."""
    picture: Picture | None
    checked_at: datetime | None = None
    """When its page read the glass back last."""
    glass: GlassOutcome | None = None
    """What that came to."""
    photographed_at: datetime | None = None
    """When a picture of its glass was taken last."""
    failed_at: datetime | None = None
    """When one could not be taken, where none came after it."""
    fail_reason: str = ""

    @property
    def portrait(self) -> bool:
        """Say whether the display stands upright."""
        return self.device.height > self.device.width


class Fleet:
    """Answer how the devices fare."""

    def __init__(self, *, acting: Acting, devices: Devices) -> None:
        self._acting = acting
        self._devices = devices

    def tiles(self, actor: str) -> tuple[Tile, ...]:
        """Return the devices of the person's units, trouble first.

        Raises:
            NotAllowed: The actor holds no office that sees devices.
        """
        devices = self._devices.listing(actor)

        def do(session: Session, person: Person) -> tuple[Tile, ...]:
            units = units_where(session, person, *Office)
            recalled = recalled_by_device(session, units)
            released = released_in(session, {device.group for device in devices})
            tiles = [_tile(session, device, released, recalled) for device in devices]
            return tuple(sorted(tiles, key=lambda tile: tile.health.rank))

        return self._acting.look(actor, "fleet.tiles", do)


def pictures_of(session: Session, devices: Iterable[str]) -> dict[str, Picture]:
    """Return what each device painted last; one that never did is left out."""
    found = {device: _picture(session, device) for device in devices}
    return {device: picture for device, picture in found.items() if picture}


def _tile(
    session: Session,
    device: DeviceView,
    released: Mapping[str, int],
    recalled: Mapping[str, int],
) -> Tile:
    newest = released.get(device.group)
    glass = session.get(GlassState, device.id)
    outcome = GlassOutcome(glass.outcome) if glass and glass.outcome else None
    failed_at = _failed_at(glass)
    return Tile(
        device=device,
        health=health_of(
            device,
            released=newest,
            glass=outcome,
            recalled=recalled.get(device.id, 0),
        ),
        released=newest,
        checked_at=glass.checked_at if glass else None,
        glass=outcome,
        picture=_picture(session, device.id),
        photographed_at=glass.photographed_at if glass else None,
        failed_at=failed_at,
        fail_reason=(glass.fail_reason or "") if glass and failed_at else "",
    )


def _failed_at(glass: GlassState | None) -> datetime | None:
    """Return when a picture failed, unless one was taken since."""
    if glass is None or glass.failed_at is None:
        return None
    taken = glass.photographed_at
    return None if taken is not None and taken > glass.failed_at else glass.failed_at


def _picture(session: Session, device: str) -> Picture | None:
    query = (
        select(PaintedDay, Draft.title, Draft.board)
        .join(Draft, Draft.manifest_sha256 == PaintedDay.manifest_sha256)
        .where(PaintedDay.device_id == device)
        .order_by(PaintedDay.last_at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    painted, title, board = row
    return Picture(
        sha256=painted.last_page_sha256,
        disclosure=painted.disclosure_id,
        title=title,
        board=board,
        at=painted.last_at,
    )


def released_in(session: Session, groups: set[str]) -> dict[str, int]:
    """Return the newest version of each group's programme, where there is one."""
    names = {target_of(group): group for group in groups}
    query = select(ReleaseTarget.target, ReleaseTarget.version).where(
        ReleaseTarget.target.in_(names), ReleaseTarget.published_at.is_not(None)
    )
    return {names[target]: version for target, version in session.execute(query)}
