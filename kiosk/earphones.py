"""Tell whether somebody listens by earphones; it plays nothing.

The kernel tells of a jack by an input device; who may read it is set up with the
machine. Where it cannot be read nobody is taken to have any: the limits then hold.
"""

import fcntl
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from config.device import Earphones, Loudness

_READ: Final = 2 << 30
_STATES_BYTES: Final = 8
STATES_REQUEST: Final = _READ | _STATES_BYTES << 16 | ord("E") << 8 | 0x1B
"""EVIOCGSW of linux/input.h, for eight bytes of switches."""
HEADPHONE_SWITCH: Final = 0x02
"""SW_HEADPHONE_INSERT of linux/input-event-codes.h."""
_log = logging.getLogger(__name__)

Switches = Callable[[Path], int]


def switches_of(device: Path) -> int:
    """Return the switches of an input device as bits.

    Raises:
        OSError: It cannot be read, or is no such device.
    """
    states = bytearray(_STATES_BYTES)
    with device.open("rb") as opened:
        fcntl.ioctl(opened, STATES_REQUEST, states)
    return int.from_bytes(states, "little")


def by_earphones(limits: Loudness, switches: Switches = switches_of) -> bool:
    """Say whether the sound goes to earphones now."""
    if limits.earphones is not Earphones.JACK or limits.jack_device is None:
        return limits.earphones is Earphones.ONLY
    try:
        return bool(switches(limits.jack_device) >> HEADPHONE_SWITCH & 1)
    except OSError as error:
        _log.warning("jack %s: %s", limits.jack_device, error)
        return False
