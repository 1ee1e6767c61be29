"""Make a county whose public pages stand in every state that they can stand in."""

import io
from dataclasses import replace

from PIL import Image

from programme.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from programme.boards import Board, KindOfAct
from programme.programme import WithdrawalCause
from publishing.desk.outside import page_path
from publishing.desk.views import DraftView
from publishing.house import use_cases
from tests.fakes.desk import County, digest

LONG = Table(
    caption="道路养护明细",
    unit_note="元",
    header_rows=2,
    numeric_columns=(2, 3),
    total_rows=(41,),
    rows=(
        (
            Cell(text="路段", rowspan=2),
            Cell(text="内容", rowspan=2),
            Cell(text="金额", colspan=2),
        ),
        (Cell(text="预算"), Cell(text="决算")),
        *(
            (
                Cell(text=f"村道 {number} 段"),
                Cell(text="清理边沟、补坑、刷线"),
                Cell(text="1,200.00"),
                Cell(text="1,180.50"),
            )
            for number in range(1, 40)
        ),
        (
            Cell(text="合计"),
            Cell(text=""),
            Cell(text="46,800.00"),
            Cell(text="46,039.50"),
        ),
    ),
)
PERSONS = Table(
    header_rows=1,
    rows=((Cell(text="姓名"), Cell(text="元")), (Cell(text="某甲"), Cell(text="1"))),
)
POLICY: tuple[Block, ...] = (
    Heading(level=1, text="政策解读"),
    Heading(level=2, text="为什么改"),
    Paragraph(text="雨季前把边沟清完，路面少积水。"),
)


def public_world(county: County) -> dict[str, str]:
    """Publish, change, end and take down; return each page by how its matter stands."""
    lasting = replace(county, cases=use_cases(replace(county.services, past_days=365)))
    past = lasting.approved(title="2026 年二季度财务收支")
    county.clock.forward(days=32)
    long = county.approved(
        title="村道养护经费决算", board=Board.FINANCE, blocks=(*_prose(), LONG)
    )
    rich = county.approved(
        title="村道养护安排",
        board=Board.VILLAGE,
        blocks=(*_prose(), *_pictures(county), *POLICY),
    )
    first = county.approved(title="路灯检修安排", board=Board.GOV)
    county.clock.forward(hours=1)
    second = _changed(county, first)
    notice = county.approved(
        title="中标结果",
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone="0555-010-0123",
    )
    line = _taken_down(county, "排水沟安排", WithdrawalCause.CORRECTION)
    closed = _taken_down(county, "联系电话", WithdrawalCause.PERSONAL_DATA)
    county.approved(title="补贴发放", unit="qinghe", blocks=(PERSONS,))
    return {
        "long table": _page(long),
        "pictures and policy": _page(rich),
        "older version": _page(first),
        "second version": _page(second),
        "public notice": _page(notice),
        "past": _page(past),
        "withdrawn, told": _page(line),
        "withdrawn, silent": _page(closed),
    }


def _prose() -> tuple[Block, ...]:
    return (
        Heading(level=1, text="一、说明"),
        Paragraph(text="经村民代表会议通过，现向全体村民公开。"),
        ListBlock(
            ordered=True, entries=("票据在村委会，可以来看。", "有问题请打电话。")
        ),
    )


def _pictures(county: County) -> tuple[Block, ...]:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "#7a8f6a").save(out, "PNG")
    kept = county.services.files.put(out.getvalue())
    photo = Figure(
        image=kept, width=320, height=200, words="清完的边沟", caption="三组路段"
    )
    scan = PageImageBlock(
        image=kept, width=320, height=200, words="决议全文\n同意安排。"
    )
    return (photo, scan)


def _changed(county: County, first: DraftView) -> DraftView:
    change = county.cases.changing.change(
        county.people["drafter"], first.line.disclosure
    )
    form = change.form.model_copy(
        update={"blocks": (Paragraph(text="改好了。"),), "secrecy_basis": "已核对"}
    )
    edited = county.cases.drafting.edit(
        county.people["drafter"], change.line.id, form, edition=change.line.edition
    )
    return county.approve_change(edited)


def _taken_down(county: County, title: str, cause: WithdrawalCause) -> DraftView:
    made = county.approved(title=title)
    county.clock.forward(hours=1)
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=cause,
        explanation="写错了一个数。",
    )
    county.take_down(asked)
    return made


def _page(view: DraftView) -> str:
    assert view.manifest is not None
    return page_path(view.line.disclosure, view.manifest.revision)
