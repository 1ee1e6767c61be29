"""Show what hangs on which display group now, and how often; change nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board, DisplayKind
from programme.layout import Panel
from programme.manifest import Manifest, PageImage
from programme.playlist import turns_of
from programme.window import is_open
from publishing.errors import NotThere
from publishing.evidence.windows import window_of
from publishing.files import FileStore
from publishing.inspection.fleet import Picture, pictures_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.evidence import ListedDay, PaintedDay
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

_HOUR_S = 3600


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
    loop_s: int
    """How long one loop lasts; 0 where nothing hangs."""
    least_per_hour: int

    @property
    def per_hour(self) -> int:
        """Return how often an hour each disclosure comes on."""
        return _HOUR_S // self.loop_s if self.loop_s else 0

    @property
    def too_few(self) -> bool:
        """Say whether each disclosure comes on less often than it should."""
        looped = self.kind is DisplayKind.SCREEN and self.loop_s > 0
        return looped and self.per_hour < self.least_per_hour


class ShowingNow:
    """Answer what hangs where right now."""

    def __init__(self, *, acting: Acting, files: FileStore) -> None:
        self._acting = acting
        self._files = files

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
            return tuple(_group_now(session, row, now) for row in rows)

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


def loop_seconds_of(pages: Sequence[Sequence[PageImage]]) -> int:
    """Return how long one loop over the pages of these items lasts."""
    turns = [turns_of(of_item) for of_item in pages if of_item]
    rounds = max((len(of_item) for of_item in turns), default=0)
    return sum(
        of_pages[page].dwell_s
        for round_number in range(rounds)
        for of_item, of_pages in zip(turns, filter(None, pages), strict=True)
        for page in of_item[round_number % len(of_item)]
    )


def _group_now(session: Session, group: DisplayGroup, now: datetime) -> GroupNow:
    panel = Panel.model_validate(group.panel)
    items = list(_open_items(session, group, now))
    pages = [manifest.pages_for(panel) for _, _, manifest in items]
    proved = _proved(session, group.id)
    return GroupNow(
        group=group.id,
        name=group.name,
        kind=group.display_kind,
        portrait=panel.portrait,
        hanging=tuple(
            _hanging(entry, matter, manifest, proved.get(matter.id))
            for entry, matter, manifest in items
        ),
        displays=tuple(_displays(session, group)),
        loop_s=loop_seconds_of(pages),
        least_per_hour=group.least_showings_per_hour,
    )


def _open_items(
    session: Session, group: DisplayGroup, now: datetime
) -> Iterator[tuple[GroupEntry, Disclosure, Manifest]]:
    zone = ZoneInfo(group.time_zone)
    query = (
        select(GroupEntry, Disclosure, ManifestRow.body)
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(GroupEntry.group_id == group.id, GroupEntry.removed_at.is_(None))
        .order_by(GroupEntry.published_at.desc(), GroupEntry.disclosure_id)
    )
    for entry, matter, body in session.execute(query):
        if is_open(window_of(entry), now, zone):
            yield entry, matter, Manifest.parse(body)


def _hanging(
    entry: GroupEntry, matter: Disclosure, manifest: Manifest, proved: datetime | None
) -> Hanging:
    return Hanging(
        disclosure=matter.id,
        title=manifest.title,
        board=manifest.board,
        register_number=matter.register_number or "",
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
