"""Give what is shown only words that somebody approved; `directory.wording` judges."""

from dataclasses import replace

from directory.places import Places
from directory.wording import approved_places, worded, worded_number
from programme.approval import People
from programme.playlist import Item
from sync_agent.reading import Held


def worded_held(held: Held) -> Held:
    """Return a set as it may be shown, where the list of people wants approved words.

    Disclosures are the same: of them only the register number is said anew.
    """
    if not held.people.own_words:
        return held
    places = approved_places(held.directory, held.directory_places, held.people)
    return replace(
        held,
        programme=worded(held.programme, places, held.people),
        items=tuple(_numbered(item, places, held.people) for item in held.items),
        directory_places=places,
    )


def _numbered(item: Item, places: Places, people: People) -> Item:
    entry = item.entry
    number = worded_number(entry.register_number, item.manifest, places, people)
    if number == entry.register_number:
        return item
    told = entry.model_copy(update={"register_number": number})
    return replace(item, entry=told)
