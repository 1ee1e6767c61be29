"""Read what hangs on display groups, each manifest opened once; change nothing.

A county hangs one manifest on many groups, and a manifest never changes: what pages
of the staff need of it is kept by its digest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from programme.boards import Board, KindOfAct
from programme.hours import DayHours, OpenSpan
from programme.layout import Panel
from programme.mandate import Mandate
from programme.manifest import Manifest
from programme.window import Window
from programme.workdays import Workdays
from publishing.evidence.windows import end_of
from publishing.schedule.limits import Hung
from publishing.schedule.load import turns_s_of
from publishing.schedule.owing import Owing, owed_until
from publishing.schedule.shares import Promise, Share
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

_HOURS = TypeAdapter(tuple[DayHours, ...])
_MOST_KEPT = 20_000
_AT_ONCE = 500
_COMMA = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Be what a manifest says of its window and its pages."""

    title: str
    board: Board
    unit: str
    unit_name: str
    mandate: Mandate
    kind_of_act: KindOfAct
    promised_end_at: datetime | None
    hung_since: date | None
    weekdays: tuple[int, ...]
    dayparts: tuple[OpenSpan, ...]
    turns_s: Mapping[str, tuple[int, ...]]
    """By the panel's name."""

    def owed_until(
        self, window: Window, workdays: Workdays, zone: tzinfo
    ) -> datetime | None:
        """Return from when on it gets only the time that others leave."""
        owing = Owing(
            mandate=self.mandate,
            kind_of_act=self.kind_of_act,
            starts_at=window.starts_at,
            end=window.end,
            hung_since=self.hung_since,
            weekdays=self.weekdays,
        )
        return owed_until(owing, workdays, zone)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Be one window of one disclosure, the same on all its groups."""

    disclosure: str
    register_number: str
    manifest: str
    starts_at: datetime
    end_kind: EndKind
    ends_at: datetime | None
    removed_at: datetime | None

    def hung(self, signed: Signed) -> Hung:
        """Return it as the limits want it."""
        return Hung(
            starts_at=self.starts_at,
            end=end_of(self.end_kind, self.ends_at),
            mandate=signed.mandate,
            promised_end_at=signed.promised_end_at,
            hung_since=signed.hung_since,
            weekdays=signed.weekdays,
        )

    def window(self, signed: Signed) -> Window:
        """Return its window; weekdays and dayparts are those that were signed."""
        return Window(
            starts_at=self.starts_at,
            end=end_of(self.end_kind, self.ends_at),
            weekdays=signed.weekdays,
            dayparts=signed.dayparts,
        )

    def goes_on(self, now: datetime) -> bool:
        """Say whether it is shown now or later."""
        over = (
            self.end_kind is EndKind.FIXED
            and self.ends_at is not None
            and self.ends_at <= now
        )
        return self.removed_at is None and not over


class Manifests:
    """Keep what was signed, by digest."""

    def __init__(self) -> None:
        self._kept: dict[str, Signed] = {}

    def of(self, session: Session, digests: Iterable[str]) -> Mapping[str, Signed]:
        """Return what the manifests of these digests say."""
        wanted = set(digests)
        if len(self._kept) > _MOST_KEPT:
            self._kept = {}
        kept = self._kept
        missing = sorted(wanted - kept.keys())
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            query = select(ManifestRow.sha256, ManifestRow.body)
            for sha256, body in session.execute(
                query.where(ManifestRow.sha256.in_(some))
            ):
                kept[sha256] = signed_of(Manifest.parse(body))
        return {sha256: kept[sha256] for sha256 in wanted}


def signed_of(manifest: Manifest) -> Signed:
    """Return what a manifest says of its window and its pages."""
    return Signed(
        title=manifest.title,
        board=manifest.board,
        unit=manifest.unit,
        unit_name=manifest.unit_name,
        mandate=manifest.mandate,
        kind_of_act=manifest.kind_of_act,
        promised_end_at=manifest.promised_end_at,
        hung_since=manifest.hung_since,
        weekdays=manifest.weekdays,
        dayparts=manifest.dayparts,
        turns_s={pages.panel.name: turns_s_of(pages.pages) for pages in manifest.pages},
    )


def hanging_where(
    session: Session, *conditions: ColumnElement[bool]
) -> dict[Hanging, list[str]]:
    """Return the windows that fulfil conditions, each with its groups."""
    # One row for a window on forty groups: the database gathers its groups. The order
    # of the columns is that of the index, which alone is read.
    window = (
        GroupEntry.disclosure_id,
        GroupEntry.manifest_sha256,
        GroupEntry.starts_at,
        GroupEntry.end_kind,
        GroupEntry.ends_at,
        GroupEntry.removed_at,
    )
    groups = func.aggregate_strings(GroupEntry.group_id, _COMMA).label("groups")
    hung = select(*window, groups).where(*conditions).group_by(*window).subquery()
    query = (
        select(Disclosure.register_number, hung)
        .join(hung, hung.c.disclosure_id == Disclosure.id)
        .order_by(hung.c.starts_at, hung.c.disclosure_id)
    )
    found = {}
    for (
        number,
        matter,
        sha256,
        starts_at,
        kind,
        ends_at,
        gone_at,
        on,
    ) in session.execute(query):
        one = Hanging(matter, number or "", sha256, starts_at, kind, ends_at, gone_at)
        found[one] = sorted(on.split(_COMMA))
    return found


def shares_of(
    hanging: Mapping[Hanging, list[str]],
    signed: Mapping[str, Signed],
    panels: Mapping[str, str],
    *,
    workdays: Workdays,
    zone: tzinfo,
) -> dict[str, list[Share]]:
    """Return what each group's loop is shared among.

    Args:
        hanging: What hangs, with its groups.
        signed: Its manifests.
        panels: The names of the groups' panels.
        workdays: By which what is owed is counted.
        zone: The zone of the days.
    """
    found: dict[str, list[Share]] = {group: [] for group in panels}
    for one, groups in hanging.items():
        said = signed[one.manifest]
        window = one.window(said)
        owed = said.owed_until(window, workdays, zone)
        by_panel = {
            panel: Share(
                disclosure=one.disclosure,
                window=window,
                turns_s=said.turns_s.get(panel, ()),
                owed_until=owed,
                promotional=said.mandate.promotional,
            )
            for panel in {panels[group] for group in groups if group in panels}
        }
        for group in groups:
            if group in panels:
                found[group].append(by_panel[panels[group]])
    return found


def panels_of(groups: Iterable[DisplayGroup]) -> dict[str, str]:
    """Return the name of each group's panel."""
    return {group.id: Panel.model_validate(group.panel).name for group in groups}


def promise_of(group: DisplayGroup) -> Promise:
    """Return what a group promises of its loop."""
    return Promise(
        hours=hours_of(group), most_minutes_between=group.most_minutes_between
    )


def hours_of(group: DisplayGroup) -> tuple[DayHours, ...]:
    """Return when a group is served."""
    return _HOURS.validate_python(group.service_hours)
