"""Staff see what people look for and turn what was sought in vain into words."""

from directory.index import Index
from directory.index_file import IndexFile
from directory.model import DirectoryShard
from programme.visit_counts import CountKind
from publishing.catalogue.items import ServiceSheet
from publishing.tables.visits import VisitSum
from tests.fakes.admin_pages import Pages
from tests.fakes.day_sums import KIOSK, enrolled
from tests.fakes.hall_data import SHEET
from tests.fakes.inspectors import let_in

ITEM = "qinghe-mzj-001"


def counted(pages: Pages) -> None:
    county = pages.county
    county.cases.service_items.take_in(
        county.people["publisher"], ServiceSheet.model_validate(SHEET)
    )
    enrolled(county)
    today = county.clock.now().date()
    told = (
        (CountKind.ITEM_OPENED, ITEM, 12),
        (CountKind.LED_TO, ITEM, 7),
        (CountKind.IN_VAIN, "", 5),
        (CountKind.VAIN_WORDS, "领结婚本本", 3),
        (CountKind.ITEM_BAD, ITEM, 2),
    )
    with county.database.session() as session:
        for kind, subject, times in told:
            session.add(
                VisitSum(
                    device_id=KIOSK, day=today, kind=kind, subject=subject, times=times
                )
            )


# REQ-54
async def test_one_press_makes_a_search_in_vain_a_word_of_an_item(
    pages: Pages,
) -> None:
    counted(pages)

    await pages.open("publisher", "/sought")
    await pages.sees("群众在找什么", "领结婚本本", "5 次没查到", "12 次", "不满意")
    pages.press("内地居民结婚登记")
    await pages.sees("已加到：内地居民结婚登记", "下次发布办事目录以后")
    await pages.open("publisher", "/journal")

    await pages.sees("给办事事项加说法")


async def test_words_sought_in_vain_find_their_item_after_the_next_publishing(
    pages: Pages,
) -> None:
    counted(pages)
    county = pages.county
    await pages.open("publisher", "/sought")
    pages.press("内地居民结婚登记")
    await pages.sees("已加到：内地居民结婚登记")

    directories = county.cases.directories
    waits = directories.propose(county.people["publisher"])
    directory = directories.approve(
        county.people["approver"], waits.id, sha256=waits.sha256
    )

    assert directory.index is not None
    files = county.services.files
    shards = [DirectoryShard.parse(files.get(name)) for name in directory.shards]
    index = Index(
        directory,
        [item for shard in shards for item in shard.items],
        [one for shard in shards for one in shard.readings],
        file=IndexFile.parse(files.get(directory.index)),
    )
    answer = index.lookup("领结婚本本")
    assert [match.item for match in answer.matches] == [ITEM]


async def test_a_week_without_counts_says_so_and_an_inspector_adds_nothing(
    pages: Pages,
) -> None:
    counted(pages)
    let_in(pages.county)

    await pages.open("inspector", "/sought?week=2026-11-20&place=qinghe-hall-kiosk")
    await pages.sees("这一周没有可以列出原话的", "这一周还没有人评", "下一周")
    await pages.open("inspector", "/sought?week=nonsense")
    await pages.sees("领结婚本本")
    await pages.user.should_not_see("别的事项的全名")


# REQ-54
async def test_a_week_at_a_place_is_set_on_a_sheet_to_print(pages: Pages) -> None:
    counted(pages)

    await pages.open("publisher", "/sought")
    await pages.sees("打印这一周")
    await pages.open("publisher", "/sought/sheet?place=qinghe-hall-kiosk")
    await pages.sees("一周合计", "领结婚本本", "还没有", "内地居民结婚登记", "不满意")
    await pages.sees("都是触摸屏上数的次数")
    await pages.open("publisher", "/sought/sheet?week=2026-11-13")

    await pages.sees("这一周没有。", "全部触摸屏")
