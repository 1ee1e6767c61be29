"""Judge the words beside disclosures: only what two people answer for is shown; pure.

Where the list of people says so (`People.own_words`), whoever has the centre's database
and everyday keys can put no word of a hall, an office, a board or a register number on
a display: what nobody approved gives way to plain words that say nothing wrong.
"""

import re
from typing import Final

from directory.approval import check_directory
from directory.model import Directory
from directory.places import Places
from programme.approval import People
from programme.echo import Echo, UnitOffice
from programme.errors import SignatureRefused
from programme.manifest import Manifest
from programme.programme import Hall, Programme

HOTLINE: Final = "12345"
"""The government's hotline (政务服务便民热线) is the same in every county."""
_HALL: Final = "政务服务大厅"
_DESK: Final = "大厅咨询台"
_NUMBER: Final = re.compile(r"(?:(?P<name>.*) )?(?P<number>\d{4}-\d{4,9})")
NO_PLACES: Final = Places()


def approved_places(
    directory: Directory | None, places: Places | None, people: People
) -> Places:
    """Return the words that the directory's two people answer for, maybe none.

    A file of another name than the directory's is no word of theirs.
    """
    if directory is None or places is None or directory.places != places.digest():
        return NO_PLACES
    try:
        check_directory(directory, people)
    except SignatureRefused:
        return NO_PLACES
    return places if directory.approvals else NO_PLACES


def worded(programme: Programme, places: Places, people: People) -> Programme:
    """Return a programme with the words that were approved, where that is wanted."""
    if not people.own_words:
        return programme
    hall = places.hall_of(programme.unit) or _plain(programme.hall)
    boards = places.merged_boards()
    return programme.model_copy(update={"hall": hall, "merged_boards": boards})


def _plain(hall: Hall) -> Hall:
    """Return a hall without a word of its own; its hours are figures and stay."""
    return Hall(
        county_name="",
        name=_HALL,
        hours=hall.hours,
        enquiry_place=_DESK,
        enquiry_telephone=HOTLINE,
        hotline=HOTLINE,
    )


def worded_number(
    number: str, manifest: Manifest, places: Places, people: People
) -> str:
    """Return a register number with a name before it that somebody approved, or none.

    The name is the unit's, or a part of its name on what was signed: a number keeps the
    name of its day when a unit is called otherwise later.
    """
    if not people.own_words:
        return number
    read = _NUMBER.fullmatch(number)
    if read is None:
        return ""
    place, name = places.by_unit.get(manifest.unit), read["name"] or ""
    known = place is not None and place.register_name == name
    return number if known or name in manifest.unit_name else read["number"]


def worded_echo(echo: Echo, places: Places, people: People) -> Echo:
    """Return an echo wall with offices and names that were approved, where wanted."""
    if not people.own_words:
        return echo
    offices = ((place.unit, places.office_of(place.unit)) for place in places.places)
    named = (
        entry
        if entry.ask_at in places.names
        else entry.model_copy(update={"ask_at": ""})
        for entry in echo.entries
    )
    return echo.model_copy(
        update={
            "request_office": None,
            "unit_offices": tuple(
                UnitOffice(unit=unit, office=office)
                for unit, office in offices
                if office is not None
            ),
            "entries": tuple(named),
        }
    )
