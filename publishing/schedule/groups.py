"""Keep the display groups: panel, distance, audience, hours; no window is made here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.alert_sound import AlertSound
from programme.boards import Audience, DisplayKind
from programme.document import Document, Identifier
from programme.hours import DayHours
from programme.layout import Panel
from programme.power import PowerSchedule
from programme.programme import MOST_MINUTES_BETWEEN
from publishing.errors import Conflict, NotThere, Refused, StateForbids
from publishing.oversight.journal import record
from publishing.releases_due import ask_for_groups
from publishing.schedule.hanging import misfits, panel_needed
from publishing.schedule.powering import check_power, power_of
from publishing.schedule.sounding import sound_of
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup

_HOURS = TypeAdapter(tuple[DayHours, ...])
MOST_MINUTES = 240
"""The longest time between two showings that a group may promise."""
_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


class GroupForm(Document):
    """Be what staff say of a display group."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    unit: Identifier
    display_kind: DisplayKind
    audience: Audience
    panel: Panel
    service_hours: tuple[DayHours, ...]
    least_exposures_per_day: Annotated[int, Field(ge=1, le=10_000)] = 30
    least_showings_per_hour: Annotated[int, Field(ge=1, le=240)] = 4
    most_minutes_between: Annotated[int, Field(ge=1, le=MOST_MINUTES)] = (
        MOST_MINUTES_BETWEEN
    )
    power: PowerSchedule | None = None
    alert_sound: AlertSound | None = None


class NewGroup(GroupForm):
    """Be a new display group; its id begins with the county's code."""

    id: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Be one display group as it stands."""

    id: str
    form: GroupForm
    time_zone: str
    created_at: datetime
    closed_at: datetime | None


class Groups:
    """Make, change, close and list display groups."""

    def __init__(self, *, acting: Acting, time_zone: str) -> None:
        self._acting = acting
        self._time_zone = time_zone

    def create(self, actor: str, form: NewGroup) -> GroupView:
        """Make a display group.

        Raises:
            NotAllowed: Not the unit's office or administrator.
            Conflict: The id is taken.
            Refused: The id does not begin with the county's code.
            PowerCutsService: The panel would rest in hours of service.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> GroupView:
            must_hold(session, person, form.unit, *_KEEPERS, what="设置显示分组")
            _check_id(session, form)
            check_power(form.power, form.service_hours)
            row = DisplayGroup(
                id=form.id, time_zone=self._time_zone, created_at=now, closed_at=None
            )
            _fill(row, form)
            session.add(row)
            _settle(session, person, "group.created", row, now)
            return _view(row)

        return self._acting.act(actor, "group.create", do)

    def change(self, actor: str, group: str, form: GroupForm) -> GroupView:
        """Change a display group; pages of another panel need a new signature.

        Raises:
            NotAllowed: Not the unit's office or administrator.
            NotThere: No such group.
            Conflict: Something that hangs there would fall off the glass.
            PowerCutsService: The panel would rest in hours of service.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> GroupView:
            row = _kept(session, person, group)
            must_hold(session, person, form.unit, *_KEEPERS, what="设置显示分组")
            _check_fit(session, row, form, now)
            check_power(form.power, form.service_hours)
            _fill(row, form)
            _settle(session, person, "group.changed", row, now)
            return _view(row)

        return self._acting.act(actor, "group.change", do)

    def close(self, actor: str, group: str) -> GroupView:
        """Close a display group: it gets nothing new; its row and evidence stay.

        What hangs there goes on to its end, and its withdrawals still reach it.

        Raises:
            NotAllowed: Not the unit's office or administrator.
            NotThere: No such group.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> GroupView:
            row = _kept(session, person, group)
            row.closed_at = now
            _settle(session, person, "group.closed", row, now)
            return _view(row)

        return self._acting.act(actor, "group.close", do)

    def listing(self, actor: str) -> tuple[GroupView, ...]:
        """Return every display group.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[GroupView, ...]:
            del person
            rows = session.scalars(select(DisplayGroup).order_by(DisplayGroup.id))
            return tuple(_view(row) for row in rows)

        return self._acting.look(actor, "group.list", do)


def open_groups(
    session: Session, ids: tuple[str, ...], *, kept: frozenset[str] = frozenset()
) -> tuple[DisplayGroup, ...]:
    """Return display groups by their ids, in that order.

    Raises:
        NotThere: One does not exist.
        StateForbids: One is closed and not among those that are kept.
    """
    found = []
    for group in ids:
        row = session.get(DisplayGroup, group)
        if row is None:
            raise NotThere(f"显示分组“{group}”")
        if row.closed_at is not None and group not in kept:
            raise StateForbids("用这个显示分组", state="已停用", thing=f"“{row.name}”")
        found.append(row)
    return tuple(found)


def _kept(session: Session, person: Person, group: str) -> DisplayGroup:
    row = session.get(DisplayGroup, group)
    if row is None:
        raise NotThere("这个显示分组")
    must_hold(session, person, row.unit_id, *_KEEPERS, what="设置显示分组")
    return row


def _check_id(session: Session, form: NewGroup) -> None:
    """Refuse an id that is taken or of another county.

    Raises:
        Conflict: The id is taken.
        Refused: It does not begin with the county's code.
    """
    if session.get(DisplayGroup, form.id) is not None:
        message = f"分组编号“{form.id}”已经有了。请换一个。"
        raise Conflict(message)
    county = form.unit.split("-", maxsplit=1)[0]
    if not form.id.startswith(f"{county}-"):
        message = f"分组编号要以“{county}-”开头。请改编号。"
        raise Refused(message, code="id_of_another_county")


def _check_fit(
    session: Session, row: DisplayGroup, form: GroupForm, now: datetime
) -> None:
    """Refuse a change by which something approved would fall off the glass.

    Raises:
        Conflict: Its pages are of another panel, its audience is another, or it
            would only open while the group is off.
    """
    same = _HOURS.validate_python(row.service_hours) == form.service_hours
    lost = misfits(
        session,
        row.id,
        audience=form.audience,
        panel=panel_needed(form.display_kind, form.panel),
        hours=None if same else form.service_hours,
        now=now,
    )
    if lost:
        message = (
            f"这个分组上有 {len(lost)} 件（如《{lost[0]}》）是按原来的屏幕、公开范围和"
            "服务时间批准的，改了就看不到了。请另建一个分组，给它们出新版本加上新分组，再停用这一组。"
        )
        raise Conflict(message)


def _fill(row: DisplayGroup, form: GroupForm) -> None:
    row.name = form.name
    row.unit_id = form.unit
    row.display_kind = form.display_kind
    row.audience = form.audience
    row.panel = form.panel.model_dump(mode="json")
    row.service_hours = _HOURS.dump_python(form.service_hours, mode="json")
    row.least_exposures_per_day = form.least_exposures_per_day
    row.least_showings_per_hour = form.least_showings_per_hour
    row.most_minutes_between = form.most_minutes_between
    row.power = form.power.model_dump(mode="json") if form.power else None
    sound = form.alert_sound
    row.alert_sound = sound.model_dump(mode="json") if sound else None


def _settle(
    session: Session, person: Person, act: str, row: DisplayGroup, now: datetime
) -> None:
    record(
        session,
        actor=person.id,
        act=act,
        subject=row.id,
        details={
            "panel": row.panel,
            "audience": row.audience.value,
            "power": row.power,
            "alert_sound": row.alert_sound,
        },
        at=now,
    )
    ask_for_groups(session, [row.id], now)
    touch(session, frozenset({row.id}))


def _view(row: DisplayGroup) -> GroupView:
    return GroupView(
        id=row.id,
        form=GroupForm(
            name=row.name,
            unit=row.unit_id,
            display_kind=row.display_kind,
            audience=row.audience,
            panel=Panel.model_validate(row.panel),
            service_hours=_HOURS.validate_python(row.service_hours),
            least_exposures_per_day=row.least_exposures_per_day,
            least_showings_per_hour=row.least_showings_per_hour,
            most_minutes_between=row.most_minutes_between,
            power=power_of(row),
            alert_sound=sound_of(row),
        ),
        time_zone=row.time_zone,
        created_at=row.created_at,
        closed_at=row.closed_at,
    )
