"""Hold orders that go before every loop: emergency notices, stops, and their ends.

They are documents only; `programme.override_verdict` says whether one may be obeyed.
An order of the whole county names no group; any other names every group it is for.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.approval import Approval
from programme.document import Document, Identifier, Instant, Sha256

Level = Literal["red", "orange", "yellow", "blue"]


def _is_unset(value: object) -> bool:
    return not value


class Override(Document):
    """Be an emergency notice that silences the loop; who may issue it is named."""

    kind_name: ClassVar[str] = "应急插播"

    id: Identifier
    level: Level
    headline: str
    place: str
    acts: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    issuer: str
    starts_at: Instant
    ends_at: Instant
    icon: str = Field(default="", exclude_if=_is_unset)
    """The sign of the danger, by its name in `look/icons.txt`."""
    act_icons: tuple[str, ...] = Field(default=(), exclude_if=_is_unset)
    """One for each act, in their order."""
    groups: tuple[Identifier, ...] = Field(default=(), exclude_if=_is_unset)
    """The display groups that it is for; empty: the whole county."""
    drill: bool = Field(default=False, exclude_if=_is_unset)
    """An exercise (演练): the page says so."""
    sealed_reason: Sha256 | None = Field(default=None, exclude_if=_is_unset)
    """The digest of why one person issued it alone; set where only one did."""
    approvals: tuple[Approval, ...]

    def subject(self) -> str:
        """Return the digest that its approvals are over: itself without them."""
        return self.model_copy(update={"approvals": ()}).digest()


class StopCause(StrEnum):
    """List why screens may be ordered to the default page."""

    MOURNING = "mourning"
    """Days of mourning (悼念日)."""
    SUPERIOR_ORDER = "superior_order"
    WRONG_CONTENT = "wrong_content"
    """Something that hangs must be looked at before anything goes on."""
    SECURITY = "security"
    """Somebody may have got at the system."""
    SAFETY = "safety"


class Stop(Document):
    """Be the order that sends screens to the default page for a while."""

    kind_name: ClassVar[str] = "转为默认页的命令"

    format: Literal["mingbai.stop/1"] = "mingbai.stop/1"
    id: Identifier
    cause: StopCause
    groups: tuple[Identifier, ...]
    """The display groups that it is for; empty: the whole county."""
    grey: bool
    """The default page stands in grey, on days of mourning."""
    whole_kiosk: bool = Field(default=False, exclude_if=_is_unset)
    """Kiosks answer no business query either; they show the default page alone."""
    starts_at: Instant
    ends_at: Instant
    approvals: tuple[Approval, ...]

    def subject(self) -> str:
        """Return the digest that its approvals are over: itself without them."""
        return self.model_copy(update={"approvals": ()}).digest()


class OrderEnd(Document):
    """Be the signed word that an emergency notice or a stop is over before its time."""

    kind_name: ClassVar[str] = "提前结束的命令"

    format: Literal["mingbai.order-end/1"] = "mingbai.order-end/1"
    order: Identifier
    ordered: Sha256
    """What the approvals of the order are over."""
    ended_at: Instant
    approvals: tuple[Approval, ...]

    def subject(self) -> str:
        """Return the digest that its approvals are over: itself without them."""
        return self.model_copy(update={"approvals": ()}).digest()
