"""Decide what may be ordered, by whom and until when; pure.

::

    proposed ──another countersigns──▶ in force ──its end, or a signed one──▶ over
        │──its time is up──▶ lapsed (an old alert says what was true then)
        └──declined──▶ declined
    alone, with a sealed reason ──▶ in force ──▶ to be looked at by another approver

How long each takes is a county's own setting (`config.alerts.AlertLimits`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from config.alerts import Alerts, Hazard
from programme.override import Level, Override, Stop, StopCause
from programme.override_verdict import MOST_STOP, span_fault
from programme.override_words import words_fault
from publishing.errors import Refused, StateForbids
from publishing.tables.screen_orders import OrderState

USUAL_LIFE: Final = timedelta(minutes=30)
"""Of a proposal that was kept before it said by itself when it lapses."""


class ActForm(BaseModel):
    """Be one thing to do, as it was typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    icon: str = Field(default="check", max_length=40)
    text: str = Field(max_length=200)


class AlertForm(BaseModel):
    """Be an emergency notice as it was typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    """For whose area; the county itself: everywhere."""
    groups: tuple[str, ...] = Field(default=(), max_length=2_000)
    """Only these display groups of the area; empty: all of it."""
    hazard: str
    level: Level
    authority: str
    """The id of who issues it."""
    headline: str = Field(max_length=200)
    place: str = Field(max_length=400)
    acts: Annotated[tuple[ActForm, ...], Field(min_length=1, max_length=3)]
    minutes: int
    drill: bool = False


class StopForm(BaseModel):
    """Be an order to the default page as it was typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    groups: tuple[str, ...] = Field(default=(), max_length=2_000)
    cause: StopCause
    reason: str = Field(max_length=2_000)
    ends_at: datetime
    grey: bool = False
    whole_kiosk: bool = False
    """Kiosks answer no business query either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Be where and since when an order holds."""

    id: str
    groups: tuple[str, ...]
    starts_at: datetime


def alert_of(
    form: AlertForm, placed: Placed, *, alerts: Alerts, county: str, sealed: str | None
) -> Override:
    """Return the notice of a form, not signed yet.

    Raises:
        Refused: It says more than saves lives, or whoever issues it may not.
    """
    longest = alerts.limits.longest(alone=sealed is not None)
    hazard = alerts.hazard_of(form.hazard)
    if hazard is None:
        raise Refused("没有这一种险情。请从列表里选。", code="hazard_unknown")
    notice = Override(
        id=placed.id,
        level=form.level,
        headline=form.headline,
        place=form.place,
        acts=tuple(act.text for act in form.acts),
        issuer=_issuer(hazard, form, alerts, county),
        starts_at=placed.starts_at,
        ends_at=placed.starts_at + _length(form.minutes, longest),
        icon=hazard.icon,
        act_icons=tuple(act.icon for act in form.acts),
        groups=placed.groups,
        drill=form.drill,
        sealed_reason=sealed,
        approvals=(),
    )
    _must_save_lives(notice, alerts)
    return notice


def stop_of(form: StopForm, placed: Placed) -> Stop:
    """Return the stop of a form, not signed yet.

    Raises:
        Refused: Its end is past or too far away, or grey is for no mourning.
    """
    if form.grey and form.cause is not StopCause.MOURNING:
        raise Refused(
            "灰色只用于悼念日。请改原因，或者不要灰色。", code="grey_not_mourning"
        )
    stop = Stop(
        id=placed.id,
        cause=form.cause,
        groups=placed.groups,
        grey=form.grey,
        whole_kiosk=form.whole_kiosk,
        starts_at=placed.starts_at,
        ends_at=form.ends_at,
        approvals=(),
    )
    fault = span_fault(stop)
    if fault:
        most = MOST_STOP.days
        message = f"{fault}。请改结束时间，一次最多 {most} 天，到期可以再办一次。"
        raise Refused(message, code="order_span")
    return stop


def check_proposal(
    *, lapses_at: datetime, ends_at: datetime, now: datetime, what: str
) -> None:
    """Return only if a proposal may still be countersigned.

    Raises:
        StateForbids: It is too old, or its own end has come.
    """
    if now >= ends_at:
        raise StateForbids(what, state="的结束时间已经过了", thing="这份提议")
    if now >= lapses_at:
        raise StateForbids(
            what,
            state="太久没有会签，情况可能变了，要重新提出",
            thing="这份提议",
        )


def takes_the_place(new: Override, old: Override) -> bool:
    """Say whether a notice prolongs another: the same title, issuer and area."""
    marks = [(one.headline, one.issuer, one.groups, one.drill) for one in (new, old)]
    return new.id != old.id and marks[0] == marks[1]


def is_open(
    state: OrderState, *, lapses_at: datetime, ends_at: datetime, now: datetime
) -> bool:
    """Say whether a proposal still waits, or an order still holds."""
    if state is OrderState.PROPOSED:
        return now < min(ends_at, lapses_at)
    return state is OrderState.IN_FORCE and now < ends_at


def _issuer(hazard: Hazard, form: AlertForm, alerts: Alerts, county: str) -> str:
    """Return the name of who issues a notice.

    Raises:
        Refused: This authority may not issue this kind.
    """
    allowed = alerts.authorities_of(hazard)
    for one in allowed:
        if one.id == form.authority:
            return one.named(county)
    names = "、".join(one.named(county) for one in allowed)
    message = f"“{hazard.name}”只能由 {names} 发布。请改发布单位。"
    raise Refused(message, code="authority_may_not")


def _length(minutes: int, longest: timedelta) -> timedelta:
    """Return how long a notice holds.

    Raises:
        Refused: No time at all, or longer than a notice may hold.
    """
    length = timedelta(minutes=min(max(minutes, 0), 10**6))
    if not timedelta(0) < length <= longest:
        hours = longest // timedelta(hours=1)
        message = f"请写多久结束，最长 {hours} 小时；到时间险情还在，可以延长一次。"
        raise Refused(message, code="order_span")
    return length


def _must_save_lives(notice: Override, alerts: Alerts) -> None:
    """Return only if a page says nothing but what saves lives.

    Raises:
        Refused: A line is too long, unclear, promotes something or opens something.
    """
    fault = words_fault(notice)
    if fault:
        raise Refused(f"{fault}。请改短、改清楚再发。", code="alert_words")
    word = alerts.promotion_in(notice.headline, notice.place, *notice.acts)
    if word:
        message = f"应急页面上不能有“{word}”：只写有什么危险、怎么做。请去掉。"
        raise Refused(message, code="alert_words")
