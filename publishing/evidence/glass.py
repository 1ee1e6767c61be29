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
from publishing.tables.glass import CaptureRow, GlassState

HARMLESS = frozenset({GlassOutcome.SAME, GlassOutcome.UNREADABLE})
"""Outcomes that do not say that something else than was signed stood on the glass."""


def note_glass(session: Session, device: str, links: Sequence[ChainedRecord]) -> None:
    """Note every record that speaks of a glass."""
    for link in links:
        match link.record:
            case GlassCheck() as check:
                _note_check(_state(session, device), check)
            case GlassStarted() as started:
                _note_start(_state(session, device), started)
            case Capture() as capture:
                _note_capture(session, device, capture)
            case CaptureFailed() as failed:
                _note_failure(_state(session, device), failed)
            case _:
                continue


def _note_start(state: GlassState, started: GlassStarted) -> None:
    if _is_newer(state.started_at, started.at):
        state.started_at = started.at
        state.start_reason = started.reason


def _note_failure(state: GlassState, failed: CaptureFailed) -> None:
    if _is_newer(state.failed_at, failed.at):
        state.failed_at = failed.at
        state.fail_reason = failed.reason


def _note_check(state: GlassState, check: GlassCheck) -> None:
    if check.outcome not in HARMLESS and _is_newer(state.differed_at, check.at):
        state.differed_at = check.at
    if _is_newer(state.checked_at, check.at):
        state.checked_at = check.at
        state.outcome = check.outcome.value
        state.disclosure_id = check.disclosure
        state.page = check.page


def _note_capture(session: Session, device: str, capture: Capture) -> None:
    """Expect a picture; the same picture taken twice is one file, and its first time.

    A clock stands on every page, so that two pictures are alike only within a minute.
    """
    state = _state(session, device)
    if _is_newer(state.photographed_at, capture.at):
        state.photographed_at = capture.at
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
