"""Know what stands around every page: whose county it is, and how much waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from publishing.admin.services import AdminServices


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Be what the frame says."""

    county: str
    counts: Mapping[str, int]
    """How many things wait, by section."""


NOTHING = Around(county="", counts={})
Look: TypeAlias = Callable[[str], Around]


def around_of(services: AdminServices) -> Look:
    """Return what asks the use cases for it."""

    def look(actor: str) -> Around:
        units = services.cases.units.listing(actor)
        waiting = services.cases.looking.to_do(actor)
        tiles = services.fleet.tiles(actor)
        signing = len(waiting.to_review) + len(waiting.to_approve)
        others = sum(
            map(len, (waiting.to_draft, waiting.to_confirm, waiting.to_answer))
        )
        return Around(
            county=next((unit.form.name for unit in units if not unit.parent), ""),
            counts={
                "todo": signing + others,
                "approval": signing,
                "devices": sum(tile.health.needs_a_person for tile in tiles),
            },
        )

    return look
