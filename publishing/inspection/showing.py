"""Show what hangs on which display group now, and how often; change nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board, DisplayKind
from programme.layout import Panel
from programme.window import is_open
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.errors import NotThere
from publishing.evidence.windows import window_of
from publishing.files import FileStore
from publishing.inspection.fleet import Picture, pictures_of
from publishing.inspection.hung import Manifests, Signed, promise_of
from publishing.schedule.hanging import goes_on
from publishing.schedule.load import load_of
from publishing.schedule.shares import Load, Share
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure
from publishing.tables.evidence import ListedDay, PaintedDay
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """Be one disclosure that is to be on a group's displays now."""

    disclosure: str
    title: str
    board: Board
    register_number: str
    end_kind: EndKind
    ends_at: datetime | None
    proved_at: datetime | None
    """When a display last proved it; None: no proof yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayNow:
    """Be one device of a group with what it painted last."""

    device: str
    name: str
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNow:
    """Be one display group as it is now."""

    group: str
    name: str
    kind: DisplayKind
    portrait: bool
    hanging: tuple[Hanging, ...]
    displays: tuple[DisplayNow, ...]
    load: Load
    least_per_hour: int

    @property
    def loop_s(self) -> int:
        """Return how long one loop lasts; 0 where nothing hangs."""
        return self.load.loop_s

    @property
    def per_hour(self) -> int:
        """Return how often an hour each disclosure comes on."""
        return self.load.per_hour

    @property
    def too_few(self) -> bool:
        """Say whether each disclosure comes on less often than it should."""
        looped = self.kind is DisplayKind.SCREEN
        return looped and self.load.below(self.least_per_hour)


class ShowingNow:
    """Answer what hangs where right now."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        manifests: Manifests,
        calendars: Calendars,
    ) -> None:
        self._acting = acting
        self._files = files
        self._manifests = manifests
        self._calendars = calendars

    def groups(self, actor: str) -> tuple[GroupNow, ...]:
        """Return every open display group with what hangs there.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[GroupNow, ...]:
            del person
            query = select(DisplayGroup).where(DisplayGroup.closed_at.is_(None))
            rows = session.scalars(query.order_by(DisplayGroup.id))
            workdays = self._calendars.workdays
            return tuple(
                _group_now(session, row, self._manifests, workdays, now) for row in rows
            )

        return self._acting.look(actor, "showing.now", do)

    def picture(self, actor: str, sha256: str) -> bytes:
        """Return a page that a public display has painted.

        Raises:
            NotThere: No display painted such a page.
        """

        def do(session: Session, person: Person) -> bytes:
            del person
            painted = select(PaintedDay).where(PaintedDay.last_page_sha256 == sha256)
            if session.scalars(painted.limit(1)).first() is None:
                raise NotThere("这一页")
            return self._files.get(sha256)

        return self._acting.look(actor, "showing.picture", do)


def _group_now(
    session: Session,
    group: DisplayGroup,
    manifests: Manifests,
    workdays: Workdays,
    now: datetime,
) -> GroupNow:
    panel = Panel.model_validate(group.panel)
    items = _open_items(session, group, now)
    signed = manifests.of(session, {entry.manifest_sha256 for entry, _ in items})
    proved = _proved(session, group.id)
    return GroupNow(
        group=group.id,
        name=group.name,
        kind=group.display_kind,
        portrait=panel.portrait,
        hanging=tuple(
            _hanging(
                entry,
                number,
                signed[entry.manifest_sha256],
                proved.get(entry.disclosure_id),
            )
            for entry, number in items
        ),
        displays=tuple(_displays(session, group)),
        load=load_of(
            (
                _share(entry, signed[entry.manifest_sha256], group, workdays).want(now)
                for entry, _ in items
            ),
            promise_of(group).on(now.astimezone(ZoneInfo(group.time_zone)).date()),
        ),
        least_per_hour=group.least_showings_per_hour,
    )


def _share(
    entry: GroupEntry, said: Signed, group: DisplayGroup, workdays: Workdays
) -> Share:
    window, panel = window_of(entry), Panel.model_validate(group.panel)
    return Share(
        disclosure=entry.disclosure_id,
        window=window,
        turns_s=said.turns_s.get(panel.name, ()),
        owed_until=said.owed_until(window, workdays, ZoneInfo(group.time_zone)),
        promotional=said.mandate.promotional,
    )


def _open_items(
    session: Session, group: DisplayGroup, now: datetime
) -> list[tuple[GroupEntry, str]]:
    """Return what is open now with its register number, newest published first."""
    zone = ZoneInfo(group.time_zone)
    query = (
        select(GroupEntry, Disclosure.register_number)
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .where(GroupEntry.group_id == group.id, goes_on(now))
        .order_by(GroupEntry.published_at.desc(), GroupEntry.disclosure_id)
    )
    return [
        (entry, number or "")
        for entry, number in session.execute(query)
        if is_open(window_of(entry), now, zone)
    ]


def _hanging(
    entry: GroupEntry, number: str, signed: Signed, proved: datetime | None
) -> Hanging:
    return Hanging(
        disclosure=entry.disclosure_id,
        title=signed.title,
        board=signed.board,
        register_number=number,
        end_kind=entry.end_kind,
        ends_at=entry.ends_at,
        proved_at=proved,
    )


def _displays(session: Session, group: DisplayGroup) -> Iterator[DisplayNow]:
    query = select(Device).where(
        Device.group_id == group.id, Device.state == DeviceState.ACTIVE
    )
    devices = list(session.scalars(query.order_by(Device.id)))
    pictures = pictures_of(session, [device.id for device in devices])
    for device in devices:
        yield DisplayNow(
            device=device.id, name=device.name, picture=pictures.get(device.id)
        )


def _proved(session: Session, group: str) -> dict[str, datetime]:
    """Return when each disclosure was last painted or listed on a group."""
    found: dict[str, datetime] = {}
    for table in (PaintedDay, ListedDay):
        query = select(table.disclosure_id, table.last_at).where(
            table.group_id == group
        )
        for disclosure, at in session.execute(query):
            found[disclosure] = max(at, found.get(disclosure, at))
    return found
