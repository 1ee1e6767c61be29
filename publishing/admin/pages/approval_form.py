"""Set the approval form of a version on A4 for leaders who sign on paper (REQ-12).

It carries the manifest's code, so that the signed scan belongs to one version alone.
"""

import base64
import io
from functools import partial

import segno

from publishing.admin.dates import Calendar, fingerprint
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Button, Text, box, button_link, empty, heading_cells
from publishing.admin.sheet_blocks import print_blocks
from publishing.admin.signatures import decision_words
from publishing.admin.site import Build
from publishing.admin.window_words import window_words
from publishing.desk.attested_rows import short_code
from publishing.desk.looking import Looking
from publishing.desk.views import DraftView, StepView
from publishing.schedule.groups import Groups

_QUIET_MODULES = 4


def approval_form_page(*, looking: Looking, groups: Groups) -> Build:
    """Return the page of the form that leaders sign on paper."""

    async def build(live: Live) -> None:
        version = await live.ask(looking.draft, live.path["draft"])
        names = {one.id: one.form.name for one in await live.ask(groups.listing)}
        back = ("审批台", f"/approval?draft={version.line.id}")
        with head("公开审批单", "A4，黑白就行", back=back):
            entry = f"/drafts/{version.line.id}/paper"
            button_link("录入签好的审批单", entry, icon="draw")
            out = Button("打印", _nothing, icon="print", look="primary")
            out.props["data-print"] = "true"
        if version.manifest is None or version.line.manifest_sha256 is None:
            empty("还没有提交，没有可以签的。提交以后再打印。")
            return
        _sheet(version, version.line.manifest_sha256, names, live.calendar)

    return build


async def _nothing() -> None:
    """Leave the press to the page's own script, which opens the print dialog."""


def _sheet(
    version: DraftView, sha256: str, names: dict[str, str], calendar: Calendar
) -> None:
    with box("a4 form", tag="article"), box(tag="table"):
        with box(tag="thead"), box(tag="tr"), box(tag="td"), box("a4-head"):
            with box():
                Text("信息公开审批单", tag="p")
                unit = version.manifest.unit_name if version.manifest else ""
                Text(unit, tag="p", classes="a4-board")
            box("sp")
            Text(f"短码 {short_code(sha256)}", tag="p", classes="a4-code")
        with box(tag="tbody"), box(tag="tr"), box("a4-body", tag="td"):
            Text(version.line.title, tag="h1")
            _facts(version, names, calendar)
            _chain(version, calendar)
            Text("公开的内容", tag="h2")
            address = partial(_address, version.line.id)
            print_blocks(version.signed.blocks, address)
        with box(tag="tfoot"), box(tag="tr"), box(tag="td"), box("a4-foot"):
            _foot(sha256)


def _facts(version: DraftView, names: dict[str, str], calendar: Calendar) -> None:
    form = version.form
    told = {
        "登记号": version.line.register_number or "批准时给",
        "板块、类别": f"{name_of('board', form.board)}　{form.category}",
        "公开方式": name_of("kind_of_act", form.kind_of_act),
        "给谁看": name_of("audience", form.audience),
        "事项确定之日": calendar.day(form.settled_on),
        "挂到": "、".join(names.get(one, one) for one in form.groups),
        "展示时间": window_words(calendar, version),
        "起草": _drafter(version),
    }
    with box("a4-table a4-facts", tag="table"), box(tag="tbody"):
        for name, value in told.items():
            with box(tag="tr"):
                Text(name, tag="th").props["scope"] = "row"
                Text(value, tag="td")


def _drafter(version: DraftView) -> str:
    """Return who wrote it, and for whom where the first step is another's."""
    name, first = version.line.drafter_name, version.chain[0]
    decision = first.decision
    if decision is None or decision.staff != version.line.drafter:
        return f"{name}（代村里起草，“{first.step.name}”由村里签）"
    return name


def _chain(version: DraftView, calendar: Calendar) -> None:
    Text("签字", tag="h2")
    with box("a4-table a4-signs", tag="table"):
        heading_cells("步骤", "意见和签名", "日期")
        with box(tag="tbody"):
            for one in version.chain:
                _line(one, calendar)


def _line(one: StepView, calendar: Calendar) -> None:
    decision = one.decision
    with box(tag="tr"):
        Text(one.step.name, tag="th").props["scope"] = "row"
        signed = f"{decision_words(decision)}，已在系统签名" if decision else ""
        Text(signed, tag="td")
        when = decision.decided_at if decision else None
        Text(calendar.day(calendar.local(when).date()) if when else "", tag="td")


def _foot(sha256: str) -> None:
    code = box(tag="img")
    code.props["src"] = _code(sha256)
    code.props["alt"] = "签发单指纹"
    with box():
        Text("签的就是这一版；内容改了，短码就变，要重新打印、重新签。", tag="p")
        Text("签好以后扫描，由两位经办人核对短码和签字。", tag="p")
        Text(f"SHA-256 {fingerprint(sha256)}", tag="p", classes="a4-sha")


def _code(sha256: str) -> str:
    """Return the fingerprint as a code that a scanner reads."""
    out = io.BytesIO()
    made = segno.make(sha256, error="m", micro=False, boost_error=False)
    made.save(
        out, kind="svg", border=_QUIET_MODULES, omitsize=True, xmldecl=False, nl=False
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"


def _address(draft: str, sha256: str) -> str:
    return f"/api/drafts/{draft}/pages/{sha256}"
