"""Read what was decided and is on displays now; sign and decide nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.approval import check_directory
from directory.model import Directory
from programme.approval import Approval, People
from programme.echo import FollowUp, Reply
from programme.errors import SignatureRefused
from programme.manifest import Manifest
from programme.override import OrderEnd, Override, Stop
from programme.programme import SignedWithdrawal
from programme.verdict import check_signatures
from publishing.tables.disclosures import (
    DecisionRow,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.schedule import EndKind, GroupEntry
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder
from publishing.tables.services import DirectoryVersion
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState

_LOOKED_UP_FOR: Final = timedelta(days=366)
"""What has ended may still be looked up at a kiosk for so long."""
_APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Be one document that people decided, with what they signed."""

    subject: str
    approvals: tuple[Approval, ...]
    unit: str | None
    directory: Directory | None = None
    """Where it is one; its word beside counts too."""
    groups: tuple[str, ...] = ()
    """Of an order: the display groups that it is for; none are named: the county's."""


def holds(one: Decided, people: People) -> bool:
    """Say whether the signatures of something hold by a list of people."""
    try:
        if one.directory is not None:
            check_directory(one.directory, people)
        for unit in _units_of(one, people):
            check_signatures(one.subject, one.approvals, people, unit=unit)
    except SignatureRefused:
        return False
    return True


def _units_of(one: Decided, people: People) -> Iterable[str | None]:
    """Return the units by which displays judge something."""
    if one.directory is not None:
        return ()
    if one.groups:
        return {people.unit_of_group(group) for group in one.groups}
    return (people.unit_or_county(one.unit),)


def decided_now(session: Session, now: datetime) -> Iterator[Decided]:
    """Yield everything that displays show or obey, or that may come up later.

    What ended a year ago is left out; what ended it is not, for a display may be away.
    """
    yield from _manifests(session, now)
    yield from _withdrawals(session)
    yield from _orders(session)
    yield from _replies(session)
    newest = select(DirectoryVersion).order_by(DirectoryVersion.version.desc()).limit(1)
    row = session.scalar(newest)
    if row is not None:
        directory = Directory.model_validate(row.body)
        yield Decided(
            subject=directory.matter(),
            approvals=directory.approvals,
            unit=directory.county,
            directory=directory,
        )


def _manifests(session: Session, now: datetime) -> Iterator[Decided]:
    going_on = select(GroupEntry.manifest_sha256).where(
        GroupEntry.removed_at.is_(None),
        or_(
            GroupEntry.end_kind != EndKind.FIXED,
            GroupEntry.ends_at > now - _LOOKED_UP_FOR,
        ),
    )
    query = (
        select(DecisionRow.manifest_sha256, DecisionRow.approval, ManifestRow.body)
        .join(ManifestRow, ManifestRow.sha256 == DecisionRow.manifest_sha256)
        .where(
            DecisionRow.manifest_sha256.in_(going_on), DecisionRow.voided_at.is_(None)
        )
        .order_by(DecisionRow.manifest_sha256, DecisionRow.id)
    )
    signed: dict[str, list[object]] = {}
    units: dict[str, str] = {}
    for sha256, approval, body in session.execute(query):
        signed.setdefault(sha256, []).append(approval)
        if sha256 not in units:
            units[sha256] = Manifest.parse(body).unit
    for sha256, approvals in signed.items():
        yield _decided(sha256, approvals, units[sha256])


def _withdrawals(session: Session) -> Iterator[Decided]:
    query = (
        select(WithdrawalRow, ManifestRow.body)
        .join(ManifestRow, ManifestRow.sha256 == WithdrawalRow.manifest_sha256)
        .where(WithdrawalRow.state == WithdrawalState.CONFIRMED)
        .order_by(WithdrawalRow.id)
    )
    for row, body in session.execute(query):
        signed = SignedWithdrawal.model_validate(row.signed)
        unit = Manifest.parse(body).unit
        yield Decided(subject=row.sha256, approvals=signed.approvals, unit=unit)


def _orders(session: Session) -> Iterator[Decided]:
    states = (OrderState.IN_FORCE, OrderState.ENDED)
    query = select(ScreenOrder).where(ScreenOrder.state.in_(states))
    for row in session.scalars(query.order_by(ScreenOrder.id)):
        kind = Override if row.kind is OrderKind.OVERRIDE else Stop
        order = kind.model_validate(row.signed)
        yield _ordered(row.sha256, order.approvals, order.groups)
        if row.end is not None:
            end = OrderEnd.model_validate(row.end)
            yield _ordered(end.subject(), end.approvals, order.groups)


def _ordered(
    subject: str, approvals: tuple[Approval, ...], groups: tuple[str, ...]
) -> Decided:
    return Decided(subject=subject, approvals=approvals, unit=None, groups=groups)


def _replies(session: Session) -> Iterator[Decided]:
    answered = QuestionRow.state == QuestionState.ANSWERED
    units: dict[str, str | None] = {}
    for row in session.scalars(select(QuestionRow).where(answered)):
        if row.published:
            reply = Reply.model_validate(row.reply)
            units[row.number] = reply.unit
            yield _decided(reply.digest(), row.approvals, reply.unit)
    query = select(FollowUpRow).where(FollowUpRow.approved_at.is_not(None))
    for later in session.scalars(query):
        document = FollowUp.model_validate(later.document)
        unit = units.get(later.number)
        yield _decided(document.digest(), later.approvals, unit)


def _decided(
    subject: str, approvals: Iterable[object], unit: str | None = None
) -> Decided:
    signed = _APPROVALS.validate_python(tuple(approvals))
    return Decided(subject=subject, approvals=signed, unit=unit)
