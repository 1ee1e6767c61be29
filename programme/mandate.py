"""Hold the rule that a term brings; which rule applies is decided by the catalogue."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from programme.boards import Term
from programme.document import Document

Days = Annotated[int, Field(ge=1, le=2000)]


class DayKind(StrEnum):
    """Say which days a rule counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class Shortfall(StrEnum):
    """Say what a day that fell short does."""

    EXTEND = "extend"
    """The end moves by a working day, with its reason (公开)."""
    STANDS = "stands"
    """The printed end stands; a person decides (公示)."""
    RESTART = "restart"
    TOLERATE = "tolerate"


class Mandate(Document):
    """Be the rule: publish within so many days, show for at least so many."""

    term: Term
    publish_target_days: Days | None
    """Working days from the day the matter was settled: amber after this."""
    publish_legal_days: Days | None
    """Working days from the day the matter was settled: red after this."""
    show_at_least_days: Days | None
    """None: until it ends (long-term), or no mandate at all."""
    show_day_kind: DayKind = DayKind.WORKING
    shortfall: Shortfall = Shortfall.EXTEND
    basis: str
    """The rule it comes from, in words."""
    basis_checked_on: date
