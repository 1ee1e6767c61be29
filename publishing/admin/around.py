"""Know what stands around every page: whose county it is, and how much waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from publishing.admin.services import AdminServices
from publishing.duties.duty import SIGNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Be what the frame says."""

    county: str
    counts: Mapping[str, int]
    """How many things wait, by section."""
    reminders: int = 0
    """How many reminders the person has not seen."""
    late: int = 0
    """How many deadlines of the person's units have passed."""


NOTHING = Around(county="", counts={})
Look: TypeAlias = Callable[[str], Around]


def around_of(services: AdminServices) -> Look:
    """Return what asks the use cases for it."""

    def look(actor: str) -> Around:
        units = services.cases.units.listing(actor)
        waiting = services.cases.reminders.waiting(actor)
        tiles = services.fleet.tiles(actor)
        return Around(
            county=next((unit.form.name for unit in units if not unit.parent), ""),
            counts={
                "todo": sum(one.duty.mine for one in waiting.duties),
                "approval": sum(one.duty.kind in SIGNING for one in waiting.duties),
                "devices": sum(tile.health.needs_a_person for tile in tiles),
            },
            reminders=len(waiting.reminders),
            late=sum(one.late for one in waiting.duties),
        )

    return look
