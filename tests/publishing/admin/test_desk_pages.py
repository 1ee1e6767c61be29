from nicegui import ui

from publishing.tables.disclosures import DraftState
from tests.fakes.admin_pages import Choose, Pages


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


async def test_the_lists_show_what_is_published_and_what_is_on_its_way(
    pages: Pages,
) -> None:
    pages.county.approved()
    pages.county.draft(title="在写的一件")

    await pages.open("drafter", "/disclosures")
    await pages.sees("柳坞村 2026-0001", "正在展示")
    await pages.user.open("/disclosures?view=way")

    await pages.sees("在写的一件", "在起草")


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


async def test_the_screen_is_shown_while_one_types_and_what_cannot_be_set_is_said(
    pages: Pages,
) -> None:
    made = pages.county.draft()
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("看哪个分组的屏")

    pages.tell("正文", "今晚停水。")
    await pages.sees("按“通知公告”排，共 1 页。", "第 1 页，共 1 页，停 12 秒")

    pages.tell("正文", "今晚停水。‖明早供水。")
    await pages.sees("第 2 页，共 2 页，停 12 秒")
    pages.press("上一页")
    await pages.sees("第 1 页，共 2 页，停 12 秒")
    pages.press("上一页")
    pages.press("下一页")
    await pages.sees("第 2 页，共 2 页，停 12 秒")

    pages.tell("正文", "这个字〓排不出来。")
    await pages.sees("“〓”这个字没有字形。请换一个写法。")


# REQ-30
async def test_a_drafter_marks_a_promotion_and_the_approver_and_the_lists_say_so(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("drafter", "/drafts/new")
    chosen("哪个单位的", "qinghe-liuwu")
    pages.type("标题", "防范电信诈骗")
    chosen("哪一务", "village")
    chosen("公开时限", "immediate")
    mark, mandate = _mark_and_mandate(pages)
    assert mark.value is False
    with pages.user:
        mark.value = True
    assert (mandate.value, mandate.enabled) == ("promotion", False)
    with pages.user:
        mark.value = False
    assert (mandate.value, mandate.enabled) == (None, True)
    with pages.user:
        mark.value = True
    pages.type("展示到哪天", "2026-11-30")
    chosen("挂到哪里", ["qinghe-hall-screen"])
    pages.type("保密自查情况", "不涉密")
    pages.tell("正文", "陌生来电要转账的，先打 96110 问一问。")
    pages.press("存为草稿")
    await pages.sees("从文件导入", "只用规定要展示的放完以后剩下的时间")
    pages.press("提交审核")
    await pages.sees("三人签名")

    county = pages.county
    [line] = county.cases.looking.drafts(county.people["drafter"])
    county.cleared(county.cases.looking.draft(county.people["drafter"], line.id))
    await pages.open("reviewer", f"/approval?draft={line.id}")
    await pages.sees("防范电信诈骗", "宣传", "宣传（只用剩下的时间）")
    await pages.open("drafter", f"/disclosures/{line.disclosure}")
    await pages.sees("防范电信诈骗", "宣传")


def _mark_and_mandate(pages: Pages) -> tuple[ui.checkbox, ui.select]:
    [mark] = pages.user.find(kind=ui.checkbox, content="这是宣传").elements
    [mandate] = pages.user.find(kind=ui.select, content="公开时限").elements
    return mark, mandate


async def test_the_days_of_a_promotion_are_not_counted(pages: Pages) -> None:
    end = "2026-11-30T16:00:00Z"
    made = pages.county.approved(mandate="promotion", explicit_end_at=end)

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")

    await pages.sees("已发布", "宣传", "11 月 30 日")
    await pages.user.should_not_see("个工作日")
