"""Hold a target that was made and is not published yet; no behaviour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from publishing.release.publication import Asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Be a target's content, which gets its version only if it is news."""

    target: str
    content_sha256: str
    """Of everything but version and instant."""
    finish: Callable[[int, datetime], bytes]
    """Return the bytes as this version of this instant."""
    assets: Iterable[Asset] = ()
    """Files that must lie in the repository before the target does."""
    refused: tuple[str, ...] = field(default=())
    """What was left out of it and why, in words."""
