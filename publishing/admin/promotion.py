"""Let a drafter mark a version as promotion (宣传), and show the mark; decide nothing.

What is marked gets only the time that is left once everything mandated had its turn.
"""

from collections.abc import Mapping

from nicegui import events, ui

from config.mandates import Preset
from publishing.admin.parts import Text, chip

MARK = "宣传"
ONLY_WHAT_IS_LEFT = "只用规定要展示的放完以后剩下的时间，不数天数，缺了不补"
_LABEL = "这是宣传（没有规定要公开）"


def promotion_field(
    mandate: ui.select, mandates: Mapping[str, Preset]
) -> ui.checkbox | None:
    """Draw the mark beside the choice of a mandate; the two always agree.

    Where the county's rules know no promotion nothing is drawn.
    """
    name = next((one for one, preset in mandates.items() if preset.promotional), None)
    if name is None:
        return None
    mark = ui.checkbox(_LABEL, value=mandate.value == name)
    told = Text(f"{ONLY_WHAT_IS_LEFT}；要写明展示到哪天。", classes="mut small wide")
    told.bind_visibility_from(mark, "value")
    mandate.bind_enabled_from(mark, "value", lambda on: not on)

    def marked(change: events.ValueChangeEventArguments[bool | None]) -> None:
        if change.value:
            mandate.set_value(name)
        elif mandate.value == name:
            mandate.set_value(None)

    def chosen(change: events.ValueChangeEventArguments[str | None]) -> None:
        mark.set_value(change.value == name)

    mark.on_value_change(marked)
    mandate.on_value_change(chosen)
    return mark


def promotion_chip(mandate: str, mandates: Mapping[str, Preset]) -> None:
    """Show the mark of a version whose mandate is a promotion."""
    preset = mandates.get(mandate)
    if preset is not None and preset.promotional:
        chip(MARK, "info")
