"""Note what devices say of their glass: checks, pictures, browsers; judge nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from programme.glass import (
    Capture,
    CaptureFailed,
    GlassCheck,
    GlassOutcome,
    GlassStarted,
)
from programme.records import ChainedRecord
from publishing.evidence.receipts import in_time
from publishing.tables.glass import CaptureRow, GlassState

HARMLESS = frozenset({GlassOutcome.SAME, GlassOutcome.UNREADABLE})
"""Outcomes that do not say that something else than was signed stood on the glass."""


def note_glass(
    session: Session, device: str, links: Sequence[ChainedRecord], at: datetime
) -> None:
    """Note every record that speaks of a glass.

    What came is not later than its coming: a clock that ran ahead for once must not
    keep back what is seen from then on.
    """
    for link in links:
        match link.record:
            case GlassCheck() as check:
                _note_check(_state(session, device), check, in_time(check.at, at))
            case GlassStarted() as started:
                began_at = in_time(started.at, at)
                _note_start(_state(session, device), started, began_at)
            case Capture() as capture:
                _note_capture(session, device, capture, in_time(capture.at, at))
            case CaptureFailed() as failed:
                _note_failure(_state(session, device), failed, in_time(failed.at, at))
            case _:
                continue


def _note_start(state: GlassState, started: GlassStarted, at: datetime) -> None:
    if _is_newer(state.started_at, at):
        state.started_at = at
        state.start_reason = started.reason


def _note_failure(state: GlassState, failed: CaptureFailed, at: datetime) -> None:
    if _is_newer(state.failed_at, at):
        state.failed_at = at
        state.fail_reason = failed.reason


def _note_check(state: GlassState, check: GlassCheck, at: datetime) -> None:
    if check.outcome not in HARMLESS and _is_newer(state.differed_at, at):
        state.differed_at = at
    if _is_newer(state.checked_at, at):
        state.checked_at = at
        state.outcome = check.outcome.value
        state.disclosure_id = check.disclosure
        state.page = check.page


def _note_capture(
    session: Session, device: str, capture: Capture, at: datetime
) -> None:
    """Expect a picture; the same picture taken twice is one file, and its first time.

    A clock stands on every page, so that two pictures are alike only within a minute.
    """
    state = _state(session, device)
    if _is_newer(state.photographed_at, at):
        state.photographed_at = at
    if session.get(CaptureRow, (device, capture.picture)) is not None:
        return
    session.add(
        CaptureRow(
            device_id=device,
            picture=capture.picture,
            at=capture.at,
            length=capture.length,
            view=capture.view,
            disclosure_id=capture.disclosure,
            page=capture.page,
            programme_version=capture.programme_version,
            cause=capture.cause.value,
            part=None,
            stored_at=None,
        )
    )


def _state(session: Session, device: str) -> GlassState:
    state = session.get(GlassState, device)
    if state is None:
        state = GlassState(device_id=device)
        session.add(state)
    return state


def _is_newer(known: datetime | None, at: datetime) -> bool:
    return known is None or at >= known
