"""Answer what was on a screen at an instant, with pictures; change nothing (REQ-30)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.glass import CaptureFailed
from programme.manifest import Manifest
from programme.records import (
    OverrideShown,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)
from publishing.errors import NotThere
from publishing.evidence.moment import Interval, Moment, moment_of
from publishing.evidence.spans import records_around
from publishing.files import FileStore
from publishing.inspection.moment_views import (
    DisplayChoice,
    Missed,
    MomentView,
    Photograph,
    Start,
    Stretch,
)
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.fleet import Device
from publishing.tables.glass import CaptureRow
from publishing.tables.schedule import DisplayGroup

_NEAR = timedelta(minutes=40)
"""Failures that lie farther apart say nothing of an instant."""


class Moments:
    """Answer what was on a screen at an instant."""

    def __init__(
        self, *, acting: Acting, files: FileStore, pictures: FileStore
    ) -> None:
        self._acting = acting
        self._files = files
        self._pictures = pictures

    def displays(self, actor: str) -> tuple[DisplayChoice, ...]:
        """Return the displays that can be asked about, those taken off as well.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[DisplayChoice, ...]:
            del person
            return _displays(session)

        return self._acting.look(actor, "moments.displays", do)

    def at(
        self, actor: str, at: datetime, *, device: str = "", group: str = ""
    ) -> tuple[MomentView, ...]:
        """Return what was on one display, or on each of a group, at an instant.

        Raises:
            NotThere: No such display.
        """

        def do(session: Session, person: Person) -> tuple[MomentView, ...]:
            del person
            asked = [
                one
                for one in _displays(session)
                if one.device == device or (group and one.group == group)
            ]
            if not asked:
                raise NotThere("这块屏")
            return tuple(_view(session, one, at) for one in asked)

        return self._acting.look(actor, "moments.at", do)

    def page(self, actor: str, device: str, at: datetime) -> bytes:
        """Return the page image that a display showed at an instant.

        Raises:
            NotThere: It showed none, or the file is not there any more.
        """

        def do(session: Session, person: Person) -> bytes:
            del person
            shown = moment_of(records_around(session, device, at), at).shown
            if not isinstance(shown, PlayRecord):
                raise NotThere("这一刻的画面")
            return self._files.get(shown.page)

        return self._acting.look(actor, "moments.page", do)

    def photograph(self, actor: str, device: str, picture: str) -> bytes:
        """Return a picture that a device took of its glass.

        Raises:
            NotThere: There is no such picture of this device.
        """

        def do(session: Session, person: Person) -> bytes:
            del person
            row = session.get(CaptureRow, (device, picture))
            if row is None or row.stored_at is None or row.gone_at is not None:
                raise NotThere("这张屏幕照片")
            return self._pictures.get(picture)

        return self._acting.look(actor, "moments.photograph", do)


def _displays(session: Session) -> tuple[DisplayChoice, ...]:
    query = (
        select(Device, DisplayGroup.name)
        .join(DisplayGroup, DisplayGroup.id == Device.group_id)
        .order_by(DisplayGroup.name, Device.name)
    )
    return tuple(
        DisplayChoice(
            device=device.id,
            name=device.name,
            group=device.group_id,
            group_name=name,
            kind=device.display_kind,
        )
        for device, name in session.execute(query)
    )


def _view(session: Session, display: DisplayChoice, at: datetime) -> MomentView:
    records = records_around(session, display.device, at)
    moment: Moment = moment_of(records, at)
    return MomentView(
        display=display,
        at=at,
        kind=moment.kind,
        shown=_stretch(session, moment.shown),
        before=_stretch(session, moment.before),
        after=_stretch(session, moment.after),
        starts=tuple(Start(at=one.at, reason=one.reason) for one in moment.starts),
        photographs=_photographs(session, display.device, at),
        missed=_missed(records, at),
    )


def _missed(records: Iterable[Record], at: datetime) -> tuple[Missed, ...]:
    """Return the nearest failures before and after an instant."""
    failures = sorted(
        (one for one in records if isinstance(one, CaptureFailed)),
        key=lambda one: abs(one.at - at),
    )
    before = [one for one in failures if one.at <= at][:1]
    after = [one for one in failures if one.at > at][:1]
    return tuple(
        Missed(at=one.at, reason=one.reason, cause=one.cause.value)
        for one in (*before, *after)
        if abs(one.at - at) <= _NEAR
    )


def _stretch(session: Session, one: Interval | None) -> Stretch | None:
    if isinstance(one, PlayRecord):
        return _of_play(session, one)
    return None if one is None else _without_disclosure(one)


def _without_disclosure(one: PlainShown | OverrideShown | ServicePresence) -> Stretch:
    match one:
        case PlainShown():
            return _empty(one, view=one.view, reason=one.reason.value)
        case OverrideShown():
            return _empty(one, view="emergency", reason=one.reason.value)
        case ServicePresence():
            return _empty(one, view="listed", listed=one.disclosures)


def _of_play(session: Session, play: PlayRecord) -> Stretch:
    row = session.get(ManifestRow, play.manifest)
    known = session.get(Disclosure, play.disclosure)
    return Stretch(
        from_at=play.from_at,
        to_at=play.to_at,
        reason=play.reason.value,
        view="slide",
        disclosure=play.disclosure,
        title=Manifest.parse(row.body).title if row else "",
        register_number=(known.register_number or "") if known else "",
        page=play.page,
        page_number=play.page_number,
        pages=play.pages,
        programme_version=play.programme_version,
        clock_sure=play.clock_sure,
        listed=(),
    )


def _empty(
    one: PlainShown | OverrideShown | ServicePresence,
    *,
    view: str,
    reason: str = "",
    listed: Sequence[str] = (),
) -> Stretch:
    return Stretch(
        from_at=one.from_at,
        to_at=one.to_at,
        reason=reason,
        view=view,
        disclosure="",
        title="",
        register_number="",
        page="",
        page_number=0,
        pages=0,
        programme_version=one.programme_version,
        clock_sure=one.clock_sure,
        listed=tuple(listed),
    )


def _photographs(session: Session, device: str, at: datetime) -> tuple[Photograph, ...]:
    of_device = select(CaptureRow).where(CaptureRow.device_id == device)
    before = of_device.where(CaptureRow.at <= at).order_by(CaptureRow.at.desc())
    after = of_device.where(CaptureRow.at > at).order_by(CaptureRow.at)
    rows = [session.scalar(query.limit(1)) for query in (before, after)]
    return tuple(
        Photograph(
            picture=row.picture,
            at=row.at,
            view=row.view,
            disclosure=row.disclosure_id,
            page=row.page,
            cause=row.cause,
            stored=row.stored_at is not None and row.gone_at is None,
            gone_at=row.gone_at,
            gone_because=row.gone_because,
        )
        for row in rows
        if row is not None
    )
