"""Say which disclosures are about a place or about some people; pure.

A visitor chooses the place and the people; nothing says who the visitor is.
"""

import re
from collections.abc import Iterable, Sequence

from directory.full_text import FullText, How
from directory.people import People, speaks_of
from programme.manifest import Manifest
from programme.playlist import Item

_OFFICE = re.compile(
    r"(?:村民委员会|居民委员会|村委会|居委会|人民政府|街道办事处|办事处|党支部|党总支)$"
)
_WITHIN = re.compile(r"^.*[县区市乡镇道](?=.{2,}$)")
_SHORTEST_NAME = 3


def place_name(unit_name: str) -> str:
    """Return what others call a unit's place: 石桥镇溪湾村村委会 is 溪湾村."""
    return _WITHIN.sub("", _OFFICE.sub("", unit_name))


def about_place(
    items: Sequence[Item], unit: str, search: FullText | None
) -> tuple[Item, ...]:
    """Return a unit's own disclosures, then those of others that name its place."""
    own = [item for item in items if item.manifest.unit == unit]
    names = {place_name(item.manifest.unit_name) for item in own}
    naming = {
        hit.id
        for name in names
        if search is not None and len(name) >= _SHORTEST_NAME
        for hit in search.find(name)
        if hit.how is How.WRITTEN
    }
    others = [
        item
        for item in items
        if item.manifest.unit != unit and item.disclosure in naming
    ]
    return (*own, *others)


def about_people(manifest: Manifest, people: People) -> bool:
    """Say whether a disclosure names some people in its title or its kind."""
    return speaks_of(people, f"{manifest.title}\n{manifest.category}")


def people_named(items: Iterable[Item], groups: Sequence[People]) -> tuple[People, ...]:
    """Return the people whom any of the disclosures is about."""
    manifests = [item.manifest for item in items]
    return tuple(
        one for one in groups if any(about_people(each, one) for each in manifests)
    )
