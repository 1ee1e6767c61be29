"""Be the signed order that closes or works a day of the county; it writes no row.

An administrator gives it, and the centre's key vouches that they had signed in, as it
does for every decision at the desk.
"""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.document import Base64Url, Document, Identifier, Instant
from programme.keys import SigningKey, key_id, verify
from programme.workdays import Workdays
from publishing.errors import Refused
from publishing.tables.calendar import CountyDayKind

_BACK = timedelta(days=366)
_AHEAD = timedelta(days=2 * 366)

KIND_WORDS = {CountyDayKind.CLOSED: "停工", CountyDayKind.MAKE_UP: "补班"}


class CalendarOrder(Document):
    """Be what is signed: which day becomes what, why, by whom."""

    kind_name: ClassVar[str] = "工作日调整单"

    format: Literal["mingbai.calendar_order/1"] = "mingbai.calendar_order/1"
    id: Identifier
    day: date
    kind: CountyDayKind
    revokes: bool = False
    """Whether it takes the order of this id back."""
    reason: Annotated[str, StringConstraints(min_length=1), Field(max_length=200)]
    person: Identifier
    name: str
    given_at: Instant


class SignedOrder(Document):
    """Be an order with the centre's signature over its canonical bytes."""

    kind_name: ClassVar[str] = "已签名的工作日调整单"

    order: CalendarOrder
    key: str
    signature: Base64Url

    def check(self, public: str) -> None:
        """Return only if the signature is by this key.

        Raises:
            SignatureRefused: It is not.
        """
        verify(public=public, signature=self.signature, message=self.order.canonical())


def signed(order: CalendarOrder, key: SigningKey) -> SignedOrder:
    """Return an order that the centre vouches for."""
    return SignedOrder(
        order=order, key=key_id(key.public), signature=key.sign(order.canonical())
    )


def check_day(
    day: date, kind: CountyDayKind, *, today: date, workdays: Workdays
) -> None:
    """Return only if an order for a day would change something, and is near.

    Raises:
        Refused: The day is far away, or is already what the order wants.
    """
    if not today - _BACK <= day <= today + _AHEAD:
        message = f"{day} 离今天太远。只能调整前后一两年里的日子，请核对年份。"
        raise Refused(message, code="day_too_far")
    worked = workdays.is_working_day(day)
    if worked is (kind is CountyDayKind.MAKE_UP):
        state = "上班" if worked else "休息"
        message = f"{day} 本来就{state}，不用调整。请核对日期。"
        raise Refused(message, code="day_already_so")
