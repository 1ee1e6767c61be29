"""Hold how a revision is to be set, besides its words; nothing is decided here."""

from dataclasses import dataclass

from media.pages.stage_bar import Step
from media.pages.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Be a look at one page while it is typed; it is drawn small."""

    page: int = 1
    """The page under view, from 1; the last one where there are fewer."""
    before: tuple[str, ...] = ()
    """What named the pages at the look before: the first that differs is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Be what the pages depend on besides the revision, the board and the panel."""

    template: Template | None = None
    """None: the one that fits what the revision holds."""
    steps: tuple[Step, ...] = ()
    """The stages of a matter that is disclosed stage by stage."""
    points: tuple[str, ...] = ()
    """What a summary page says; none: what the program proposes."""
    about: str = ""
    """What kind of paper it is, in words, for a summary page."""
    coded: bool = False
    """Whether a code on the screen opens the whole."""
    at_kiosk: bool = True
    """Whether it hangs at a kiosk too, where the whole is read."""
    whole: bool = False
    """Every page, however many: paper is turned, and has no summary."""
    first: int | None = None
    """Draw so many pages only."""
    glance: Glance | None = None
    """Draw one page only, for a look while typing."""


PLAIN = Manner()
FIRST = Glance()
