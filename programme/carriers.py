"""Name the carriers on which a disclosure can be carried (REQ-35); it counts nothing.

Which carrier a catalogue line names primary, and whether a record of it makes a
working day count, is the centre's matter.
"""

from enum import StrEnum


class Carrier(StrEnum):
    """Say where a disclosure is carried (公开载体)."""

    SCREEN = "screen"
    KIOSK = "kiosk"
    PAPER_BOARD = "paper_board"
    """公开栏: proved by a photo at posting and one at removal."""
    WEBSITE = "website"
    """Proved by the address of the page."""
    WECHAT = "wechat"
    SMS = "sms"
    BROADCAST = "broadcast"
    BULLETIN = "bulletin"
    """简报、公开信: paper that is handed out."""
    MEETING = "meeting"
    NEWSPAPER = "newspaper"


PROVED_BY_DEVICES = frozenset({Carrier.SCREEN, Carrier.KIOSK})
"""Carriers that need no record by hand: their devices send signed play records."""

PRIMARY_BY_DEFAULT = frozenset({Carrier.PAPER_BOARD, Carrier.WEBSITE})
"""Primary where no catalogue line says otherwise."""
