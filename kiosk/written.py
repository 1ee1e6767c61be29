"""Say by which of its words a disclosure is found; what is found is asked elsewhere."""

from collections.abc import Iterable

from directory.full_text import Written
from programme.blocks import Block, text_of
from programme.playlist import Item


def written_words(item: Item, blocks: Iterable[Block]) -> Written:
    """Return the words of a disclosure for the search.

    What names persons is found by its title only: nobody's name is a way to a list
    that he stands on (REQ-22).
    """
    manifest = item.manifest
    about = (manifest.unit_name, manifest.category, item.entry.register_number)
    names_persons = manifest.rule_afterwards.erased
    return Written(
        id=item.disclosure,
        title=manifest.title,
        about="\n".join(about),
        body="" if names_persons else "\n".join(map(text_of, blocks)),
    )
