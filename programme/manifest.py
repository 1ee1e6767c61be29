"""Hold the manifest: what people sign and what a device checks; it verifies nothing."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.afterwards import NOTHING_AFTERWARDS, Afterwards
from programme.approval import Role
from programme.blocks import AssetRef
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.document import Document, Identifier, Instant, Sha256
from programme.hours import EVERY_WEEKDAY, OpenSpan, Weekday
from programme.layout import Panel
from programme.mandate import Mandate

Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]


def _is_unset(value: object) -> bool:
    return value is None


def _is_empty(value: tuple[object, ...] | str) -> bool:
    return not value


class SignedStep(Document):
    """Be one step of the approval chain that a manifest is signed under (REQ-12)."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    role: Role
    record: bool = False
    """Whether the record of a meeting, or a signed form, goes with the signature."""


class PageImage(Document):
    """Be one finished page of one panel."""

    asset: AssetRef
    """The WebP file."""
    pixels_sha256: Sha256
    """Of the decoded picture: RGB bytes, row by row, as a canvas reads them back."""
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    dwell_s: Annotated[int, Field(ge=1, le=120)]
    """Seconds that an older reader needs for it."""
    words: str
    """What the page says, for the record and for search."""


class PanelPages(Document):
    """Be all pages of a disclosure as one panel shows them."""

    panel: Panel
    pages: Annotated[tuple[PageImage, ...], Field(min_length=1)]
    whole_pages: Annotated[int, Field(ge=1)] | None = Field(
        default=None, exclude_if=_is_unset
    )
    """Where the pages are a summary (decision 0037): how many the whole would take on
    this panel. It travels only where it is set."""


class Manifest(Document):
    """Be the whole of what a signature stands for; any edit makes another digest."""

    kind_name: ClassVar[str] = "签发单"

    format: Literal["mingbai.manifest/1"] = "mingbai.manifest/1"
    disclosure: Identifier
    revision: Sha256
    title: Title
    unit: Identifier
    unit_name: str
    unit_lines: tuple[str, ...]
    """The unit's name as the rail shows it, from the larger unit to the smaller."""
    board: Board
    category: str
    kind_of_act: KindOfAct
    attribute: Attribute
    audience: Audience
    settled_on: date
    hung_since: date | None = Field(default=None, exclude_if=_is_unset)
    """The first day of a notice that hung before the product came; nothing of the days
    before its window is on record. It travels only where it is set."""
    qr_target: str
    """What the code opens; empty where the code carries the text itself."""
    objections_telephone: str = ""
    """For a 公示: where to object."""
    extract: Annotated[str, StringConstraints(max_length=300)] = Field(
        default="", exclude_if=_is_empty
    )
    """What the short text says of the content (`programme.short_text`); it names no
    person of a list. It travels only where there is one."""
    blocks: AssetRef
    """The revision's canonical bytes, from which the kiosk shows and reads."""
    images: tuple[AssetRef, ...]
    """Pictures that the blocks name."""
    pages: tuple[PanelPages, ...]
    groups: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    weekdays: tuple[Weekday, ...] = EVERY_WEEKDAY
    dayparts: tuple[OpenSpan, ...] = ()
    mandate: Mandate
    earliest_start_at: Instant
    promised_end_at: Instant | None
    """The end that is promised, where there is one; a window never ends before it."""
    promised_end_provisional: bool = False

    chain: tuple[SignedStep, ...] = Field(default=(), exclude_if=_is_empty)
    """The steps in their order, fixed at submission; empty: made before manifests said
    it, or the explanation of a withdrawal, which two people sign."""

    afterwards: Afterwards | None = Field(default=None, exclude_if=_is_unset)
    """What becomes of it after its window; None: made before manifests said it."""

    def assets(self) -> tuple[AssetRef, ...]:
        """Return every file that the manifest names, each once."""
        pages = [page.asset for panel in self.pages for page in panel.pages]
        named = {ref.sha256: ref for ref in (self.blocks, *self.images, *pages)}
        return tuple(named.values())

    @property
    def rule_afterwards(self) -> Afterwards:
        """Return what becomes of it after its window, also where it says nothing."""
        return self.afterwards or NOTHING_AFTERWARDS

    def pages_for(self, panel: Panel) -> tuple[PageImage, ...]:
        """Return the pages of a panel; none where the manifest has none for it."""
        for pages in self.pages:
            if pages.panel == panel:
                return pages.pages
        return ()
