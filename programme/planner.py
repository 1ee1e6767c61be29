"""Make a plan out of a programme; pure, and the only place that cuts spans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from programme.calendar_slice import CalendarSlice, is_weekend
from programme.hours import OpenSpan, spans_on
from programme.layout import content_rectangle
from programme.legal_clock import Counted, face_of
from programme.plan import Content, HallFace, Plan, PlanItem, PlanPage, PlanSpan
from programme.playlist import Item, anchor_of, loop_of, playlist
from programme.programme import Programme
from programme.window import changes, days_between, local_instant
from programme.workdays import Workdays

HORIZON = timedelta(days=14)

_DAY = timedelta(days=1)
_WEEKDAYS = range(1, 6)
_FINGERPRINT = 16
"""Digits of the digest in a code; all 64 would make it too fine to scan from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBasis:
    """Be all that a plan is made of."""

    programme: Programme
    items: Sequence[Item]
    counted: Mapping[str, Counted]
    """By disclosure; what has none has been shown on no day."""
    withdrawn: Sequence[str]
    """Disclosures with a withdrawal whose approvals hold."""

    @property
    def zone(self) -> tzinfo:
        """Return the time zone of the programme."""
        return ZoneInfo(self.programme.time_zone)


def make_plan(basis: PlanBasis, now: datetime, horizon: timedelta = HORIZON) -> Plan:
    """Return the plan from an instant on; `now` must be aware and in UTC."""
    programme = basis.programme
    items = [item for item in basis.items if item.manifest.pages_for(programme.panel)]
    items.sort(key=lambda item: item.disclosure)
    to_at = now + horizon
    workdays = Workdays(programme.calendar)
    moments = _cuts(basis, items, workdays, from_at=now, to_at=to_at)
    cuts = sorted({now, *moments, to_at})
    return Plan(
        group=programme.group,
        programme=programme.digest(),
        programme_version=programme.version,
        time_zone=programme.time_zone,
        made_at=now,
        panel=programme.panel,
        content=_content(programme),
        hall=programme.hall,
        override=programme.override,
        items=tuple(_plan_item(item, basis) for item in items),
        withdrawn=tuple(basis.withdrawn),
        spans=tuple(
            _span(basis, items, workdays, now=now, from_at=start, to_at=end)
            for start, end in pairwise(cuts)
        ),
    )


def _cuts(
    basis: PlanBasis,
    items: Sequence[Item],
    workdays: Workdays,
    *,
    from_at: datetime,
    to_at: datetime,
) -> list[datetime]:
    zone = basis.zone
    found: list[datetime] = []
    for item in items:
        found.extend(changes(item.entry.window, from_at, to_at, zone))
    for day in days_between(from_at, to_at, zone):
        found.append(local_instant(day, datetime.min.time(), zone))
        found.extend(_hall_edges(basis, workdays, day))
    return [moment for moment in found if from_at < moment < to_at]


def _hall_edges(basis: PlanBasis, workdays: Workdays, day: date) -> list[datetime]:
    spans = _hall_spans(basis.programme, workdays, day)
    edges = [edge for span in spans for edge in (span.from_time, span.to_time)]
    return [local_instant(day, edge, basis.zone) for edge in edges]


def _hall_spans(
    programme: Programme, workdays: Workdays, day: date
) -> tuple[OpenSpan, ...]:
    """Return the hall's hours on a date.

    A worked weekend day has the hours of the first weekday that has any. A weekend
    day off keeps its own hours, if the hall has such, but not within a holiday.
    """
    hours = programme.hall.hours
    own = spans_on(hours, day.isoweekday())
    if not programme.calendar.covers(day):
        return own
    if workdays.is_working_day(day):
        if not is_weekend(day):
            return own
        weekdays = (spans_on(hours, weekday) for weekday in _WEEKDAYS)
        return own or next(filter(None, weekdays), ())
    return () if _in_holiday(programme.calendar, workdays, day) else own


def _in_holiday(calendar: CalendarSlice, workdays: Workdays, day: date) -> bool:
    """Say whether the days off around a day off hold a weekday."""
    return any(
        not is_weekend(off)
        for step in (-_DAY, _DAY)
        for off in _days_off(calendar, workdays, day, step)
    )


def _days_off(
    calendar: CalendarSlice, workdays: Workdays, day: date, step: timedelta
) -> Iterator[date]:
    while calendar.covers(day) and not workdays.is_working_day(day):
        yield day
        day += step


def _content(programme: Programme) -> Content:
    area = content_rectangle(programme.panel)
    return Content(x=area.x, y=area.y, width=area.width, height=area.height)


def _span(
    basis: PlanBasis,
    items: Sequence[Item],
    workdays: Workdays,
    *,
    now: datetime,
    from_at: datetime,
    to_at: datetime,
) -> PlanSpan:
    zone = basis.zone
    current = playlist(items, from_at, zone)
    places = {item.disclosure: number for number, item in enumerate(items)}
    slides = tuple(
        slide.model_copy(update={"item": places[current[slide.item].disclosure]})
        for slide in loop_of(current, basis.programme.panel)
    )
    today = from_at.astimezone(zone).date()
    faces = tuple(
        face_of(
            item,
            place=places[item.disclosure],
            counted=basis.counted.get(item.disclosure),
            today=today,
            known_on=now.astimezone(zone).date(),
            workdays=workdays,
            zone=zone,
        )
        for item in current
    )
    return PlanSpan(
        from_at=from_at,
        to_at=to_at,
        anchor_at=anchor_of(current, from_at, zone),
        slides=slides,
        faces=faces,
        hall=_hall_face(basis, workdays, from_at),
    )


def _hall_face(basis: PlanBasis, workdays: Workdays, at: datetime) -> HallFace:
    zone = basis.zone
    today = at.astimezone(zone).date()
    for offset in range(15):
        day = today + timedelta(days=offset)
        edges = _hall_edges(basis, workdays, day)
        for opens_at, closes_at in zip(edges[::2], edges[1::2], strict=True):
            if opens_at <= at < closes_at:
                return HallFace(open_now=True, changes_at=closes_at)
            if at < opens_at:
                return HallFace(open_now=False, changes_at=opens_at)
    return HallFace(open_now=False, changes_at=None)


def _plan_item(item: Item, basis: PlanBasis) -> PlanItem:
    manifest, entry = item.manifest, item.entry
    published_on = entry.published_at.astimezone(basis.zone).date()
    return PlanItem(
        disclosure=item.disclosure,
        manifest=entry.manifest.sha256,
        title=manifest.title,
        board=manifest.board,
        unit_name=manifest.unit_name,
        unit_lines=manifest.unit_lines,
        register_number=entry.register_number,
        published_on=published_on,
        kind_of_act=manifest.kind_of_act,
        objections_telephone=manifest.objections_telephone,
        code_text=manifest.qr_target or _code_text(item, published_on),
        pages=tuple(
            PlanPage(
                sha256=page.asset.sha256,
                length=page.asset.length,
                pixels_sha256=page.pixels_sha256,
                width=page.width,
                height=page.height,
            )
            for page in manifest.pages_for(basis.programme.panel)
        ),
    )


def _code_text(item: Item, published_on: date) -> str:
    """Return the short text that a code carries where there is no address to open."""
    return "\n".join(
        (
            item.manifest.title,
            item.manifest.unit_name,
            item.entry.register_number,
            published_on.isoformat(),
            f"SHA-256 {item.entry.manifest.sha256[:_FINGERPRINT]}",
        )
    )
