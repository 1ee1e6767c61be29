"""Remember one visit at a time in memory, and forget it; nothing goes to a disk.

What was typed, how the page looks and the way back are all that a visit holds.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.note import Note
from kiosk.words import FIRST
from programme.clock import Clock

COOKIE = "mingbai-visit"
FORGOTTEN_AFTER_S = 900.0
"""The page forgets sooner; this is for a browser whose script has stopped."""
_MOST = 64
_LONGEST_TRAIL = 40
LONGEST_QUERY = 40
SIZES = (100, 150, 200)
"""Sizes of a disclosure's text in per cent; large print multiplies them by 1.35."""
LOUDEST = 4
LOOKS = frozenset({"large", "dark", "reach"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Be what the kiosk knows of the person before it."""

    large: bool = False
    dark: bool = False
    reach: bool = False
    language: str = FIRST
    """The language of the kiosk's own words."""
    query: str = ""
    """What was typed into the business query."""
    strokes: str = ""
    """The strokes of the character that is being typed, by number."""
    by_strokes: bool = False
    """The pad has strokes instead of letters."""
    vain: str = ""
    """The words of the search that goes on, where they led nowhere."""
    rated: tuple[str, ...] = ()
    """The pages that were rated."""
    told: tuple[str, ...] = ()
    """The words of searches of this visit that were counted."""
    size: int = 0
    """How large a disclosure's text is, by its place among the sizes."""
    sought: str = ""
    """What was typed into the search of disclosures."""
    ticked: frozenset[tuple[str, int]] = frozenset()
    """The papers that the person has: the service item and the paper's place."""
    printed: int = 0
    """The pages of paper that the visit has had."""
    trail: tuple[str, ...] = ()
    """The pages of this visit, the present one last."""
    seen: tuple[str, ...] = ()
    """Emergency notices that this resident has put aside; a banner goes on."""
    keypad: int = 0
    """How loud a keypad's stops are spoken, up to `LOUDEST`; 0: there is no keypad."""
    note: Note = field(default_factory=Note)
    """The question that is being put together."""

    @property
    def untouched(self) -> bool:
        """Say whether the visit has nothing that the next visitor must not find."""
        return self.trail in ((), ("/",)) and replace(self, trail=()) == Visit()

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
        return replace(self, **{choice: on})  # type: ignore[arg-type]  # one of `LOOKS`

    def speaking(self, language: str) -> "Visit":
        """Return the visit in another language."""
        return replace(self, language=language)

    def with_seen(self, notice: str) -> "Visit":
        """Return the visit with one more emergency notice put aside."""
        if notice in self.seen:
            return self
        return replace(self, seen=(*self.seen, notice)[-_MOST:])

    def looking_again(self) -> "Visit":
        """Return the visit to which every emergency notice comes up again."""
        return replace(self, seen=())

    def asking(self, query: str, strokes: str = "") -> "Visit":
        """Return the visit with other words in the search box."""
        return replace(self, query=query[:LONGEST_QUERY], strokes=strokes)

    def papers_of(self, item: str) -> frozenset[int]:
        """Return the places of the papers of an item that are ticked."""
        return frozenset(place for one, place in self.ticked if one == item)

    def with_paper(self, item: str, place: int, *, on: bool) -> "Visit":
        """Return the visit with a paper ticked or not; of other items all goes."""
        places = self.papers_of(item) - {place} | ({place} if on else frozenset())
        return replace(self, ticked=frozenset((item, one) for one in places))

    def with_pad(self, *, by_strokes: bool) -> "Visit":
        """Return the visit with the other pad; strokes that are half typed go."""
        return replace(self, by_strokes=by_strokes, strokes="")

    def sized(self, size: int) -> "Visit":
        """Return the visit with another size of text, the nearest one there is."""
        return replace(self, size=min(max(size, 0), len(SIZES) - 1))

    def by_keypad(self, level: int) -> "Visit":
        """Return the visit whose stops are spoken at the nearest level there is."""
        return replace(self, keypad=min(max(level, 1), LOUDEST))

    def seeking(self, words: str) -> "Visit":
        """Return the visit that looks for other words in the disclosures."""
        return replace(self, sought=words[:LONGEST_QUERY])


class Visits:
    """Keep the visits of the few browsers that can be there, newest last.

    Args:
        clock: Tells how long ago a visit was seen.
        forget_elsewhere: Empties what else remembers what was typed.
    """

    def __init__(self, clock: Clock, *, forget_elsewhere: Callable[[], object]) -> None:
        self._clock = clock
        self._forget_elsewhere = forget_elsewhere
        self._kept: OrderedDict[str, tuple[Visit, float]] = OrderedDict()

    def find(self, token: str | None) -> Visit | None:
        """Return a visit that is still remembered."""
        visit, seen_s = self._kept.get(token or "", (None, 0.0))
        if visit is None or self._clock.monotonic() - seen_s > FORGOTTEN_AFTER_S:
            if visit is not None:
                self.forget(token)
            return None
        return visit

    def sweep(self) -> None:
        """Forget what no page has asked for in a long time, as after a dead browser."""
        oldest = self._clock.monotonic() - FORGOTTEN_AFTER_S
        for token in [one for one, (_, at) in self._kept.items() if at < oldest]:
            self.forget(token)

    def begin(self) -> str:
        """Return the token of a new visit."""
        return secrets.token_urlsafe(18)

    def keep(self, token: str, visit: Visit) -> None:
        """Remember a visit under its token."""
        self._kept[token] = (visit, self._clock.monotonic())
        self._kept.move_to_end(token)
        while len(self._kept) > _MOST:
            self.forget(next(iter(self._kept)))

    def forget(self, token: str | None) -> None:
        """Forget a visit and all that it holds, here and elsewhere."""
        self._kept.pop(token or "", None)
        self._forget_elsewhere()
