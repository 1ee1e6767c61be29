"""Make the fields of an item that the item base tells and residents seldom read."""

from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui

from publishing.admin.fields import line, long_text
from publishing.admin.parts import Text, box

_MOST = 400
_LONGEST = 4000


def more_fields(
    known: Mapping[str, Any], changed: Callable[[], None]
) -> Mapping[str, Callable[[], Any]]:
    """Draw the five fields and return what reads them; all may stay empty.

    Args:
        known: The item as it is.
        changed: Is called when one of them was changed.
    """
    Text("事项库里的其余几栏（可以空着）", tag="p", classes="mut small")
    with box("halves"):
        group = line("主项（属于哪一大项）", known.get("group", ""), most=_MOST)
        audience = line(
            "服务对象（自然人、法人）", known.get("audience", ""), most=_MOST
        )
        handling = line(
            "办件类型（即办件、承诺件）", known.get("handling", ""), most=_MOST
        )
        complaints = line("监督投诉方式", known.get("complaints", ""), most=_MOST)
    basis = long_text("设定依据", known.get("basis", ""), most=_LONGEST)
    fields = {
        "group": group,
        "audience": audience,
        "handling": handling,
        "complaints": complaints,
        "basis": basis,
    }
    for field in fields.values():
        field.on_value_change(lambda _: changed())
    return {name: _reader(field) for name, field in fields.items()}


def _reader(field: ui.input | ui.textarea) -> Callable[[], str]:
    return lambda: str(field.value or "").strip()
