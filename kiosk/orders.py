"""Say which emergency notices and stops hold on the kiosk now; it shows nothing.

Who signed them, and for which displays, was judged when they were adopted. The rules
are those of the screen page: several notices stand in the order of their levels, where
there is a true one no drill is shown, and by a doubted clock an order holds for its own
length from when it came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.shelf import Contents
from programme.clock import Clock
from programme.override import Override, Stop

TURN = timedelta(seconds=15)
"""How long each of several notices stands before the next one."""
LEAST_TURN = timedelta(seconds=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Be one notice that holds, with how long it has."""

    notice: Override
    since: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Be the orders that hold at one instant."""

    held: tuple[Held, ...] = ()
    """The gravest first."""
    stop: Stop | None = None

    @property
    def notices(self) -> tuple[Override, ...]:
        """Return the notices that hold, the gravest first."""
        return tuple(one.notice for one in self.held)

    @property
    def mark(self) -> str:
        """Return a text that is another one once other orders hold."""
        every = [one.id for one in self.notices]
        if self.stop is not None:
            every.append(self.stop.id)
        return " ".join(every)

    @property
    def grey(self) -> bool:
        """Say whether pages stand in grey; a page that saves lives keeps its colour."""
        return self.stop is not None and self.stop.grey and not self.notices

    @property
    def closed(self) -> bool:
        """Say whether the business query is stopped as well."""
        return self.stop is not None and self.stop.whole_kiosk


NOTHING = InForce()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Be in which order several notices take turns from now on."""

    notices: tuple[Override, ...]
    """Whose turn it is comes first."""
    first: timedelta
    """How much of its turn is left, never less than can be read."""


def turns_of(held: Sequence[Held]) -> Turns:
    """Return whose turn it is: turns count from when the newest notice came.

    The newest has the first turn. The screen page's rule, so that the screens and
    kiosks of one hall show the same (`signage/page/orders.js`).
    """
    if len(held) <= 1:
        return Turns(notices=tuple(one.notice for one in held), first=TURN)
    newest = min(range(len(held)), key=lambda place: held[place].since)
    turn, gone = divmod(held[newest].since, TURN)
    at = (newest + turn) % len(held)
    order = (*held[at:], *held[:at])
    return Turns(
        notices=tuple(one.notice for one in order), first=max(TURN - gone, LEAST_TURN)
    )


@dataclass(slots=True)
class Orders:
    """Remember since when the kiosk has each order, by its steady clock."""

    clock: Clock
    _since: dict[str, float] = field(default_factory=dict)

    def in_force(self, contents: Contents) -> InForce:
        """Return the orders that hold now."""
        if contents.held is None:
            return NOTHING
        programme = contents.held.programme
        doubted = contents.clock_doubted
        now = self.clock.now()
        notices = [
            Held(notice=one, since=one.ends_at - one.starts_at - left)
            for one in programme.overrides()
            if (left := self._left(one, now, doubted=doubted)) > timedelta(0)
        ]
        real = [one for one in notices if not one.notice.drill]
        stops = [
            (self._left(one, now, doubted=doubted), one) for one in programme.stops
        ]
        return InForce(held=tuple(real or notices), stop=_strictest(stops))

    def _left(
        self, order: Override | Stop, now: datetime, *, doubted: bool
    ) -> timedelta:
        """Return how long an order still holds; nothing left: it does not."""
        came_s = self._since.setdefault(order.id, self.clock.monotonic())
        if doubted:
            held = timedelta(seconds=self.clock.monotonic() - came_s)
            return order.ends_at - order.starts_at - held
        return order.ends_at - now if order.starts_at <= now else timedelta(0)


def _strictest(stops: Iterable[tuple[timedelta, Stop]]) -> Stop | None:
    """Return the stop that goes first: which closes most, then grey, then longest."""
    held = [(left, one) for left, one in stops if left > timedelta(0)]
    if not held:
        return None
    _, first = max(held, key=lambda one: (one[1].whole_kiosk, one[1].grey, one[0]))
    return first
