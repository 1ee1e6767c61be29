"""Check a version against the catalogue line that it serves (REQ-3, REQ-20).

What is missing in a version is the desk's matter; here is only what contradicts.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from programme.errors import ContractError
from programme.period import Period, period_of
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_lines import EntryView, lines_of
from publishing.desk.content import DraftForm
from publishing.errors import Refused
from publishing.tables.units import UnitRow


def check_line(session: Session, unit: str, form: DraftForm, *, today: date) -> None:
    """Return only if a version agrees with its line; every fault is told at once.

    Raises:
        Refused: The audience is another than the line's, the line is not the unit's,
            or something else contradicts it.
        NotThere: The unit is closed.
    """
    if form.catalogue_entry is None:
        if form.period_starts_on is not None:
            message = "写了哪一期，还没有选公开目录条目。请选条目，或去掉这一期。"
            raise Refused(message, code="period_without_entry")
        return
    _check_agrees(_line(session, unit, form.catalogue_entry, today), form, today)


def check_line_still(
    session: Session, unit: str, form: DraftForm, *, today: date
) -> None:
    """Return only if a submitted version agrees with its line as it is by now.

    A line or a unit that was closed since stops nothing: nothing contradicts it.

    Raises:
        Refused: The line was changed since, and the version contradicts it.
    """
    closed = session.get_one(UnitRow, unit).closed_at is not None
    if form.catalogue_entry is None or closed:
        return
    owed = lines_of(session, unit, today)
    line = next((one for one in owed if one.line == form.catalogue_entry), None)
    if line is not None:
        _check_agrees(line, form, today)


def _check_agrees(line: EntryView, form: DraftForm, today: date) -> None:
    """Return only if a version says what its line says.

    Raises:
        Refused: It says something else.
    """
    if form.audience is not line.form.audience:
        raise AudienceDiffers(line.form.name)
    faults = tuple(disagreements(form, line.form, today=today))
    if faults:
        message = (
            f"和公开目录“{line.form.name}”对不上：{'；'.join(faults)}。"
            "请改成一样，或换一条目录。"
        )
        raise Refused(message, code="entry_disagrees")


class AudienceDiffers(Refused):
    """Say that a line of the catalogue names another audience (REQ-20)."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"公开目录写明了“{name}”给谁看，这一件的公开范围和它不同，不能提交。"
            "请改公开范围；目录写错了的，请发布办公室先改目录。",
            code="audience_not_of_entry",
        )


def disagreements(form: DraftForm, entry: EntryForm, *, today: date) -> Iterator[str]:
    """Yield in what a version says something else than its line; pure."""
    if form.board is not entry.board:
        yield "板块不同"
    if form.kind_of_act is not entry.kind_of_act:
        yield "公开方式类别不同"
    if form.attribute is not entry.method:
        yield "主动公开还是依申请公开不同"
    if form.mandate != entry.rule_name:
        yield "公开时限不同"
    yield from _period_faults(form, entry, today)


def _period_faults(form: DraftForm, entry: EntryForm, today: date) -> Iterator[str]:
    starts_on = form.period_starts_on
    if entry.frequency.months is None:
        if starts_on is not None:
            yield "这一条不分期，请去掉是哪一期"
        return
    if starts_on is None:
        yield f"这一条{entry.frequency.label}公开一次，请选是哪一期"
        return
    period = _period(entry, starts_on)
    if period is None or period.starts_on != starts_on:
        yield f"{starts_on.isoformat()} 不是{entry.frequency.label}一期的第一天"
    elif starts_on > today:
        yield f"{period.label}还没有开始"


def _period(entry: EntryForm, on: date) -> Period | None:
    try:
        return period_of(entry.frequency, on)
    except ContractError:
        return None


def _line(session: Session, unit: str, line: str, today: date) -> EntryView:
    """Return a line that the unit owes.

    Raises:
        Refused: The unit's catalogue has no such line now.
        NotThere: The unit is closed.
    """
    for one in lines_of(session, unit, today):
        if one.line == line:
            return one
    message = "选的那一条不在本单位的公开目录里，可能刚改过。请重新选。"
    raise Refused(message, code="entry_not_of_unit")
