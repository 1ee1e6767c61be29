from nicegui import ui

from programme.blocks import Paragraph
from publishing.desk.screening import Kept
from tests.fakes.admin_pages import Pages

MOBILE = "13812345678"
TOLD = (Paragraph(text=f"河长电话 {MOBILE}。"),)
REASON = "保留的理由"


def kept(pages: Pages, draft: str) -> tuple[Kept, ...]:
    return pages.county.cases.looking.draft(
        pages.county.people["drafter"], draft
    ).form.kept_personal


async def test_a_drafter_reads_what_will_be_masked_and_keeps_it_with_a_reason(
    pages: Pages,
) -> None:
    made = pages.county.draft(blocks=TOLD)
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("个人信息", "1 处", "手机号", MOBILE, "遮成 138****5678")

    pages.type(REASON, "河长公示牌上的电话")
    pages.press("保存")

    await pages.sees("已保存。")
    assert kept(pages, made.line.id) == (
        Kept(text=MOBILE, reason="河长公示牌上的电话"),
    )


async def test_a_reason_that_says_too_little_is_told_and_nothing_is_saved(
    pages: Pages,
) -> None:
    made = pages.county.draft(blocks=TOLD)
    await pages.open("drafter", f"/drafts/{made.line.id}")

    pages.type(REASON, "公开")
    pages.press("保存")

    await pages.sees(f"保留 {MOBILE} 的理由太短，至少 4 个字。")
    assert kept(pages, made.line.id) == ()


async def test_what_was_typed_anew_is_screened_when_it_is_saved(pages: Pages) -> None:
    made = pages.county.draft()
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.user.should_not_see("个人信息")

    pages.tell("正文", f"找我 {MOBILE}")
    pages.press("保存")

    await pages.sees("个人信息", "遮成 138****5678")


async def test_who_signs_reads_what_was_masked_and_what_is_kept_and_why(
    pages: Pages,
) -> None:
    made = pages.county.submitted(
        blocks=(*TOLD, Paragraph(text="村民 13912345678")),
        kept_personal=(Kept(text=MOBILE, reason="河长公示牌上的电话"),),
    )

    await pages.open("reviewer", f"/approval?draft={made.line.id}&tab=text")

    await pages.sees(
        f"{MOBILE} 保留（理由：河长公示牌上的电话）",
        "139****5678 已遮住",
        "村民 139****5678",
    )
    await pages.user.should_not_see(kind=ui.element, content="村民 13912345678")
