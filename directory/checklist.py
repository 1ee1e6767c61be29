"""Say whether all papers of an item are there, by those that were ticked.

It keeps nothing and knows no words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from directory.model import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Be what was ticked held against what is asked for; papers by their place."""

    missing: tuple[int, ...]
    """What must be brought and is not ticked."""
    if_any: tuple[int, ...]
    """What is brought where there is one, and is not ticked."""
    nothing_to_bring: tuple[int, ...]
    """What is made or looked up at the window: neither original nor copy is asked."""

    @property
    def complete(self) -> bool:
        """Say whether nothing that must be brought is missing."""
        return not self.missing


def checklist(materials: Sequence[Material], ticked: Collection[int]) -> Checklist:
    """Return how far the papers of an item are complete.

    Args:
        materials: The papers, in the order of the guide.
        ticked: The places, from 0, of those that the resident has.
    """
    places = range(len(materials))
    nothing = [n for n in places if not _is_brought(materials[n])]
    wanted = [n for n in places if n not in ticked and n not in nothing]
    return Checklist(
        missing=tuple(n for n in wanted if materials[n].required),
        if_any=tuple(n for n in wanted if not materials[n].required),
        nothing_to_bring=tuple(nothing),
    )


def _is_brought(material: Material) -> bool:
    return material.originals + material.copies > 0
