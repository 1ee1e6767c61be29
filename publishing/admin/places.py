"""Name display groups for choices on a page; it asks for none."""

from collections.abc import Sequence

from programme.boards import DisplayKind
from publishing.schedule.groups import GroupView


def open_names(places: Sequence[GroupView]) -> dict[str, str]:
    """Return the names of the groups that are open, by id."""
    return {one.id: one.form.name for one in places if one.closed_at is None}


def screen_names(places: Sequence[GroupView]) -> dict[str, str]:
    """Return the open groups that show pages; the others show the whole as text."""
    shown = [one for one in places if one.form.display_kind is DisplayKind.SCREEN]
    return open_names(shown)
