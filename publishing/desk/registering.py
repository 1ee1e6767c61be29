"""Give register numbers, and put disclosures on and off their display groups."""

from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.manifest import Manifest
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd, Window
from publishing.desk.rows import step
from publishing.desk.rules import DeskAct
from publishing.desk.succession import places_of
from publishing.releases_due import ask_for_groups
from publishing.staff.acting import touch
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    DraftState,
    ManifestRow,
    RegisterCounter,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.schedule import EndKind, GroupEntry
from publishing.tables.units import UnitRow

_KINDS = {
    FixedEnd: EndKind.FIXED,
    ProvisionalEnd: EndKind.PROVISIONAL,
    OpenEnd: EndKind.OPEN,
}


def give_register_number(
    session: Session, row: Draft, *, now: datetime, zone: tzinfo
) -> str:
    """Return the disclosure's register number; a first approval gives one.

    Numbers run per unit and local year and are never given twice, not even after a
    withdrawal, because the counter only rises.
    """
    disclosure = session.get_one(Disclosure, row.disclosure_id)
    if disclosure.register_number is not None:
        return disclosure.register_number
    year = now.astimezone(zone).year
    counter = session.get(RegisterCounter, (row.unit_id, year))
    if counter is None:
        counter = RegisterCounter(unit_id=row.unit_id, year=year, last=0)
        session.add(counter)
    counter.last += 1
    unit = session.get_one(UnitRow, row.unit_id)
    disclosure.register_year, disclosure.register_running = year, counter.last
    disclosure.published_at, disclosure.hung_since = now, row.hung_since
    number = f"{unit.register_name} {year}-{counter.last:04d}"
    disclosure.register_number = number
    session.flush()
    return number


def publish_entries(
    session: Session, row: Draft, sha256: str, *, window: Window, now: datetime
) -> tuple[str, ...]:
    """Open a version's window on its groups in place of the version before it.

    Returns:
        The requests to withdraw the version before, which are void with it.
    """
    row.approved_at = now
    touched = {group.id for group in places_of(session, row)}
    touched |= _supersede(session, row, now)
    manifest = Manifest.parse(session.get_one(ManifestRow, sha256).body)
    for group in row.groups:
        session.add(_entry(row, group, manifest, window, now))
    session.flush()
    ask_for_groups(session, sorted(touched), now)
    touch(session, frozenset(touched))
    return _lapse_requests(session, row, now)


def take_off(session: Session, disclosure: str, now: datetime) -> frozenset[str]:
    """Take a disclosure off every group and return them; the rows stay."""
    query = select(GroupEntry).where(
        GroupEntry.disclosure_id == disclosure, GroupEntry.removed_at.is_(None)
    )
    groups = set()
    for entry in session.scalars(query):
        entry.removed_at = now
        groups.add(entry.group_id)
    session.flush()
    return frozenset(groups)


def _supersede(session: Session, row: Draft, now: datetime) -> frozenset[str]:
    before = select(Draft).where(
        Draft.disclosure_id == row.disclosure_id,
        Draft.state == DraftState.APPROVED,
        Draft.id != row.id,
    )
    for old in session.scalars(before):
        step(old, DeskAct.SUPERSEDE, now)
    return take_off(session, row.disclosure_id, now)


def _lapse_requests(session: Session, row: Draft, now: datetime) -> tuple[str, ...]:
    """Decline requests to withdraw a version that is replaced; none could confirm."""
    query = select(WithdrawalRow).where(
        WithdrawalRow.disclosure_id == row.disclosure_id,
        WithdrawalRow.state == WithdrawalState.REQUESTED,
    )
    requests = tuple(session.scalars(query.order_by(WithdrawalRow.id)))
    for request in requests:
        request.state, request.settled_at = WithdrawalState.DECLINED, now
    return tuple(request.id for request in requests)


def _entry(
    row: Draft, group: str, manifest: Manifest, window: Window, now: datetime
) -> GroupEntry:
    form = window.model_dump(mode="json")
    end = window.end
    return GroupEntry(
        group_id=group,
        disclosure_id=row.disclosure_id,
        manifest_sha256=manifest.digest(),
        published_at=now,
        starts_at=window.starts_at,
        end_kind=_KINDS[type(end)],
        ends_at=None if isinstance(end, OpenEnd) else end.at,
        weekdays=form["weekdays"],
        dayparts=form["dayparts"],
        past_days=manifest.rule_afterwards.past_days,
    )
