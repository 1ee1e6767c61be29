"""Count what visits do, by the day; know no visitor, write nothing.

Of the words of a search in vain it keeps a digest under a key that it makes each day
and tells nobody; the words themselves stay only with the visit that types them, until
as many visits of one day as `SEEN_BY` have typed the same (decision 0055).
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date
from threading import Lock

from directory.texts import clean
from programme.visit_counts import CountKind, may_be_sent

SEEN_BY = 3
"""Visits of one day that must have typed the same words before these are sent."""
_MOST_WORDS = 2_000
_MOST_SUBJECTS = 20_000

Counted = tuple[date, CountKind, str]


class Tally:
    """Hold the counts until they are taken; any thread may count."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Counted] = Counter()
        self._day: date | None = None
        self._key = b""
        self._typed: Counter[bytes] = Counter()

    def count(self, on: date, kind: CountKind, subject: str = "") -> None:
        """Count one thing."""
        with self._lock:
            self._add({(on, kind, subject): 1})

    def in_vain(self, on: date, words: str) -> None:
        """Count a search that found nothing; its words only once many typed them."""
        with self._lock:
            self._add({(on, CountKind.IN_VAIN, ""): 1})
            said = clean(words)
            if may_be_sent(said):
                seen = self._seen(on, said)
                if seen >= SEEN_BY:
                    # With the third come the two before it; then one by one.
                    times = seen if seen == SEEN_BY else 1
                    self._add({(on, CountKind.VAIN_WORDS, said): times})

    def take(self) -> Mapping[Counted, int]:
        """Return what was counted since the last time, and begin anew."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def give_back(self, counts: Mapping[Counted, int]) -> None:
        """Count again what could not be recorded."""
        with self._lock:
            self._add(counts)

    def _add(self, counts: Mapping[Counted, int]) -> None:
        for one, times in counts.items():
            if one in self._counts or len(self._counts) < _MOST_SUBJECTS:
                self._counts[one] += times

    def _seen(self, on: date, said: str) -> int:
        """Return how many visits of the day have typed these words, this one too."""
        if on != self._day:
            self._day, self._key = on, secrets.token_bytes(32)
            self._typed.clear()
        digest = hashlib.blake2b(said.encode(), key=self._key, digest_size=16).digest()
        if digest in self._typed or len(self._typed) < _MOST_WORDS:
            self._typed[digest] += 1
        return self._typed[digest]
