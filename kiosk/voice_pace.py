"""Keep one kiosk from being flooded, without knowing anybody (REQ-50).

It counts by device and by visit, and knows a repeat by a keyed digest whose key lives
as long as the program: no word of a visitor stays.
"""

import hashlib
import hmac
import secrets
from collections import deque
from enum import StrEnum

from programme.channels import tells_of_person
from programme.clock import Clock
from programme.questions import SHORTEST_TEXT

MOST_AN_HOUR = 20
MOST_A_VISIT = 3
_HOUR_S = 3600.0
_REMEMBERED = 200
_LEAST_SIGNS = 3


class Objection(StrEnum):
    """Say why a question is not taken; the catalogues put it into words."""

    SHORT = "short"
    EMPTY_TALK = "empty_talk"
    """One sign again and again."""
    PERSON = "person"
    """It holds a number that leads to a person."""
    REPEAT = "repeat"
    VISIT = "visit"
    OFTEN = "often"


class VoicePace:
    """Be asked before a question is kept, and told when one was."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._times: deque[float] = deque(maxlen=MOST_AN_HOUR)
        self._digests: deque[bytes] = deque(maxlen=_REMEMBERED)

    def objection(self, text: str, *, left: int) -> Objection | None:
        """Return what speaks against a text, if anything does.

        Args:
            text: The cleaned text.
            left: How many were left in this visit.
        """
        faults = (
            (len(text) < SHORTEST_TEXT, Objection.SHORT),
            (len(set(text)) < _LEAST_SIGNS, Objection.EMPTY_TALK),
            (tells_of_person(text), Objection.PERSON),
            (self._digest(text) in self._digests, Objection.REPEAT),
            (left >= MOST_A_VISIT, Objection.VISIT),
            (self._is_busy(), Objection.OFTEN),
        )
        return next((objection for wrong, objection in faults if wrong), None)

    def note(self, text: str) -> None:
        """Remember that a question was kept."""
        self._times.append(self._clock.monotonic())
        self._digests.append(self._digest(text))

    def _is_busy(self) -> bool:
        full = len(self._times) == MOST_AN_HOUR
        return full and self._clock.monotonic() - self._times[0] < _HOUR_S

    def _digest(self, text: str) -> bytes:
        plain = "".join(sign for sign in text if sign.isalnum())
        return hmac.new(self._key, plain.encode(), hashlib.sha256).digest()
