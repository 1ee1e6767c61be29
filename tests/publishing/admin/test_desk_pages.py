from collections.abc import Callable

from nicegui import ui

from programme.blocks import Paragraph
from publishing.tables.disclosures import DraftState
from tests.fakes.admin_pages import Pages

Choose = Callable[[str, object], None]


async def test_a_drafter_writes_saves_and_submits(pages: Pages, chosen: Choose) -> None:
    await pages.open("drafter", "/drafts/new")

    chosen("哪个单位的", "qinghe-liuwu")
    pages.type("标题", "冬季防火值守安排")
    chosen("哪一务", "village")
    chosen("公开时限", "immediate")
    chosen("挂到哪里", ["qinghe-hall-screen"])
    pages.type("保密自查情况", "不涉密")
    pages.tell("正文", "# 时间\n每天 6 点到 18 点。\n- 一组\n- 二组")
    pages.press("存为草稿")
    await pages.sees("从文件导入")
    pages.press("提交审核")

    await pages.sees("三人签名", "屏上的样子", "55 寸 1920×1080，1 页")
    drafts = pages.county.cases.looking.drafts(pages.county.people["drafter"])
    assert [one.state for one in drafts] == [DraftState.SUBMITTED]


async def test_what_is_missing_is_said_and_what_was_typed_stays(pages: Pages) -> None:
    await pages.open("drafter", "/drafts/new")

    pages.type("标题", "还没有写完的")
    pages.press("存为草稿")

    await pages.sees("有 3 处要改", "“哪个单位的”没有选", "“哪一务”没有选")
    (title,) = pages.user.find(kind=ui.input, content="标题").elements
    assert title.value == "还没有写完的"


async def test_a_press_twice_makes_one_draft(pages: Pages, chosen: Choose) -> None:
    await pages.open("drafter", "/drafts/new")
    chosen("哪个单位的", "qinghe-liuwu")
    pages.type("标题", "只要一件")
    chosen("哪一务", "village")
    chosen("公开时限", "immediate")

    pages.press("存为草稿")
    pages.press("存为草稿")
    await pages.sees("从文件导入")

    drafts = pages.county.cases.looking.drafts(pages.county.people["drafter"])
    assert [one.title for one in drafts] == ["只要一件"]


async def test_a_file_goes_to_the_edition_that_was_saved_last(pages: Pages) -> None:
    made = pages.county.draft()
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("从文件导入")

    pages.press("保存")
    await pages.sees("已保存。", "第 2 次存")

    (place,) = (
        element
        for element in pages.user.find(kind=ui.element).elements
        if "data-upload" in element.props
    )
    assert place.props["data-upload"].endswith("/import?edition=2")


async def test_an_impossible_window_is_said_in_words(pages: Pages) -> None:
    made = pages.county.draft()
    await pages.open("drafter", f"/drafts/{made.line.id}")

    pages.type("展示到哪天", "2026-11-25")
    pages.press("提交审核")

    await pages.sees("规定至少展示 20 个工作日")


async def test_the_import_report_stands_beside_the_draft(pages: Pages) -> None:
    made = pages.county.draft()
    pages.county.cases.importing.import_file(
        pages.county.people["drafter"],
        made.line.id,
        data="一段\n二段".encode(),
        filename="财务.txt",
        edition=made.line.edition,
    )

    await pages.open("drafter", f"/drafts/{made.line.id}")

    await pages.sees("“财务.txt”的导入情况", "照原样留下", "没有带过来")


async def test_who_signs_reads_whose_it_is_and_that_nobody_can_see_it_yet(
    pages: Pages,
) -> None:
    made = pages.county.submitted(groups=("qinghe-hall-screen",))

    await pages.open("reviewer", f"/approval?draft={made.line.id}")

    await pages.sees("云溪镇柳坞村村委会，即时公开", "“大厅screen”还没有登记终端")


async def test_who_does_not_draft_is_told_so_before_writing(pages: Pages) -> None:
    await pages.open("admin", "/drafts/new")

    await pages.sees("您不能起草公开事项。这要由起草人来做。")
    await pages.user.should_not_see(kind=ui.input)


async def test_from_a_draft_and_a_disclosure_there_is_a_way_back(pages: Pages) -> None:
    made = pages.county.draft()

    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("这件事项")
    from_draft = _targets(pages)["这件事项"]
    await pages.user.open(f"/disclosures/{made.line.disclosure}")
    await pages.sees("全部事项")

    assert from_draft.endswith(f"/disclosures/{made.line.disclosure}")
    assert _targets(pages)["全部事项"].endswith("/disclosures?view=way")


async def test_a_long_list_is_turned_leaf_by_leaf(pages: Pages) -> None:
    for number in range(52):
        pages.county.draft(title=f"第 {number} 件事")

    await pages.open("drafter", "/disclosures?view=way")
    await pages.sees("第 1 至 50 件，共 52 件", "下一页")
    following = _targets(pages)["下一页"]
    await pages.user.open("/disclosures?view=way&board=&leaf=1")

    assert following.endswith("/disclosures?view=way&board=&leaf=1")
    await pages.sees("第 51 至 52 件，共 52 件", "上一页")
    await pages.user.should_not_see("下一页")


async def test_a_day_is_picked_from_a_calendar_or_typed(pages: Pages) -> None:
    await pages.open("drafter", "/drafts/new")
    await pages.sees("展示到哪天")

    with pages.user:
        (field,) = pages.user.find(kind=ui.input, content="展示到哪天").elements
        field.value = "不是一天"
        (picker,) = (one for one in field.descendants() if isinstance(one, ui.date))
        (months,) = (one for one in field.descendants() if isinstance(one, ui.menu))
        months.open()
        picker.value = "2026-12-24"

    assert field.value == "2026-12-24"
    assert months.value is False


def _targets(pages: Pages) -> dict[str, str]:
    links = pages.user.find(kind=ui.link).elements
    return {link.text: link.props["href"] for link in links}


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


async def test_the_lists_show_what_is_published_and_what_is_on_its_way(
    pages: Pages,
) -> None:
    pages.county.approved()
    pages.county.draft(title="在写的一件")

    await pages.open("drafter", "/disclosures")
    await pages.sees("柳坞村 2026-0001", "正在展示")
    await pages.user.open("/disclosures?view=way")

    await pages.sees("在写的一件", "在起草")


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


async def test_staff_search_by_words_and_open_what_they_find(pages: Pages) -> None:
    pages.county.approved()
    pages.county.draft(title="公交线路调整")
    await pages.open("publisher", "/search")
    await pages.sees("公交线路调整", "柳坞村 2026-0001")

    pages.type("词，空格隔开的都要有", "公交")
    pages.press("搜索")
    await pages.sees("第 1 至 1 件", "公交线路调整")
    await pages.user.should_not_see("柳坞村 2026-0001")

    await pages.open("publisher", "/search?q=没有的&from=xx&board=yy&leaf=-1")
    await pages.sees("没有找到。请少写几个词，或放宽单位、日期。")
