"""Make a plan out of a programme: cut spans, put loops and clocks in them; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from programme.hall_hours import HallHours
from programme.layout import content_rectangle
from programme.legal_clock import Counted, face_of
from programme.loops import loops_between
from programme.merged_boards import merged_board
from programme.plan import ClockFace, Content, Plan, PlanItem, PlanPage, PlanSpan
from programme.playlist import Item, playlist
from programme.power import Resting, power_edges, resting_at
from programme.programme import Programme
from programme.short_text import code_text
from programme.show import Loop, Pause, Show, Shown
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
        more_overrides=programme.more_overrides,
        stops=programme.stops,
        alert_sound=programme.alert_sound,
        items=tuple(_plan_item(item, basis) for item in items),
        most_minutes_between=programme.most_minutes_between,
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
        self._faces: dict[tuple[int, date], ClockFace] = {}

    def until(self, to_at: datetime) -> tuple[PlanSpan, ...]:
        """Return the spans up to an instant, one after another without a gap."""
        loops = list(loops_between(self._show(), self._now, to_at))
        edges = {loop.from_at for loop in loops}
        cuts = sorted({self._now, *self._cuts(to_at), *edges, to_at})
        spans = []
        place = 0
        for start, end in pairwise(cuts):
            while loops[place].to_at <= start:
                place += 1
            spans.append(self._span(start, end, loops[place]))
        return tuple(spans)

    def _show(self) -> Show:
        programme = self._basis.programme
        return Show(
            shown=(*map(self._shown, self._items), *_past(programme)),
            service_hours=programme.service_hours,
            most_minutes_between=programme.most_minutes_between,
            zone=self._zone,
            pauses=_pauses(programme),
        )

    def _shown(self, item: Item) -> Shown:
        pages = item.manifest.pages_for(self._basis.programme.panel)
        return Shown(
            key=item.disclosure,
            item=self._places[item.disclosure],
            published_at=item.entry.published_at,
            window=item.entry.window,
            dwells=tuple(page.dwell_s for page in pages),
            owed_until=item.entry.owed_until,
            promotional=item.manifest.mandate.promotional,
        )

    def _cuts(self, to_at: datetime) -> list[datetime]:
        programme, zone = self._basis.programme, self._zone
        found: list[datetime] = []
        for item in self._items:
            found.extend(changes(item.entry.window, self._now, to_at, zone))
        for day in days_between(self._now, to_at, zone):
            found.append(local_instant(day, datetime.min.time(), zone))
            found.extend(self._hall.edges(day))
            hours = programme.service_hours
            found.extend(power_edges(programme.power, hours, day, zone))
        return [moment for moment in found if self._now < moment < to_at]

    def _span(self, from_at: datetime, to_at: datetime, loop: Loop) -> PlanSpan:
        programme = self._basis.programme
        current = playlist(self._items, from_at, self._zone)
        today = from_at.astimezone(self._zone).date()
        resting = resting_at(
            programme.power, programme.service_hours, from_at, self._zone
        )
        slides = () if resting is Resting.OFF else loop.slides
        return PlanSpan(
            from_at=from_at,
            to_at=to_at,
            anchor_at=loop.anchor_at if slides else from_at,
            slides=slides,
            faces=tuple(self._face(item, today) for item in current),
            hall=self._hall.face(from_at),
            resting=resting,
        )

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


def _pauses(programme: Programme) -> tuple[Pause, ...]:
    """Return when orders stand before the loop, those that overlap as one."""
    found: list[Pause] = []
    spans = [(one.starts_at, one.ends_at) for one in programme.overrides()]
    spans += [(one.starts_at, one.ends_at) for one in programme.stops]
    for from_at, to_at in sorted(spans):
        if found and from_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], to_at))
        else:
            found.append((from_at, to_at))
    return tuple(found)


def _past(programme: Programme) -> Iterator[Shown]:
    """Yield what was taken out; it is below 0, and in no loop from now on."""
    for number, past in enumerate(programme.past, start=1):
        yield Shown(
            key=f"-{past.disclosure}-{number}",
            item=-number,
            published_at=past.published_at,
            window=past.window,
            dwells=past.dwells,
            owed_until=past.owed_until,
            promotional=past.promotional,
        )


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
        code_text=code_text(
            manifest,
            register_number=entry.register_number,
            published_at=entry.published_at,
            zone=basis.zone,
        ),
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
