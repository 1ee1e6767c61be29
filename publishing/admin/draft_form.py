"""Draw the fields of a draft and read them; the desk checks what they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from functools import partial
from typing import Any

from nicegui import ui

from config.mandates import Preset
from programme.blocks import Block
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.hours import EVERY_WEEKDAY, OpenSpan
from publishing.admin.dates import Calendar
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    day,
    day_of,
    day_or_none,
    line,
    long_text,
    midnight,
    offer,
    several,
    spans_of,
    spans_text,
    text_of,
)
from publishing.admin.names import choices, names_of
from publishing.admin.parts import box
from publishing.admin.promotion import promotion_field
from publishing.desk.content import DraftForm

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFields:
    """Be the fields of a draft."""

    words: Mapping[str, ui.input | ui.textarea]
    kinds: Mapping[str, ui.select]
    settled_on: ui.input
    hung_since: ui.input
    starts_on: ui.input
    ends_on: ui.input
    groups: ui.select
    weekdays: ui.select
    dayparts: ui.input

    def values(
        self,
        zone: tzinfo,
        blocks: tuple[Block, ...] | None,
        more: Mapping[str, Callable[[], Any]] | None = None,
    ) -> dict[str, Any]:
        """Return what was typed, as the desk's form takes it.

        Args:
            zone: Where a day begins at midnight.
            blocks: What it says.
            more: What reads further fields, by their names.

        Raises:
            Refused: Fields are empty or cannot be read; it names them all.
        """
        words = {name: str(field.value or "") for name, field in self.words.items()}
        read = all_of(
            {
                "title": partial(text_of, self.words["title"], "标题"),
                **{
                    name: partial(chosen, field, _LABELS[name])
                    for name, field in self.kinds.items()
                },
                "settled_on": partial(day_of, self.settled_on, "事项确定之日"),
                "hung_since": partial(day_or_none, self.hung_since, "以前已贴出"),
                "starts_on": partial(day_or_none, self.starts_on, "最早哪天开始"),
                "ends_on": partial(day_or_none, self.ends_on, "展示到哪天"),
                "dayparts": self._dayparts,
                **(more or {}),
            }
        )
        starts_on, ends_on = read.pop("starts_on"), read.pop("ends_on")
        return {
            **words,
            **read,
            "earliest_start_at": midnight(starts_on, zone) if starts_on else None,
            "explicit_end_at": midnight(ends_on + _DAY, zone) if ends_on else None,
            "groups": tuple(self.groups.value or ()),
            "weekdays": tuple(sorted(int(one) for one in self.weekdays.value or ())),
            "blocks": blocks,
        }

    def _dayparts(self) -> tuple[OpenSpan, ...]:
        return spans_of(str(self.dayparts.value or ""), "每天哪些时段")


_POLICY = "政策解读（类别是“政策文件”的要写，和文件一起签、一起公开）"
_NO_POLICY = "政策文件不配解读的理由（由审核人和批准人定）"
_BEFORE = "以前已贴出（系统启用前），从哪天起"
_CHANGED = "改了什么、为什么改（随新版本公开）"
_LABELS = {
    "board": "哪一务",
    "kind_of_act": "公开方式",
    "attribute": "公开属性",
    "audience": "给谁看",
    "mandate": "公开时限",
}


def draft_fields(
    form: DraftForm | None,
    *,
    calendar: Calendar,
    groups: Mapping[str, str],
    mandates: Mapping[str, Preset],
    categories: Sequence[str],
    replaces: bool = False,
) -> DraftFields:
    """Draw the fields of a draft, or of a new one."""
    told = _told(form, calendar)
    with box("halves"):
        title = line("标题", told["title"], most=120).classes("wide")
        kinds = _kinds(told, mandates)
        promotion_field(kinds["mandate"], mandates)
        category = line("类别", told["category"], most=60)
        offer(category, categories)
        settled_on = day("事项确定之日", told["settled_on"])
    with box("halves"):
        shown = several("挂到哪里", groups, told["groups"]).classes("wide")
        hung_since = day(_BEFORE, told["hung_since"])
        hung_since.set_visibility(not replaces)
        starts_on = day("最早哪天开始（空着：批准后马上）", told["starts_on"])
        ends_on = day("展示到哪天（空着：按公开时限）", told["ends_on"])
        weekdays = several("星期", names_of("weekday"), told["weekdays"])
        dayparts = line("每天哪些时段（空着：整天）", told["dayparts"], most=120)
    with box("halves"):
        basis = line("保密自查情况", told["secrecy_basis"])
        objections = told["objections_telephone"]
        telephone = line("提意见的电话（公示要写）", objections, most=60)

        target = line("二维码网址（可以空着）", told["qr_target"], most=400)
    explanation = long_text(_POLICY, told["policy_explanation"], most=20_000)
    because = line(_NO_POLICY, told["unexplained_because"], most=400)
    note = line(_CHANGED, told["change_note"], most=500)
    note.set_visibility(replaces)
    return DraftFields(
        words={
            "title": title,
            "category": category,
            "secrecy_basis": basis,
            "objections_telephone": telephone,
            "qr_target": target,
            "change_note": note,
            "policy_explanation": explanation,
            "unexplained_because": because,
        },
        kinds=kinds,
        settled_on=settled_on,
        hung_since=hung_since,
        starts_on=starts_on,
        ends_on=ends_on,
        groups=shown,
        weekdays=weekdays,
        dayparts=dayparts,
    )


def _kinds(
    told: Mapping[str, Any], mandates: Mapping[str, Preset]
) -> dict[str, ui.select]:
    offered = {
        "board": choices("board", Board),
        "kind_of_act": choices("kind_of_act", KindOfAct),
        "mandate": {name: preset.label for name, preset in mandates.items()},
        "attribute": choices("attribute", Attribute),
        "audience": choices("audience", Audience),
    }
    return {
        name: choice(_LABELS[name], options, told[name])
        for name, options in offered.items()
    }


def _told(form: DraftForm | None, calendar: Calendar) -> dict[str, Any]:
    """Return what the fields begin with."""
    if form is None:
        return _NEW | {"settled_on": calendar.today, "weekdays": _weekdays(None)}
    starts, ends = form.earliest_start_at, form.explicit_end_at
    return {
        **form.model_dump(mode="json", exclude={"blocks"}),
        "settled_on": form.settled_on,
        "hung_since": form.hung_since,
        "starts_on": calendar.local(starts).date() if starts else None,
        "ends_on": (calendar.local(ends) - _DAY).date() if ends else None,
        "weekdays": _weekdays(form),
        "dayparts": spans_text(form.dayparts),
    }


def _weekdays(form: DraftForm | None) -> list[str]:
    return [str(one) for one in (form.weekdays if form else EVERY_WEEKDAY)]


_NEW: dict[str, Any] = {
    "title": "",
    "category": "",
    "board": None,
    "kind_of_act": KindOfAct.DISCLOSURE.value,
    "mandate": None,
    "attribute": Attribute.PROACTIVE.value,
    "audience": Audience.EVERYONE.value,
    "groups": (),
    "hung_since": None,
    "starts_on": None,
    "ends_on": None,
    "dayparts": "",
    "secrecy_basis": "",
    "objections_telephone": "",
    "qr_target": "",
    "change_note": "",
    "policy_explanation": "",
    "unexplained_because": "",
}
