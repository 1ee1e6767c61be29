from programme.blocks import Paragraph
from tests.fakes.admin_pages import Choose, Pages


async def test_three_people_sign_the_same_fingerprint(pages: Pages) -> None:
    made = pages.county.submitted()
    sha256 = made.line.manifest_sha256 or ""

    await pages.open("reviewer", f"/approval?draft={made.line.id}")
    await pages.sees(sha256[:4], "等您签", "reviewer-login岗（您）")
    pages.press("同意，签名")
    await pages.sees("已签名，送到下一步那里了。")
    await pages.open("approver", "/approval")
    pages.press("同意，签名")

    await pages.sees("已批准，登记号 柳坞村 2026-0001")
    kept = pages.county.cases.looking.draft(
        pages.county.people["approver"], made.line.id
    )
    assert [one.role.value for one in kept.decisions] == [
        "drafter",
        "reviewer",
        "approver",
    ]


async def test_who_drafted_is_not_offered_to_sign(pages: Pages) -> None:
    made = pages.county.submitted()

    await pages.open("drafter", f"/approval?draft={made.line.id}")

    await pages.user.should_not_see("同意，签名")


async def test_an_edit_while_the_reviewer_reads_is_told_and_nothing_is_signed(
    pages: Pages,
) -> None:
    made = pages.county.submitted()
    await pages.open("reviewer", f"/approval?draft={made.line.id}")
    edited = pages.county.cases.drafting.edit(
        pages.county.people["drafter"],
        made.line.id,
        made.form.model_copy(update={"title": "改过的标题"}),
        edition=made.line.edition,
    )
    pages.county.submit(edited)

    pages.press("同意，签名")

    await pages.sees("内容已变：有人刚刚改过。请刷新，看过新的内容再办。")


async def test_sending_back_needs_a_reason_which_the_drafter_reads(
    pages: Pages,
) -> None:
    made = pages.county.submitted()
    await pages.open("reviewer", f"/approval?draft={made.line.id}")

    pages.press("退回，写明原因")
    await pages.sees("前面的签名作废，改好后要重新审批。")
    pages.tell("原因，起草人会看到", "金额和附件对不上")
    pages.press_newest("退回")

    await pages.sees("已退回起草人，原因写在上面。")
    await pages.open("drafter", "/todo")
    await pages.sees("退回：金额和附件对不上")


async def test_a_change_is_compared_with_what_hangs(pages: Pages) -> None:
    made = pages.county.approved(blocks=(Paragraph(text="共救助 42 户。"),))
    drafter = pages.county.people["drafter"]
    cases = pages.county.cases
    change = cases.changing.change(drafter, made.line.disclosure)
    form = change.form.model_copy(
        update={
            "blocks": (Paragraph(text="共救助 41 户。"),),
            "secrecy_basis": "不涉密",
        }
    )
    edited = cases.drafting.edit(
        drafter, change.line.id, form, edition=change.line.edition
    )
    pages.county.submit(edited)

    await pages.open("reviewer", f"/approval?draft={change.line.id}")

    await pages.sees("上一版", "这一版")
    tags = {
        getattr(element, "text", ""): element.tag
        for element in pages.user.find(marker=None, content="户").elements
    }
    assert tags
    answer = await pages.user.http_client.get(f"/approval?draft={change.line.id}")
    assert '"tag":"del"' in answer.text
    assert '"tag":"ins"' in answer.text


async def test_a_withdrawal_needs_a_second_person(pages: Pages, chosen: Choose) -> None:
    made = pages.county.approved()

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")
    pages.press("撤下")
    await pages.sees("要另一位同事确认才撤下")
    chosen("原因", "correction")
    pages.tell("说明", "时间写错了")
    pages.press_newest("申请撤下")
    await pages.sees("已申请撤下，等另一位同事在待办里确认。")
    await pages.open("approver", "/todo")
    await pages.sees("等您确认撤下", "时间写错了")
    pages.press("确认撤下")
    await pages.sees("撤下后屏上几秒内看不到")
    pages.press_newest("确认撤下")
    await pages.sees("现在不能确认撤下：要公开的说明还没有做保密审查")
    county = pages.county
    [asked] = county.cases.notice_clearing.waiting(county.people["secrecy"])
    county.notice_cleared(asked)
    pages.press_newest("确认撤下")

    await pages.sees("已撤下，屏上几秒内看不到")
    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")
    await pages.sees("更正内容", "时间写错了", "撤下回执")


async def test_a_declined_withdrawal_leaves_it_hanging(
    pages: Pages, chosen: Choose
) -> None:
    made = pages.county.approved()
    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")
    pages.press("撤下")
    await pages.sees("要另一位同事确认才撤下")
    chosen("原因", "safety")
    pages.tell("说明", "先撤下看看")
    pages.press_newest("申请撤下")
    await pages.sees("已申请撤下")

    await pages.open("approver", "/todo")
    pages.press("不同意")
    await pages.sees("为什么不同意")
    pages.tell("为什么不同意", "没有安全问题")
    pages.press_newest("不同意")

    await pages.sees("照旧展示，原因已记下")


async def test_a_change_stands_beside_the_version_that_hangs(pages: Pages) -> None:
    county = pages.county
    approved = county.approved()
    drafter = county.people["drafter"]
    change = county.cases.changing.change(drafter, approved.line.disclosure)
    form = change.form.model_copy(
        update={
            "title": "2026 年三季度财务收支（更正）",
            "blocks": (Paragraph(text="收入 43,000.00 元。"),),
            "secrecy_basis": "不涉密",
        }
    )
    made = county.cases.drafting.edit(
        drafter, change.line.id, form, edition=change.line.edition
    )
    await pages.open("drafter", f"/drafts/{made.line.id}")

    await pages.sees("和上一版比", "改为", "42,000.00", "43,000.00")
    county.submit(made)
    await pages.open("reviewer", f"/approval?draft={made.line.id}")

    await pages.sees("改为", "2026 年三季度财务收支（更正）", "42,000.00", "43,000.00")


async def test_a_reviewer_comments_and_the_drafter_settles_it(pages: Pages) -> None:
    county = pages.county
    made = county.submitted()
    await pages.open("reviewer", f"/approval?draft={made.line.id}")
    await pages.sees("还没有批注，也没有退回过。", "还剩 5 个工作日")
    pages.tell("写批注", "这个数和附件对不上")
    pages.press("加批注")
    await pages.sees("待处理", "这个数和附件对不上")

    await pages.open("drafter", "/todo")
    await pages.sees("等您处理的批注", "这个数和附件对不上")
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("待处理")
    pages.press("标为已处理")

    await pages.sees("已处理", "重新打开")
    assert county.cases.looking.to_do(county.people["drafter"]).to_answer == ()


async def test_of_a_long_version_a_comment_copies_words_of_its_piece(
    pages: Pages,
) -> None:
    blocks = tuple(Paragraph(text=f"第 {n} 条 照常办理。") for n in range(130))
    made = pages.county.submitted(blocks=blocks)
    await pages.open("reviewer", f"/approval?draft={made.line.id}")

    pages.type("针对哪一段（抄那一段的几个字；不填是整件）", "第129条")
    pages.tell("写批注", "这一条和附件对不上")
    pages.press("加批注")

    await pages.sees("第 130 段“第 129 条", "这一条和附件对不上")


async def test_every_return_stands_with_its_reason(pages: Pages) -> None:
    county = pages.county
    made = county.submitted()
    county.cases.deciding.send_back(
        county.people["reviewer"],
        made.line.id,
        manifest_sha256=made.line.manifest_sha256 or "",
        reason="还缺一张表",
    )
    await pages.open("drafter", f"/drafts/{made.line.id}")

    await pages.sees("批注和退回", "还缺一张表", "reviewer-login岗")
