"""Remember one visit at a time in memory, and forget it; nothing goes to a disk.

What was typed, how the page looks and the way back are all that a visit holds.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace

from programme.clock import Clock

COOKIE = "mingbai-visit"
FORGOTTEN_AFTER_S = 900.0
"""The page forgets sooner; this is for a browser whose script has stopped."""
_MOST = 64
_LONGEST_TRAIL = 40
LONGEST_QUERY = 40
LOOKS = frozenset({"large", "dark", "reach", "english"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Be what the kiosk knows of the person before it."""

    large: bool = False
    dark: bool = False
    reach: bool = False
    english: bool = False
    query: str = ""
    trail: tuple[str, ...] = ()
    """The pages of this visit, the present one last."""

    @property
    def language(self) -> str:
        """Return the language of the kiosk's own words."""
        return "en" if self.english else "zh-CN"

    @property
    def here(self) -> str:
        """Return the page that is on view."""
        return self.trail[-1] if self.trail else "/"

    @property
    def classes(self) -> str:
        """Return the classes of the page's root."""
        named = {"large": self.large, "dark": self.dark, "reach": self.reach}
        return " ".join(["kiosk", *(name for name, on in named.items() if on)])

    def at(self, path: str) -> "Visit":
        """Return the visit after a page was opened; home ends the way back."""
        if path == "/":
            return replace(self, trail=("/",))
        if path == self.here:
            return self
        return replace(self, trail=(*self.trail, path)[-_LONGEST_TRAIL:])

    def stepped_back(self) -> "Visit":
        """Return the visit one page before."""
        return replace(self, trail=self.trail[:-1])

    def turned(self, choice: str, *, on: bool) -> "Visit":
        """Return the visit with one of its looks turned on or off.

        Raises:
            KeyError: There is no such look.
        """
        if choice not in LOOKS:
            raise KeyError(choice)
        return replace(self, **{choice: on})  # type: ignore[arg-type]

    def asking(self, query: str) -> "Visit":
        """Return the visit with other words in the search box."""
        return replace(self, query=query[:LONGEST_QUERY])


class Visits:
    """Keep the visits of the few browsers that can be there, newest last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[Visit, float]] = OrderedDict()

    def find(self, token: str | None) -> Visit | None:
        """Return a visit that is still remembered."""
        visit, seen_s = self._kept.get(token or "", (None, 0.0))
        if visit is None or self._clock.monotonic() - seen_s > FORGOTTEN_AFTER_S:
            self._kept.pop(token or "", None)
            return None
        return visit

    def begin(self) -> str:
        """Return the token of a new visit."""
        return secrets.token_urlsafe(18)

    def keep(self, token: str, visit: Visit) -> None:
        """Remember a visit under its token."""
        self._kept[token] = (visit, self._clock.monotonic())
        self._kept.move_to_end(token)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def forget(self, token: str | None) -> None:
        """Forget a visit and all that it holds."""
        self._kept.pop(token or "", None)
