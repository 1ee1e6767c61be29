"""The pages of the directory: items, counters, and two people who publish it."""

import pytest

from publishing.catalogue.directory import newest_directory
from publishing.catalogue.items import ServiceSheet
from tests.fakes.admin_pages import Pages
from tests.fakes.clerks import PHRASE
from tests.fakes.hall_data import SHEET

COUNTERS = [
    SHEET["counters"][0],
    SHEET["counters"][0] | {"id": "qinghe-hall-3", "window": "3"},
]


@pytest.fixture
def guides(pages: Pages) -> Pages:
    """Give pages over a directory of one item that waits for nobody yet."""
    county = pages.county
    sheet = ServiceSheet.model_validate(SHEET | {"counters": COUNTERS})
    county.cases.service_items.take_in(county.people["publisher"], sheet)
    return pages


def _publish(pages: Pages) -> None:
    county = pages.county
    waits = county.cases.directories.propose(county.people["publisher"])
    county.cases.directories.approve(
        county.people["approver"], waits.id, sha256=waits.sha256
    )


async def test_items_are_listed_with_what_they_lack(guides: Pages) -> None:
    await guides.open("publisher", "/services?words=结婚")

    await guides.sees("领结婚证", "找到 1 项", "没写带什么 0", "窗口没写时间 1")


async def test_the_answer_is_shown_while_an_item_is_edited(guides: Pages) -> None:
    await guides.open("publisher", "/services/items/qinghe-mzj-001")
    await guides.sees("触摸屏上这样说", "谁能办：符合条件的男女双方")

    guides.tell("带什么：一行一样", "身份证 | 原件 2\n合影 | 原件 3 | 红底")
    await guides.sees("合影：原件 3 份，红底")
    guides.press("保存")
    await guides.sees("已保存。送批并批准后才上触摸屏。")

    kept = guides.county.cases.directory_upkeep.item(
        guides.county.people["publisher"], "qinghe-mzj-001"
    )
    assert [one.name for one in kept.materials] == ["身份证", "合影"]


async def test_one_person_hands_over_and_another_publishes(guides: Pages) -> None:
    await guides.open("publisher", "/services/publishing")
    guides.press("送批")
    await guides.sees("等批的办事目录", "新增 1 项", "领结婚证")

    await guides.open("approver", "/services/publishing")
    await guides.sees("新增 1 项")
    guides.press("批准发布")
    await guides.sees("第 1 版办事目录已发布")

    with guides.county.database.reading() as session:
        assert newest_directory(session) is not None


async def test_what_was_handed_over_waits_among_the_approvers_to_do(
    guides: Pages,
) -> None:
    await guides.open("publisher", "/services/publishing")
    guides.press("送批")
    await guides.sees("等批的办事目录")

    await guides.open("approver", "/todo")
    await guides.sees("等您批准办事目录", "办事目录，共 1 项", "新增 1 项、修改 0 项")
    await guides.open("publisher", "/todo")
    await guides.user.should_not_see("等您批准办事目录")


async def test_a_department_is_added_and_edited(guides: Pages) -> None:
    await guides.open("publisher", "/services/departments")
    await guides.sees("部门", "1 项")
    with guides.user.scope(marker="department-qinghe-mzj"):
        guides.press("改")
    await guides.sees("改部门")
    guides.type("电话", "0555-010-0199")
    guides.type("简称", " ")
    guides.press_newest("保存")
    await guides.sees("“简称”没有填。请写上。")
    guides.type("简称", "民政局")
    guides.press_newest("保存")
    await guides.sees("已保存。送批并批准后才上触摸屏。", "民政局", "0555-010-0199")

    await guides.open("publisher", "/services/departments")
    guides.press("加一个部门")
    await guides.sees("全称")
    guides.type("全称", "清禾县档案馆")
    guides.type("简称", "档案馆")
    guides.type("电话", "0555-010-0188")
    guides.tell("管什么", "查档案、开档案证明。")
    guides.press_newest("保存")
    await guides.sees("档案馆", "没有窗口")


async def test_what_the_item_base_tells_is_edited_and_shown(guides: Pages) -> None:
    await guides.open("publisher", "/services/items/qinghe-mzj-001")
    told = {
        "主项": "婚姻登记",
        "服务对象": "自然人",
        "办件类型": "即办件",
        "监督投诉方式": "0555-010-0009",
        "设定依据": "《婚姻登记条例》第四条",
    }
    for label, words in told.items():
        write = guides.tell if label == "设定依据" else guides.type
        write(label, words)
    await guides.sees("依据：《婚姻登记条例》第四条", "对办理不满意：0555-010-0009")
    guides.press("保存")
    await guides.sees("已保存。送批并批准后才上触摸屏。")

    kept = guides.county.cases.directory_upkeep.item(
        guides.county.people["publisher"], "qinghe-mzj-001"
    )
    assert [kept.group, kept.audience, kept.handling, kept.complaints, kept.basis] == [
        *told.values()
    ]


async def test_an_approver_with_a_key_is_asked_for_its_passphrase(
    guides: Pages,
) -> None:
    county = guides.county
    county.cases.keys.make(county.people["approver"], passphrase=PHRASE)
    county.cases.directories.propose(county.people["publisher"])
    await guides.open("approver", "/services/publishing")

    guides.press("批准发布")
    await guides.sees("用您自己的钥匙签名")
    guides.type("钥匙口令", PHRASE)
    guides.press_newest("签名")
    await guides.sees("第 1 版办事目录已发布")

    with county.database.reading() as session:
        made = newest_directory(session)
    assert made is not None
    assert made.own_word is not None


# REQ-32
async def test_a_counter_moves_in_two_touches_and_comes_back(guides: Pages) -> None:
    _publish(guides)
    await guides.open("publisher", "/services/counters")
    await guides.sees("31 号窗口", "照常")

    with guides.user.scope(marker="today-qinghe-hall-31"):
        guides.press("今天搬家")
    await guides.sees("31 号窗口今天搬到哪里")
    guides.press_newest("3 号窗口")
    await guides.sees("已经生效", "搬到 3 号窗口")

    guides.press("恢复原样")
    await guides.sees("已恢复原样")


async def test_a_counter_is_edited_with_its_hours(guides: Pages) -> None:
    await guides.open("publisher", "/services/counters/qinghe-hall-3")
    await guides.sees("法定节假日不开")

    guides.type("周一", "8:30-12:00")
    guides.type("离左边", "100")
    guides.type("离上边", "2000")
    guides.press("保存")
    await guides.sees("平面图上的位置最大是 1000。")
    guides.type("离上边", "200")
    guides.press("保存")
    await guides.sees("已保存。送批并批准后才上触摸屏。")

    around = guides.county.cases.directory_upkeep.around(
        guides.county.people["publisher"]
    )
    kept = next(one for one in around.counters if one.id == "qinghe-hall-3")
    assert kept.place is not None
    assert len(kept.hours[0].spans) == 1


async def test_a_question_is_tried_before_it_is_published(guides: Pages) -> None:
    # The first question of a program reads the lexicon, which takes its time.
    county = guides.county
    county.cases.directory_upkeep.tried(county.people["publisher"], question="结婚证")
    await guides.open("publisher", "/services/trying")

    guides.type("居民会怎么说", "结婚证")
    guides.press("看怎么答")
    await guides.sees("触摸屏会直接回答第一项", "领结婚证")
    guides.type("居民会怎么说", "明天天气怎么样")
    guides.press("看怎么答")
    await guides.sees("这里查不到", "加上这句口语词")
