"""Hash and check passwords with argon2id; it knows no account.

The library's default costs 0.45 s on a small machine; these costs are those of the
OWASP password storage cheat sheet for argon2id. At most two run at once, so that a
crowd at the sign-in page cannot take the memory of the centre.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from publishing.errors import Refused, TooMany

LEAST_CHARACTERS = 10
MOST_CHARACTERS = 128
_MEMORY_KIB = 19_456
_AT_ONCE = 2
_WAIT_SECONDS = 5.0
_HASHER = PasswordHasher(
    time_cost=2, memory_cost=_MEMORY_KIB, parallelism=1, type=Type.ID
)


class Passwords:
    """Hash and check, a few at a time."""

    def __init__(self) -> None:
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = _nobodys_hash()

    def hash(self, password: str) -> str:
        """Return the hash to keep.

        Raises:
            TooMany: Too many are being checked at this moment.
        """
        with self._slot():
            return _HASHER.hash(password)

    def fits(self, password: str, kept: str | None) -> bool:
        """Say whether a password has the kept hash.

        Where there is none a check is run all the same, so that the time it takes
        does not tell which accounts exist.

        Raises:
            TooMany: Too many are being checked at this moment.
        """
        with self._slot():
            try:
                _HASHER.verify(kept or self._nobody, password[:MOST_CHARACTERS])
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=_WAIT_SECONDS):
            raise TooMany
        try:
            yield
        finally:
            self._slots.release()


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody signs in with this")


def check_new_password(password: str, *, login: str) -> None:
    """Return only if a password may be taken.

    Raises:
        Refused: It is too short, too long, one character, or holds the login.
    """
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        message = f"密码要 {LEAST_CHARACTERS} 到 {MOST_CHARACTERS} 个字符。请换一个。"
        raise Refused(message, code="password_length")
    if login.lower() in password.lower() or len(set(password)) < LEAST_CHARACTERS // 2:
        message = "密码太容易猜：不要用账号名，也不要重复几个字符。请换一个。"
        raise Refused(message, code="password_weak")
