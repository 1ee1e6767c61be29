"""Ask on which screens an order holds; decide nothing."""

from collections.abc import Sequence

from publishing.admin.fields import choice, chosen, several
from publishing.overriding.areas import Area


class AreaFields:
    """Be the unit and, where wanted, only some of its display groups."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = {one.unit: one for one in areas}
        names = {one.unit: f"{one.name}（{len(one.groups)} 组）" for one in areas}
        first = areas[0]
        self._unit = choice("范围", names, first.unit)
        self._groups = several("只在这些分组（不选就是全部）", dict(first.groups))
        self._unit.on_value_change(self._offer)

    def unit(self) -> str:
        """Return the unit that was chosen."""
        return chosen(self._unit, "范围")

    def groups(self) -> tuple[str, ...]:
        """Return the groups that were chosen; none: all of the unit."""
        return tuple(self._groups.value or ())

    def _offer(self) -> None:
        area = self._areas.get(str(self._unit.value))
        self._groups.set_options(dict(area.groups) if area else {}, value=[])
