"""Check that a version may hang where it says and leaves no gap; write nothing.

Groups and units change while a draft is on its way, so the places are checked at
submission and again at approval. What hangs already must not vanish by its own
successor: a new version keeps its groups, its beginning and its promised end.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind, Term
from programme.hours import DayHours
from programme.layout import Panel
from programme.manifest import Manifest
from programme.window import Window, end_at
from publishing.desk.rows import form_of
from publishing.desk.views import manifest_of
from publishing.errors import Refused, StateForbids
from publishing.schedule.groups import open_groups
from publishing.schedule.hanging import entries_of
from publishing.schedule.seeing import check_seen
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import UnitLevel, UnitRow

_HOURS = TypeAdapter(tuple[DayHours, ...])
_INSTANT = timedelta(microseconds=1)


def places_of(session: Session, row: Draft) -> tuple[DisplayGroup, ...]:
    """Return the groups of a version; a closed one only where it hangs already.

    Raises:
        NotThere: A group does not exist.
        StateForbids: A group is closed, and nothing of it hangs there.
    """
    before = published_before(session, row)
    hung = frozenset(before.groups if before else ())
    return open_groups(session, tuple(row.groups), kept=hung)


def published_before(session: Session, row: Draft) -> Draft | None:
    """Return the version that hangs until this one takes its place."""
    # Not the one that it was begun from: another may have come between.
    query = select(Draft).where(
        Draft.disclosure_id == row.disclosure_id,
        Draft.state == DraftState.APPROVED,
        Draft.id != row.id,
    )
    return session.scalars(query).first()


def check_places(session: Session, row: Draft) -> tuple[DisplayGroup, ...]:
    """Return the groups of a version, if it may hang on all of them (REQ-20).

    Raises:
        NotThere: A group does not exist.
        StateForbids: A group is closed, or the unit of a first publication.
        Refused: A group has another audience, is never on when it opens, or would
            lose it without a withdrawal.
    """
    _check_unit(session, row)
    places, dayparts = places_of(session, row), form_of(row).dayparts
    for group in places:
        if group.audience is not row.audience:
            message = f"“{group.name}”的公开范围和这一件不同。请改公开范围或换分组。"
            raise Refused(message, code="audience_differs")
        hours = _HOURS.validate_python(group.service_hours)
        check_seen(group.name, hours, row.weekdays, dayparts)
    before = published_before(session, row)
    if before is not None and set(before.groups) - set(row.groups):
        message = "新版本要留在原来的显示分组。要从哪一组拿下，请办撤下。"
        raise Refused(message, code="group_dropped")
    return places


def check_relief_places(session: Session, row: Draft) -> None:
    """Return only if a list of relief hangs in its own village alone (REQ-22).

    Raises:
        Refused: It is no village's, or a group is not the village's own.
    """
    if not _is_village(session, row) or not _hangs_at_home(session, row):
        message = (
            "低保、救助一类的名单只在本村公开。请由各村自己起草，只挂本村的显示分组；"
            "别处要公开的，只写户数、人数和金额，不列姓名。"
        )
        raise Refused(message, code="relief_list_elsewhere")


def check_persons_places(session: Session, row: Draft) -> None:
    """Return only if a village's list of persons hangs in that village alone (REQ-22).

    A town or the county may list whom it appoints, admits or recruits: their neighbours
    live everywhere in it.

    Raises:
        Refused: It is a village's, and a group is not the village's own.
    """
    if _is_village(session, row) and not _hangs_at_home(session, row):
        message = (
            "村里的人员名单只在本村公开。请只挂本村的显示分组；"
            "别处要公开的，只写户数、人数和金额，不列姓名。"
        )
        raise Refused(message, code="persons_list_elsewhere")


def _is_village(session: Session, row: Draft) -> bool:
    return session.get_one(UnitRow, row.unit_id).level is UnitLevel.VILLAGE


def _hangs_at_home(session: Session, row: Draft) -> bool:
    return all(group.unit_id == row.unit_id for group in places_of(session, row))


def check_pages(places: Iterable[DisplayGroup], manifest: Manifest) -> None:
    """Return only if every screen has pages in the signed manifest.

    Raises:
        Refused: A group's panel was changed since the pages were set.
    """
    for group in places:
        screen = group.display_kind is DisplayKind.SCREEN
        if screen and not manifest.pages_for(Panel.model_validate(group.panel)):
            message = (
                f"“{group.name}”的屏幕尺寸在提交以后改过，页面对不上。"
                "请退回，由起草人重新提交。"
            )
            raise Refused(message, code="panel_changed")


def check_window(
    session: Session, row: Draft, window: Window, *, now: datetime, zone: tzinfo
) -> None:
    """Return only if a new version begins in time and ends no earlier than promised.

    Raises:
        Refused: There would be a gap, or a mandate would be cut short.
    """
    before = published_before(session, row)
    if before is not None:
        check_follows(session, before, window, now=now, zone=zone)


def check_follows(
    session: Session, before: Draft, window: Window, *, now: datetime, zone: tzinfo
) -> None:
    """Return only if a window may take the place of a published version's.

    Raises:
        Refused: There would be a gap, or a mandate would be cut short.
    """
    hanging = entries_of(session, before.disclosure_id, now)
    if not hanging:
        return
    if window.starts_at > max(now, min(entry.starts_at for entry in hanging)):
        message = "新版本要一批准就换上，中间不能空着。请把开始时间留空。"
        raise Refused(message, code="change_starts_late")
    _check_end(session, before, window, now=now, zone=zone)


def _check_end(
    session: Session, before: Draft, window: Window, *, now: datetime, zone: tzinfo
) -> None:
    manifest, end = manifest_of(session, before.manifest_sha256), end_at(window)
    if manifest is None or end is None:
        return
    promised, mandate = manifest.promised_end_at, manifest.mandate
    if promised is None and mandate.term is not Term.STAGED:
        message = (
            "原来的版本没有结束时间，要展示到变更、撤下或办结，新版本不能自己结束。"
            "请照原来的公开时限；已经办结的，请办“办结”；时限选错了的，先撤下再发。"
        )
        raise Refused(message, code="change_ends_early")
    if mandate.show_at_least_days is None:
        return
    if promised is not None and end < promised > now:
        last = (promised - _INSTANT).astimezone(zone).date()
        message = (
            f"原来的版本承诺展示到 {last.year} 年 {last.month} 月 {last.day} 日，"
            "新版本不能更早结束。请改公开时限或结束时间；确要提前拿下，请办撤下。"
        )
        raise Refused(message, code="change_ends_early")


def _check_unit(session: Session, row: Draft) -> None:
    """Refuse a first publication of a unit that is closed; what hangs may change.

    Raises:
        StateForbids: The unit is closed.
    """
    known = session.get_one(Disclosure, row.disclosure_id).register_number is not None
    unit = session.get_one(UnitRow, row.unit_id)
    if unit.closed_at is not None and not known:
        raise StateForbids("公开这一件", state="已停用", thing=f"“{unit.name}”")
