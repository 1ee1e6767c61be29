"""Say which emergency notices and stops hold on the kiosk now; it shows nothing.

Who signed them, and for which displays, was judged when they were adopted. The rules
are those of the screen page: several notices stand in the order of their levels, where
there is a true one no drill is shown, and by a doubted clock an order holds for its own
length from when it came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.shelf import Contents
from programme.clock import Clock
from programme.override import Override, Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Be the orders that hold at one instant."""

    notices: tuple[Override, ...] = ()
    """The gravest first."""
    stop: Stop | None = None

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
            one
            for one in programme.overrides()
            if self._left(one, now, doubted=doubted) > timedelta(0)
        ]
        real = [one for one in notices if not one.drill]
        stops = [
            (self._left(one, now, doubted=doubted), one) for one in programme.stops
        ]
        return InForce(notices=tuple(real or notices), stop=_strictest(stops))

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
