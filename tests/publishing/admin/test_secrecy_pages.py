from nicegui import ui

from programme.blocks import Paragraph
from programme.programme import WithdrawalCause
from publishing.desk.views import DraftView
from publishing.tables.disclosures import DraftState
from tests.fakes.admin_pages import Pages
from tests.fakes.desk import digest


def _sent(pages: Pages) -> DraftView:
    """Return a submitted draft that nobody has cleared."""
    county = pages.county
    made = county.draft(blocks=(Paragraph(text="出自内部资料，共 42 户。"),))
    return county.cases.submitting.submit(
        county.people["drafter"], made.line.id, edition=made.line.edition
    )


def _choose(pages: Pages, label: str, value: str) -> None:
    with pages.user:
        for field in pages.user.find(kind=ui.select, content=label).elements:
            field.value = value


async def test_a_secrecy_reviewer_is_prompted_and_concludes(pages: Pages) -> None:
    """REQ-19."""
    sent = _sent(pages)
    await pages.open("secrecy", "/secrecy")
    await pages.sees("等您审 1 件", "有“内部资料”字样", "逐条对照")

    _choose(pages, "结论", "may")
    pages.type("依据", "资料已公开印发，不涉密")
    pages.press("写下结论")

    await pages.sees("结论已记下", "可以公开")
    await pages.open("reviewer", f"/approval?draft={sent.line.id}")
    await pages.sees("资料已公开印发，不涉密")


async def test_a_secrecy_reviewer_sends_back_with_a_reason_that_stays_on_record(
    pages: Pages,
) -> None:
    """REQ-19."""
    sent = _sent(pages)
    await pages.open("secrecy", "/secrecy")
    pages.press("退回，写明原因")
    await pages.sees("前面的签名作废")
    pages.tell("原因，起草人会看到", "内部资料不能引")
    pages.press("退回")

    await pages.sees("已退回起草人", "看下一件")
    county = pages.county
    back = county.cases.looking.draft(county.people["drafter"], sent.line.id)
    assert back.line.state is DraftState.DRAFT
    assert back.line.return_reason == "内部资料不能引"


async def test_what_a_withdrawal_publishes_is_read_before_it_is_confirmed(
    pages: Pages,
) -> None:
    """REQ-19, REQ-13."""
    county = pages.county
    published = county.approved()
    county.cases.withdrawing.request(
        county.people["drafter"],
        published.line.disclosure,
        manifest_sha256=digest(published),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额写错一位。",
    )
    await pages.open("approver", "/todo")
    await pages.sees("审过才能确认")

    await pages.open("secrecy", "/secrecy")
    await pages.sees("等您审 1 件", "撤下的说明", "金额写错一位。")
    _choose(pages, "结论", "may")
    pages.type("依据", "只说明更正")
    pages.press("写下结论")

    await pages.sees("结论已记下", "依据：只说明更正")
    await pages.open("approver", "/todo")
    await pages.user.should_not_see("审过才能确认")


async def test_who_signs_is_told_that_the_secrecy_review_is_missing(
    pages: Pages,
) -> None:
    """REQ-19."""
    sent = _sent(pages)

    await pages.open("reviewer", f"/approval?draft={sent.line.id}")

    await pages.sees("还没有做保密审查，审完才能批准")


async def test_with_nothing_to_review_the_page_says_so(pages: Pages) -> None:
    await pages.open("secrecy", "/secrecy")

    await pages.sees("现在没有等您审的")


async def test_a_draft_is_proposed_for_filing_and_the_office_agrees(
    pages: Pages,
) -> None:
    """REQ-10, REQ-11."""
    county = pages.county
    made = county.draft(attribute="not_disclosed", title="谈判底价")
    county.cases.filings.attach_reply(
        county.people["drafter"],
        made.line.id,
        data="同意暂不公开。".encode(),
        filename="县政府答复.txt",
        edition=made.line.edition,
    )
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("归档，不上屏", "已附 1 份书面答复", "县政府答复.txt")

    _choose(pages, "理由类别", "third_person")
    pages.type("依据和理由", "条例第十五条，涉及商业秘密")
    pages.press("提出归档")
    await pages.sees("归档登记", "等办公室定")

    await pages.open("reviewer", "/filed")
    await pages.sees("谈判底价", "商业秘密、个人隐私等第三人权益")
    pages.press("同意归档")
    await pages.sees("不公开，只存在登记簿里")
    pages.press_newest("同意归档")

    await pages.sees("已归档，不会上屏")
    view = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert view.line.state is DraftState.FILED
