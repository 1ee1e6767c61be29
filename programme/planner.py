"""Make a plan out of a programme; pure, and the only place that cuts spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from programme.hours import spans_on
from programme.legal_clock import Counted, face_of
from programme.plan import HallFace, Plan, PlanItem, PlanPage, PlanSpan
from programme.playlist import Item, anchor_of, loop_of, playlist
from programme.programme import Programme
from programme.window import changes, days_between, local_instant
from programme.workdays import Workdays

HORIZON = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBasis:
    """Be all that a plan is made of."""

    programme: Programme
    items: Sequence[Item]
    counted: Mapping[str, Counted]
    """By disclosure; what has none has been shown on no day."""

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
    cuts = sorted({now, *_cuts(basis, items, now, to_at), to_at})
    workdays = Workdays(programme.calendar)
    return Plan(
        group=programme.group,
        programme=programme.digest(),
        programme_version=programme.version,
        time_zone=programme.time_zone,
        made_at=now,
        panel=programme.panel,
        hall=programme.hall,
        override=programme.override,
        items=tuple(_plan_item(item, basis) for item in items),
        withdrawn=tuple(
            signed.withdrawal.disclosure for signed in programme.withdrawals
        ),
        spans=tuple(
            _span(basis, items, workdays, now=now, from_at=start, to_at=end)
            for start, end in pairwise(cuts)
        ),
    )


def _cuts(
    basis: PlanBasis, items: Sequence[Item], from_at: datetime, to_at: datetime
) -> list[datetime]:
    zone = basis.zone
    found: list[datetime] = []
    for item in items:
        found.extend(changes(item.entry.window, from_at, to_at, zone))
    for day in days_between(from_at, to_at, zone):
        found.append(local_instant(day, datetime.min.time(), zone))
        found.extend(_hall_edges(basis, day))
    return [moment for moment in found if from_at < moment < to_at]


def _hall_edges(basis: PlanBasis, day: date) -> list[datetime]:
    if not _hall_works(basis, day):
        return []
    spans = spans_on(basis.programme.hall.hours, day.isoweekday())
    edges = [edge for span in spans for edge in (span.from_time, span.to_time)]
    return [local_instant(day, edge, basis.zone) for edge in edges]


def _hall_works(basis: PlanBasis, day: date) -> bool:
    """Say whether the hall keeps its hours: it is shut on closed working weekdays."""
    return day not in basis.programme.calendar.closed


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
        hall=_hall_face(basis, from_at),
    )


def _hall_face(basis: PlanBasis, at: datetime) -> HallFace:
    zone = basis.zone
    today = at.astimezone(zone).date()
    for offset in range(15):
        day = today + timedelta(days=offset)
        edges = _hall_edges(basis, day)
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
            f"SHA-256 {item.entry.manifest.sha256}",
        )
    )
