"""Draw what was found of persons in a version, and read what is kept and why."""

from collections.abc import Sequence

from nicegui import ui

from publishing.admin.fields import line
from publishing.admin.parts import Text, box, card, chip, note
from publishing.admin.reasons import Reasons
from publishing.desk.personal import KIND_WORDS
from publishing.desk.reasons import LEAST_REASON
from publishing.desk.screening import Dropped, Finding, Kept
from publishing.desk.views import DraftView

_HINT = (
    f"提交时会遮住。确需公开的，写明理由（至少 {LEAST_REASON} 个字），就照原样公开。"
)
_REASON = "保留的理由（空着就遮住）"


class PersonalData:
    """Hold the fields of what was found; it is drawn anew when a draft was kept."""

    def __init__(self) -> None:
        self._place: ui.element | None = None
        self._reasons = Reasons()

    def draw(self, version: DraftView) -> None:
        """Draw what was found, or nothing where nothing was."""
        if self._place is None:
            self._place = box("stack")
        self._place.clear()
        self._reasons.clear()
        if not (version.findings or version.dropped):
            return
        count = sum(one.count for one in version.findings)
        told = f"{count} 处" if count else ""
        with (
            self._place,
            card("个人信息", icon_name="shield_person", note=told),
            box("stack"),
        ):
            _show_dropped(version.dropped)
            if version.findings:
                Text(_HINT, tag="p", classes="mut small")
            for one in version.findings:
                self._field(one)

    def read(self) -> tuple[Kept, ...]:
        """Return what is kept, each with its reason, as the desk's form takes it.

        Raises:
            Refused: A reason says too little.
        """
        given = self._reasons.read("保留 {} 的理由")
        return tuple(Kept(text=text, reason=reason) for text, reason in given.items())

    def _field(self, one: Finding) -> None:
        with box("row-of"):
            chip(KIND_WORDS[one.kind], "prov")
            Text(one.text)
            if not one.in_picture:
                Text(f"遮成 {one.masked}", classes="mut")
            if one.count > 1:
                Text(f"{one.count} 处", classes="mut small")
        if one.in_picture:
            words = "图片上也看得见，系统遮不住。请遮住原图再导入，或写明理由。"
            note(words)
        self._reasons.add(one.text, line(_REASON, one.reason))


def show_personal_data(version: DraftView) -> None:
    """Say to who signs what was masked, what is kept and why, and what was dropped."""
    if not (version.findings or version.dropped):
        return
    with box():
        Text("个人信息", tag="p", classes="mut small")
        _show_dropped(version.dropped)
        for one in version.findings:
            _show_finding(one)


def _show_dropped(dropped: Sequence[Dropped]) -> None:
    if dropped:
        names = "、".join(one.name for one in dropped)
        Text(f"名单里的{names}，整列去掉", tag="p")


def _show_finding(one: Finding) -> None:
    with box("row-of"):
        chip(KIND_WORDS[one.kind], "warn" if one.reason else "prov")
        if one.reason:
            Text(f"{one.text} 保留（理由：{one.reason}）")
        else:
            Text(
                f"{one.masked} 已遮住" + (f"，{one.count} 处" if one.count > 1 else "")
            )
