"""Say a disclosure in a few lines, the same on every carrier; pure (REQ-35).

A code carries these lines where there is no address to open. Screen, kiosk, paper sheet
and what is sent to groups all take them from here; what may be said of the content was
signed with the manifest (`extract`) and is not chosen here.
"""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from programme.boards import KindOfAct
from programme.manifest import Manifest

MOST_CODE_BYTES: Final = 300
"""More makes a code's cells too small at ten times the length of its side."""
MOST_MESSAGE_BYTES: Final = 900
"""About 300 Han characters: what a message to a group holds at one look."""

_FINGERPRINT = 16
"""Digits of the digest in a code; all 64 would make it too fine to scan from afar."""
_MOST_OF_EACH = (102, 66, 42, 50)
"""Bytes of title, unit, number and days; with the digest they fit into any code."""
_LEAST_EXTRACT_BYTES = 30
_MORE = "…"
_INSTANT = timedelta(microseconds=1)
_HAS_A_LAST_DAY = frozenset({KindOfAct.PUBLIC_NOTICE, KindOfAct.CONSULTATION})


def code_text(
    manifest: Manifest, *, register_number: str, published_at: datetime, zone: tzinfo
) -> str:
    """Return what a code says: the signed address, else the short text itself."""
    return manifest.qr_target or short_text(
        manifest,
        register_number=register_number,
        published_at=published_at,
        zone=zone,
    )


def short_text(
    manifest: Manifest,
    *,
    register_number: str,
    published_at: datetime,
    zone: tzinfo,
    most_bytes: int = MOST_CODE_BYTES,
) -> str:
    """Return a disclosure in a few lines.

    Args:
        manifest: What was signed of it.
        register_number: As people read it.
        published_at: When this version was published.
        zone: The county's time zone.
        most_bytes: How long it may be as UTF-8; the extract takes what is left.
    """
    published_on = published_at.astimezone(zone).date()
    said = (
        manifest.title,
        manifest.unit_name,
        register_number,
        _days(manifest, published_on, zone),
    )
    pairs = zip(said, _MOST_OF_EACH, strict=True)
    before = [_cut(text, most) for text, most in pairs if text]
    after = f"SHA-256 {manifest.digest()[:_FINGERPRINT]}"
    room = most_bytes - len("\n".join((*before, after)).encode()) - 1
    fits = room >= _LEAST_EXTRACT_BYTES and manifest.extract
    told = [_cut(manifest.extract, room)] if fits else []
    return "\n".join((*before, *told, after))


def _days(manifest: Manifest, published_on: date, zone: tzinfo) -> str:
    """Return the days; of what people may answer to also the last one, and where."""
    if manifest.kind_of_act not in _HAS_A_LAST_DAY:
        return published_on.isoformat()
    end, told = manifest.promised_end_at, published_on.isoformat()
    if end is not None:
        last = (end - _INSTANT).astimezone(zone).date()
        told = f"{told} — {last.isoformat()}"
    return f"{told} {manifest.objections_telephone}".rstrip()


def _cut(text: str, most_bytes: int) -> str:
    """Return a text that fits, cut between characters and marked as cut."""
    if len(text.encode()) <= most_bytes:
        return text
    room = most_bytes - len(_MORE.encode())
    return f"{text.encode()[:room].decode(errors='ignore').rstrip()}{_MORE}"
