"""Ask who keeps and leads a unit's boards and which hang as one; decide nothing."""

from collections.abc import Mapping

from programme.boards import Board
from publishing.admin.approved_words import WHEN_SHOWN
from publishing.admin.dialog import Dialog
from publishing.admin.fields import choice, line, several
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
from publishing.admin.parts import Handler, Text, box
from publishing.catalogue.boards import (
    BoardForm,
    Boards,
    BoardsForm,
    BoardsView,
    MergedForm,
)

_NOBODY: Mapping[str, str] = {"": "同单位的维护人"}


async def ask_boards(
    live: Live,
    *,
    boards: Boards,
    unit: str,
    unit_name: str,
    people: Mapping[str, str],
    after: Handler,
) -> None:
    """Open the dialog of a unit's boards and keep what is said in it."""
    seen = await live.ask(boards.show, unit)
    with Dialog(f"栏目：{unit_name}") as made:
        fields = _BoardFields(seen, people)

    async def go() -> None:
        await live.ask(boards.change, unit, fields.read())
        made.close()
        live.say(f"“{unit_name}”的栏目已改。{WHEN_SHOWN}")
        await after()

    made.acts(live, "保存", go, look="primary")
    made.open()


class _BoardFields:
    """Be the fields of one unit's boards."""

    def __init__(self, seen: BoardsView, people: Mapping[str, str]) -> None:
        own = {one.board: one for one in seen.form.boards}
        self._keepers, self._leading = {}, {}
        for board in Board:
            name, form = name_of("board", board), own.get(board)
            with box("halves"):
                keeper = (form.keeper if form else None) or ""
                self._keepers[board] = choice(
                    f"{name}：维护人", {**_NOBODY, **people}, keeper
                )
                self._leading[board] = line(
                    f"{name}：牵头单位",
                    form.leading if form else "",
                    most=60,
                    hint=f"空着：{seen.leading[board]}",
                )
        self._supervision = line(
            "监督单位",
            seen.form.supervision,
            most=60,
            hint=f"空着：{seen.supervision}",
        )
        merged = seen.form.merged[0] if seen.form.merged else None
        with box("halves"):
            chosen = [board.value for board in merged.boards] if merged else []
            self._joined = several("合并成一个栏目的", choices("board", Board), chosen)
            told = "、".join(merged.lines) if merged else ""
            self._lines = line(
                "合并后的名称", told, most=20, hint="屏上分行，用顿号分开"
            )
        self._others = seen.form.merged[1:]
        Text(f"出厂写法的依据：{seen.basis}", tag="p", classes="mut small")

    def read(self) -> BoardsForm:
        """Return what was chosen and typed."""
        boards = tuple(
            BoardForm(
                board=board,
                keeper=self._keepers[board].value or None,
                leading=str(self._leading[board].value or "").strip(),
            )
            for board in Board
        )
        return BoardsForm(
            boards=tuple(one for one in boards if one.keeper or one.leading),
            merged=(*self._merged(), *self._others),
            supervision=str(self._supervision.value or "").strip(),
        )

    def _merged(self) -> tuple[MergedForm, ...]:
        lines = str(self._lines.value or "").split("、")
        told = tuple(part.strip() for part in lines if part.strip())
        joined = tuple(Board(one) for one in self._joined.value or ())
        if not told and not joined:
            return ()
        return (MergedForm(lines=told, boards=joined),)
