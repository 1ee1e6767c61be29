"""Make a plan out of a programme; pure, and the only place that cuts spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from programme.hall_hours import HallHours
from programme.layout import content_rectangle
from programme.legal_clock import Counted, face_of
from programme.merged_boards import merged_board
from programme.plan import ClockFace, Content, Plan, PlanItem, PlanPage, PlanSpan
from programme.playlist import Item, SlideRef, anchor_of, loop_of, playlist
from programme.programme import Programme
from programme.window import changes, days_between, local_instant
from programme.workdays import Workdays

HORIZON = timedelta(days=14)

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
    area = content_rectangle(programme.panel)
    return Plan(
        group=programme.group,
        programme=programme.digest(),
        programme_version=programme.version,
        time_zone=programme.time_zone,
        made_at=now,
        panel=programme.panel,
        content=Content(x=area.x, y=area.y, width=area.width, height=area.height),
        hall=programme.hall,
        override=programme.override,
        items=tuple(_plan_item(item, basis) for item in items),
        withdrawn=tuple(basis.withdrawn),
        spans=_Spans(basis, items, now).until(now + horizon),
    )


class _Spans:
    """Cut spans; loops and clocks that several spans share are made once."""

    def __init__(self, basis: PlanBasis, items: Sequence[Item], now: datetime) -> None:
        self._basis = basis
        self._items = items
        self._now = now
        self._zone = basis.zone
        self._workdays = Workdays(basis.programme.calendar)
        self._hall = HallHours(basis.programme, self._workdays, basis.zone)
        self._places = {item.disclosure: place for place, item in enumerate(items)}
        self._loops: dict[tuple[int, ...], tuple[SlideRef, ...]] = {}
        self._faces: dict[tuple[int, date], ClockFace] = {}

    def until(self, to_at: datetime) -> tuple[PlanSpan, ...]:
        """Return the spans up to an instant, one after another without a gap."""
        cuts = sorted({self._now, *self._cuts(to_at), to_at})
        return tuple(self._span(start, end) for start, end in pairwise(cuts))

    def _cuts(self, to_at: datetime) -> list[datetime]:
        found: list[datetime] = []
        for item in self._items:
            found.extend(changes(item.entry.window, self._now, to_at, self._zone))
        for day in days_between(self._now, to_at, self._zone):
            found.append(local_instant(day, datetime.min.time(), self._zone))
            found.extend(self._hall.edges(day))
        return [moment for moment in found if self._now < moment < to_at]

    def _span(self, from_at: datetime, to_at: datetime) -> PlanSpan:
        current = playlist(self._items, from_at, self._zone)
        today = from_at.astimezone(self._zone).date()
        return PlanSpan(
            from_at=from_at,
            to_at=to_at,
            anchor_at=anchor_of(current, from_at, self._zone),
            slides=self._loop(current),
            faces=tuple(self._face(item, today) for item in current),
            hall=self._hall.face(from_at),
        )

    def _loop(self, current: Sequence[Item]) -> tuple[SlideRef, ...]:
        """Return the loop with the items' places in the plan."""
        places = tuple(self._places[item.disclosure] for item in current)
        if places not in self._loops:
            self._loops[places] = tuple(
                SlideRef(
                    item=places[slide.item], page=slide.page, dwell_s=slide.dwell_s
                )
                for slide in loop_of(current, self._basis.programme.panel)
            )
        return self._loops[places]

    def _face(self, item: Item, today: date) -> ClockFace:
        place = self._places[item.disclosure]
        if (place, today) not in self._faces:
            self._faces[place, today] = face_of(
                item,
                place=place,
                counted=self._basis.counted.get(item.disclosure),
                today=today,
                known_on=self._now.astimezone(self._zone).date(),
                workdays=self._workdays,
                zone=self._zone,
            )
        return self._faces[place, today]


def _plan_item(item: Item, basis: PlanBasis) -> PlanItem:
    manifest, entry = item.manifest, item.entry
    programme = basis.programme
    joined = merged_board(programme.merged_boards, manifest.unit, manifest.board)
    published_on = entry.published_at.astimezone(basis.zone).date()
    return PlanItem(
        disclosure=item.disclosure,
        manifest=entry.manifest.sha256,
        title=manifest.title,
        board=manifest.board,
        board_lines=joined.lines if joined else (),
        unit_name=manifest.unit_name,
        unit_lines=manifest.unit_lines,
        register_number=entry.register_number,
        published_on=published_on,
        hung_since=manifest.hung_since,
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
