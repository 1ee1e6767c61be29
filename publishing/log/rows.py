"""Say what the log notes of a row; it reads and writes no table.

A row of a table that no rule names is no evidence. The same row gives the same leaf
whenever it is asked, so that what the log lacks can be told and taken in.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.orm import object_session

from programme.canonical import canonical_bytes, sha256_hex
from programme.document import to_millisecond
from programme.hours import DayHours, OpenSpan
from programme.layout import Panel
from programme.leaves import (
    BatchLeaf,
    CureLeaf,
    DecisionLeaf,
    DeclinedLeaf,
    DeviceLeaf,
    GroupLeaf,
    Leaf,
    LengtheningLeaf,
    PresenceLeaf,
    RegisterLeaf,
    RulingLeaf,
    SecrecyLeaf,
    WindowLeaf,
    WithdrawalLeaf,
)
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, Window
from publishing.packing.numbers import envelope_bytes
from publishing.tables.coverage import Cure, DayRuling, DeclinedSupplement
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.fleet import Device
from publishing.tables.lengthenings import LengtheningRow
from publishing.tables.presences import PresenceRow
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from publishing.tables.secrecy import SecrecyReview

_HOURS = TypeAdapter(tuple[DayHours, ...])
_SPANS = TypeAdapter(tuple[OpenSpan, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Be a leaf, and what it is found by."""

    subject: str
    leaf: Leaf


def noted(row: object) -> Noted | None:
    """Return what the log notes of a row, or None where it is no evidence (yet)."""
    rule = RULES.get(type(row))
    return None if rule is None else rule(row)


def _batch(row: EvidenceBatch) -> Noted:
    leaf = BatchLeaf(
        device=row.device_id,
        writer=row.writer,
        first_number=row.first_number,
        last_number=row.last_number,
        envelope=sha256_hex(_envelope_of(row)),
        received_at=to_millisecond(row.received_at),
    )
    return Noted(subject=f"{row.device_id}/{row.writer}", leaf=leaf)


def _envelope_of(row: EvidenceBatch) -> bytes:
    """Return the bytes of a batch's envelope; a row in no session holds them whole."""
    session = object_session(row)
    if session is None:
        return zlib.decompress(row.body)
    return envelope_bytes(session, row.body)


def _device(row: Device) -> Noted:
    leaf = DeviceLeaf(
        device=row.id,
        public=row.public,
        group=row.group_id,
        name=row.name,
        display_kind=row.display_kind,
        enrolled_at=to_millisecond(row.enrolled_at),
        revoked_at=_maybe(row.revoked_at),
    )
    return Noted(subject=row.id, leaf=leaf)


def _group(row: DisplayGroup) -> Noted:
    leaf = GroupLeaf(
        group=row.id,
        name=row.name,
        display_kind=row.display_kind,
        time_zone=row.time_zone,
        panel=Panel.model_validate(row.panel),
        service_hours=_HOURS.validate_python(row.service_hours),
        least_exposures_per_day=row.least_exposures_per_day,
    )
    return Noted(subject=row.id, leaf=leaf)


def _register(row: Disclosure) -> Noted | None:
    if row.register_number is None or row.published_at is None:
        return None
    leaf = RegisterLeaf(
        disclosure=row.id,
        register_number=row.register_number,
        published_at=to_millisecond(row.published_at),
    )
    return Noted(subject=row.id, leaf=leaf)


def _window(row: GroupEntry) -> Noted:
    leaf = WindowLeaf(
        disclosure=row.disclosure_id,
        manifest=row.manifest_sha256,
        group=row.group_id,
        published_at=to_millisecond(row.published_at),
        window=Window(
            starts_at=to_millisecond(row.starts_at),
            end=_end(row),
            weekdays=tuple(row.weekdays),
            dayparts=_SPANS.validate_python(tuple(row.dayparts)),
        ),
        removed_at=_maybe(row.removed_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _end(row: GroupEntry) -> End:
    if row.ends_at is None or row.end_kind is EndKind.OPEN:
        return OpenEnd()
    at = to_millisecond(row.ends_at)
    fixed = row.end_kind is EndKind.FIXED
    return FixedEnd(at=at) if fixed else ProvisionalEnd(at=at)


def _lengthening(row: LengtheningRow) -> Noted:
    leaf = LengtheningLeaf(
        disclosure=row.disclosure_id,
        manifest=row.manifest_sha256,
        groups=tuple(row.groups),
        ended_at=to_millisecond(row.ended_at),
        ends_at=to_millisecond(row.ends_at),
        reason=row.reason,
        moved_at=to_millisecond(row.moved_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _cure(row: Cure) -> Noted:
    leaf = CureLeaf(
        disclosure=row.disclosure_id,
        short_on=tuple(date.fromisoformat(day) for day in row.short_on),
        ended_at=to_millisecond(row.ended_at),
        ends_at=to_millisecond(row.ends_at),
        made_at=to_millisecond(row.made_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _ruling(row: DayRuling) -> Noted:
    leaf = RulingLeaf(
        disclosure=row.disclosure_id,
        day=row.day,
        counts=row.counts,
        reason=row.reason,
        ruled_at=to_millisecond(row.ruled_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _declined(row: DeclinedSupplement) -> Noted:
    leaf = DeclinedLeaf(
        disclosure=row.disclosure_id,
        manifest=row.manifest_sha256,
        short_on=tuple(date.fromisoformat(day) for day in row.short_on),
        reason=row.reason,
        declined_at=to_millisecond(row.declined_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _withdrawal(row: WithdrawalRow) -> Noted | None:
    if row.state is not WithdrawalState.CONFIRMED:
        return None
    leaf = WithdrawalLeaf(
        disclosure=row.disclosure_id,
        manifest=row.manifest_sha256,
        signed=sha256_hex(canonical_bytes(row.signed)),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _presence(row: PresenceRow) -> Noted:
    leaf = PresenceLeaf(
        id=row.id,
        disclosure=row.disclosure_id,
        carrier=row.carrier,
        from_on=row.from_on,
        last_on=row.last_on,
        posted_photo=row.posted_photo,
        removed_photo=row.removed_photo,
        address=row.address,
        corrects=row.corrects_id,
        struck=row.struck,
        recorded_at=to_millisecond(row.recorded_at),
    )
    return Noted(subject=row.disclosure_id, leaf=leaf)


def _secrecy(row: SecrecyReview) -> Noted:
    told = [row.reviewer_id, row.reviewer_name, row.basis, row.withheld, row.remark]
    leaf = SecrecyLeaf(
        manifest=row.manifest_sha256,
        result=row.result.value,
        record=sha256_hex(canonical_bytes(told)),
        concluded_at=to_millisecond(row.concluded_at),
    )
    return Noted(subject=row.manifest_sha256, leaf=leaf)


def _decision(row: DecisionRow) -> Noted:
    leaf = DecisionLeaf(
        manifest=row.manifest_sha256,
        role=row.role,
        approval=sha256_hex(canonical_bytes(row.approval)),
        decided_at=to_millisecond(row.decided_at),
        voided_at=_maybe(row.voided_at),
    )
    return Noted(subject=row.manifest_sha256, leaf=leaf)


def _maybe(at: datetime | None) -> datetime | None:
    return None if at is None else to_millisecond(at)


RULES: Final[dict[type[object], Callable[[Any], Noted | None]]] = {
    DisplayGroup: _group,
    Device: _device,
    SecrecyReview: _secrecy,
    DecisionRow: _decision,
    Disclosure: _register,
    GroupEntry: _window,
    LengtheningRow: _lengthening,
    Cure: _cure,
    DayRuling: _ruling,
    DeclinedSupplement: _declined,
    WithdrawalRow: _withdrawal,
    PresenceRow: _presence,
    EvidenceBatch: _batch,
}
"""By table, in the order in which rows of one act are noted."""
