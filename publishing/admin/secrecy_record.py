"""Show what secrecy reviews came to, to whoever signs or looks up; change nothing."""

from collections.abc import Sequence

from publishing.admin.dates import Calendar
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, chip, note
from publishing.desk.secrecy import SecrecyView, standing
from publishing.desk.views import DraftView
from publishing.tables.secrecy import SecrecyResult

_TONES = {
    SecrecyResult.MAY: "ok",
    SecrecyResult.IN_PART: "prov",
    SecrecyResult.MAY_NOT: "bad",
    SecrecyResult.REFER: "warn",
}


def show_secrecy(version: DraftView, calendar: Calendar) -> None:
    """Show the review that stands over what is signed, or that there is none."""
    with box("stack"):
        Text("保密审查", tag="p", classes="mut small")
        last = version.clearance
        if last is None:
            note("这一版还没有做保密审查，审完才能批准。")
        else:
            show_record(last, calendar)
        if version.form.secrecy_basis:
            Text(f"起草人自查：{version.form.secrecy_basis}", tag="p", classes="mut")


def show_records(version: DraftView, calendar: Calendar) -> None:
    """Show every review of a version, the newest first; void ones are marked."""
    show_reviews(version.secrecy, version.line.manifest_sha256, calendar)


def show_reviews(
    records: Sequence[SecrecyView], manifest: str | None, calendar: Calendar
) -> None:
    """Show reviews, the newest first; those that no longer stand are marked."""
    if not records:
        return
    last = standing(records, manifest)
    with box("stack"):
        Text("保密审查记录", tag="p", classes="mut small")
        for one in reversed(records):
            show_record(one, calendar, void=one is not last)


def show_record(one: SecrecyView, calendar: Calendar, *, void: bool = False) -> None:
    """Show one review: what, who, when, on what basis."""
    with box():
        with box("row-of"):
            chip(name_of("secrecy_result", one.result), _TONES[one.result])
            Text(f"{one.name}，{calendar.moment(one.concluded_at)}", classes="mut")
            if void:
                chip(_why_void(one), "plain")
        Text(f"依据：{one.basis}", tag="p")
        if one.withheld:
            Text(f"遮住或去掉：{one.withheld}", tag="p")
        if one.pictures_read:
            Text("图片已逐张看过", tag="p")
        if one.remark:
            Text(f"备注：{one.remark}", tag="p")


def _why_void(one: SecrecyView) -> str:
    return "转来的，不作数" if one.reviewer is None else "内容改过，或已有新结论"
