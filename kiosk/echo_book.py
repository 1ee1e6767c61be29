"""Hold the echo wall as this kiosk may show it: with words that two people approved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.places import Places
from directory.wording import NO_PLACES, worded_echo
from programme.approval import People
from programme.echo import Echo, EchoEntry, Reply, RequestOffice, approved_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoBook:
    """Be the wall, sorted for its pages."""

    sealing_key: str = ""
    """Empty: the centre takes no questions, and the pages lead to a person."""
    request_office: RequestOffice | None = None
    """The county's."""
    unit_offices: Mapping[str, RequestOffice] = field(default_factory=dict)
    entries: Mapping[str, EchoEntry]
    """By number."""
    replies: tuple[Reply, ...] = ()
    """For everyone, the newest first."""

    def office_of(self, unit: str) -> RequestOffice | None:
        """Return the office that the displays of a unit name, if one is known."""
        return self.unit_offices.get(unit, self.request_office)


NO_ECHO = EchoBook(entries={})


def book_of(wall: Echo, people: People, places: Places = NO_PLACES) -> EchoBook:
    """Return what may be shown of an echo wall.

    Args:
        wall: The wall as it came.
        people: Who may approve.
        places: The words beside disclosures that were approved.
    """
    echo = worded_echo(wall, places, people)
    entries = approved_entries(echo, people)
    shown = [entry.shown.reply for entry in entries if entry.shown is not None]
    return EchoBook(
        # Another key than those on the list is a thief's: nobody leaves words for one.
        sealing_key=echo.sealing_key if people.may_seal_to(echo.sealing_key) else "",
        request_office=echo.request_office,
        unit_offices={one.unit: one.office for one in echo.unit_offices},
        entries={entry.number: entry for entry in entries},
        replies=tuple(sorted(shown, key=_newest, reverse=True)),
    )


def _newest(reply: Reply) -> tuple[str, str]:
    return reply.answered_on.isoformat(), reply.number
