"""Hold how many working days each disclosure has hung, as the centre has counted."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Document, Identifier, Instant


class DisclosureProgress(Document):
    """Be one disclosure's count on one display group."""

    disclosure: Identifier
    shown_on: tuple[date, ...]
    """Days that count, in order."""
    short_on: tuple[date, ...]
    """Days that fell short, in order."""


class Progress(Document):
    """Be one group's counts; a signed target of its own (公示进度)."""

    kind_name: ClassVar[str] = "公示进度"

    format: Literal["mingbai.progress/1"] = "mingbai.progress/1"
    version: Annotated[int, Field(ge=1)]
    group: Identifier
    as_of: Instant
    disclosures: tuple[DisclosureProgress, ...]
