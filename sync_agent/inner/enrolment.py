"""Become known to the centre by a code on the device's own screen; keep nothing."""

import secrets
import socket
from dataclasses import dataclass

from programme.boards import DisplayKind
from programme.enrolment import EnrolmentAccepted, EnrolmentRequest, EnrolmentWaiting
from programme.keys import SigningKey
from sync_agent.inner.device_api import DeviceApi

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which are taken for one another."""
_LENGTH = 8
_LONGEST_HOSTNAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGlass:
    """Be what hangs on this machine."""

    kind: DisplayKind
    width: int
    height: int


def new_code() -> str:
    """Return a code that nobody can guess and everybody can read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))


def ask(
    api: DeviceApi, key: SigningKey, glass: OwnGlass, code: str
) -> EnrolmentWaiting | EnrolmentAccepted:
    """Ask the centre once.

    Raises:
        EnrolmentRefused: The centre does not take this device with this code.
        HttpFailed: The centre does not answer as it should.
    """
    return api.enrol(request_of(key, glass, code))


def request_of(key: SigningKey, glass: OwnGlass, code: str) -> EnrolmentRequest:
    """Return what the centre is asked, by whichever way."""
    return EnrolmentRequest(
        public=key.public,
        code=code,
        display_kind=glass.kind,
        width=glass.width,
        height=glass.height,
        hostname=socket.gethostname()[:_LONGEST_HOSTNAME],
    )
