"""Name the field's fixed kinds: boards, terms, kinds of act, audiences, attributes."""

from enum import StrEnum


class Board(StrEnum):
    """Say which affairs a disclosure belongs to (REQ-1)."""

    PARTY = "party"
    GOV = "gov"
    VILLAGE = "village"
    FINANCE = "finance"


class Term(StrEnum):
    """Say how long a matter lasts (REQ-5)."""

    LONG_TERM = "long_term"
    PERIODIC = "periodic"
    IMMEDIATE = "immediate"
    STAGED = "staged"


class KindOfAct(StrEnum):
    """Decide clock, words and what a shortfall does (REQ-21)."""

    DISCLOSURE = "disclosure"
    """公开: extended when a day falls short."""
    PUBLIC_NOTICE = "public_notice"
    """公示: a printed end and a telephone for objections; the end stands."""
    ANNOUNCEMENT = "announcement"
    """公告."""
    CONSULTATION = "consultation"
    """征求意见."""


class Attribute(StrEnum):
    """Say whether a document is disclosed at all (REQ-10)."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    NOT_DISCLOSED = "not_disclosed"


class Audience(StrEnum):
    """Say who may see a disclosure; a display group has exactly one (REQ-20)."""

    EVERYONE = "everyone"
    VILLAGE_RESIDENTS = "village_residents"
    PARTY_MEMBERS = "party_members"
    OWN_STAFF = "own_staff"
    NAMED_GROUP = "named_group"


class DisplayKind(StrEnum):
    """Say what a display is."""

    SCREEN = "screen"
    KIOSK = "kiosk"
