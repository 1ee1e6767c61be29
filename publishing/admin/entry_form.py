"""Ask for what a catalogue line says; the use case checks it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from nicegui import ui

from config.mandates import Preset
from config.retention import Retention
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.admin.dialog import Dialog
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    day,
    day_of,
    line,
    long_text,
    offer,
    several,
    text_of,
)
from publishing.admin.live import Live
from publishing.admin.names import choices, names_of
from publishing.admin.parts import box
from publishing.catalogue.entry import EntryForm, Facet
from publishing.tables.units import UnitLevel


def ask_entry(
    live: Live,
    title: str,
    form: EntryForm | None,
    *,
    mandates: Mapping[str, Preset],
    categories: Sequence[str],
    do: Callable[[EntryForm], Awaitable[None]],
) -> None:
    """Open a dialog with the fields of a line, and do the act with what they say."""
    with Dialog(title) as made:
        read = _fields(form, live, mandates, categories)

    async def go() -> None:
        kept = form.model_dump() if form else {}
        await do(EntryForm.model_validate(kept | read()))
        made.close()

    made.acts(live, "保存", go, look="primary")
    made.open()


def _fields(
    form: EntryForm | None,
    live: Live,
    mandates: Mapping[str, Preset],
    categories: Sequence[str],
) -> Callable[[], dict[str, Any]]:
    """Draw the fields; what they give reads them all."""
    told: dict[str, Any] = form.model_dump(mode="json") if form else _NEW
    with box("halves"):
        topic = line("一级事项", told["topic"], most=120)
        subtopic = line("二级事项", told["subtopic"], most=120)
        content = long_text("公开内容（要素）", told["content"], most=1000)
        content.classes("wide")
        basis = line("公开依据", told["basis"], most=1000).classes("wide")
        body = line("公开主体", told["body"], most=120)
        section = line("责任股室", told["section"], most=120)
        category = line("类别", told["category"], most=120)
        offer(category, categories)
        time_text = line("公开时限（照目录的说法）", told["time_text"], most=120)
        kinds = _kinds(told, mandates)
        carriers = several(
            "公开渠道和载体", choices("carrier_short", Carrier), told["carriers"]
        )
        words = line("特定群体是哪些人（给所有人看的不用写）", told["audience_words"])
        begins = form.valid_from if form else live.calendar.today
        valid_from = day("从哪天起", begins)

    def read() -> dict[str, Any]:
        found = all_of(
            {
                "topic": partial(text_of, topic, "一级事项"),
                "content": partial(text_of, content, "公开内容（要素）"),
                "valid_from": partial(day_of, valid_from, "从哪天起"),
                **{
                    name: partial(chosen, kinds[name], label)
                    for name, label in _MUST.items()
                },
            }
        )
        for name in _MAY:
            found[name] = kinds[name].value or None
        return found | {
            "subtopic": str(subtopic.value or ""),
            "basis": str(basis.value or ""),
            "body": str(body.value or ""),
            "section": str(section.value or ""),
            "category": str(category.value or ""),
            "time_text": str(time_text.value or ""),
            "audience_words": str(words.value or ""),
            "carriers": tuple(carriers.value or ()),
        }

    return read


_MUST = {
    "board": "哪一务",
    "kind_of_act": "公开方式类别",
    "mandate": "公开时限",
    "frequency": "多久一次",
    "audience": "给谁看",
    "method": "主动还是依申请",
    "primary": "主载体",
}
_MAY = {
    "special_rule": "专门规定（没有就空着）",
    "facet": "五公开",
    "retention": "归档保管期限（空着：按类别）",
    "inherited_by": "下级哪一级要办（空着：本单位办）",
}


def _kinds(
    told: Mapping[str, Any], mandates: Mapping[str, Preset]
) -> dict[str, ui.select]:
    levels = (UnitLevel.TOWNSHIP, UnitLevel.VILLAGE, UnitLevel.DEPARTMENT)
    offered = {
        "board": choices("board", Board),
        "kind_of_act": choices("kind_of_act", KindOfAct),
        "mandate": {
            n: p.label for n, p in mandates.items() if not (p.over or p.promotional)
        },
        "special_rule": {n: p.label for n, p in mandates.items() if p.over},
        "frequency": {one.value: one.label for one in Frequency},
        "audience": choices("audience", Audience),
        "method": choices("attribute", [Attribute.PROACTIVE, Attribute.ON_REQUEST]),
        "primary": dict(names_of("carrier_short")),
        "facet": choices("facet", Facet),
        "retention": choices("retention", Retention),
        "inherited_by": choices("unit_level", levels),
    }
    made = {
        name: choice((_MUST | _MAY)[name], options, told[name])
        for name, options in offered.items()
    }
    for name in _MAY:
        made[name].props("clearable")
    return made


_NEW: dict[str, Any] = {
    "topic": "",
    "subtopic": "",
    "content": "",
    "basis": "",
    "body": "",
    "section": "",
    "category": "",
    "time_text": "",
    "audience_words": "",
    "carriers": [Carrier.SCREEN.value, Carrier.PAPER_BOARD.value],
    "board": None,
    "kind_of_act": KindOfAct.DISCLOSURE.value,
    "mandate": None,
    "special_rule": None,
    "frequency": Frequency.AS_NEEDED.value,
    "audience": Audience.EVERYONE.value,
    "method": Attribute.PROACTIVE.value,
    "primary": Carrier.PAPER_BOARD.value,
    "facet": None,
    "retention": None,
    "inherited_by": None,
}
