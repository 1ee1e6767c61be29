"""Split a record into what it shares with others and a few numbers; pure.

A county has few slides and very many plays of each: what they share, their shape, is
kept once, and a play is its shape's number, when it was, and how exactly.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from programme.canonical import canonical_bytes
from programme.glass import GlassCheck
from programme.records import PlayRecord, Record

Columns = tuple[int, ...]
"""Numbers of one record; the first is its shape, the second its instant."""

_SHARED: Final = {
    "play": ("disclosure", "manifest", "page", "page_number", "pages", "dwell_s"),
    "glass_check": ("disclosure", "manifest", "page", "expected", "found", "outcome"),
}
_REASONS: Final = (
    "turn_over",
    "replaced",
    "recalled",
    "overridden",
    "hidden",
    "stood_still",
    "closed",
    "clock_stepped",
    "continued",
    "wrong_pixels",
    "covered",
    "stopped",
)
"""Written as their places: more may follow, none may move."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def shape_of(record: Record) -> str | None:
    """Return what a record shares with others, or None where it shares nothing."""
    shared = _SHARED.get(record.kind)
    if shared is None:
        return None
    told = record.model_dump(mode="json", include={"kind", *shared})
    return canonical_bytes(told).decode()


def manifest_of(shape: str) -> str:
    """Return the manifest that a shape names."""
    manifest: str = json.loads(shape)["manifest"]
    return manifest


def columns_of(record: Record, shapes: Mapping[str, int]) -> Columns | None:
    """Return a record's numbers, or None for one that is written out instead."""
    shape = shape_of(record)
    number = shapes.get(shape) if shape else None
    if shape is None or number is None:
        return None
    match record:
        case PlayRecord() if record.reason.value in _REASONS:
            columns = _of_play(record, number)
        case GlassCheck():
            columns = _of_check(record, number)
        case _:
            return None
    same = restored(shape, columns) == record.model_dump(mode="json")
    return columns if same else None


def restored(shape: str, columns: Sequence[int]) -> dict[str, Any]:
    """Return a record as JSON has it."""
    shared: dict[str, Any] = json.loads(shape)
    restore = _RESTORE[shared["kind"]]
    return shared | restore(shared, columns)


def _of_play(play: PlayRecord, number: int) -> Columns:
    spent_ms = (play.to_at - play.from_at) // _MS
    return (
        number,
        (play.from_at - _EPOCH) // _MS,
        spent_ms - play.dwell_s * 1000,
        play.monotonic_ms - spent_ms,
        play.programme_version,
        _REASONS.index(play.reason.value) * 2 + play.clock_sure,
    )


def _of_check(check: GlassCheck, number: int) -> Columns:
    at_ms = (check.at - _EPOCH) // _MS
    return (number, at_ms, check.took_ms, 0, check.programme_version, 0)


def _play(shared: Mapping[str, Any], columns: Sequence[int]) -> dict[str, Any]:
    _, from_ms, extra_ms, mono_ms, version, end = columns
    spent_ms = extra_ms + shared["dwell_s"] * 1000
    return {
        "from_at": _instant(from_ms),
        "to_at": _instant(from_ms + spent_ms),
        "monotonic_ms": mono_ms + spent_ms,
        "reason": _REASONS[end // 2],
        "programme_version": version,
        "clock_sure": bool(end % 2),
    }


def _check(shared: Mapping[str, Any], columns: Sequence[int]) -> dict[str, Any]:
    del shared
    _, at_ms, took_ms, _, version, _ = columns
    return {"at": _instant(at_ms), "took_ms": took_ms, "programme_version": version}


_RESTORE: Final[
    Mapping[str, Callable[[Mapping[str, Any], Sequence[int]], dict[str, Any]]]
] = {"play": _play, "glass_check": _check}


def _instant(ms: int) -> str:
    at = _EPOCH + ms * _MS
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
