from typing import Any

import pytest

from directory.model import Counter
from publishing.catalogue.items import ServiceSheet
from publishing.catalogue.upkeep import ItemGap, counter_gaps
from publishing.errors import NotThere
from tests.fakes.desk import County
from tests.fakes.hall_data import HOURS, SHEET

ITEM: dict[str, Any] = SHEET["items"][0]
COUNTER: dict[str, Any] = SHEET["counters"][0]


@pytest.fixture
def kept(county: County) -> County:
    """Give a county with a whole item and one that lacks much."""
    bare = ITEM | {
        "id": "qinghe-mzj-002",
        "name": "社会团体成立登记",
        "plain_name": "办社团",
        "code": "513A0161200000",
        "materials": [],
        "phrases": [],
        "counter": "qinghe-hall-3",
    }
    hours = [day.model_dump(mode="json") for day in HOURS]
    open_one = COUNTER | {"hours": hours}
    shut_one = COUNTER | {"id": "qinghe-hall-3", "window": "3"}
    sheet = SHEET | {"items": [ITEM, bare], "counters": [open_one, shut_one]}
    county.cases.service_items.take_in(
        county.people["publisher"], ServiceSheet.model_validate(sheet)
    )
    return county


@pytest.mark.parametrize("words", ["社团", "社会团体 登记", "513A01612"])
def test_an_item_is_found_by_any_of_its_words(kept: County, words: str) -> None:
    found = kept.cases.directory_upkeep.items(kept.people["publisher"], words=words)

    assert [one.id for one in found.items] == ["qinghe-mzj-002"]
    assert (found.total, found.whole) == (1, 2)


@pytest.mark.parametrize("gap", list(ItemGap))
def test_what_items_lack_is_counted_and_listed(kept: County, gap: ItemGap) -> None:
    upkeep, publisher = kept.cases.directory_upkeep, kept.people["publisher"]

    found = upkeep.items(publisher, gap=gap)

    assert [one.id for one in found.items] == ["qinghe-mzj-002"]
    assert found.gaps == dict.fromkeys(ItemGap, 1)


def test_a_percent_sign_is_a_character_like_any_other(kept: County) -> None:
    upkeep, publisher = kept.cases.directory_upkeep, kept.people["publisher"]

    assert upkeep.items(publisher, words="%").total == 0
    assert upkeep.items(publisher, department="qinghe-mzj").total == 2
    assert upkeep.items(publisher, page=1).items == ()


def test_an_item_that_is_not_there_or_was_removed_is_not_shown(kept: County) -> None:
    upkeep, publisher = kept.cases.directory_upkeep, kept.people["publisher"]
    kept.cases.service_items.remove(publisher, "qinghe-mzj-001")

    assert upkeep.item(publisher, "qinghe-mzj-002").plain_name == "办社团"
    for gone in ("qinghe-mzj-001", "no-such"):
        with pytest.raises(NotThere):
            upkeep.item(publisher, gone)


def test_a_counter_says_what_it_lacks() -> None:
    counter = Counter.model_validate(COUNTER)
    placed = COUNTER | {"hours": HOURS, "place": {"x": 1, "y": 2}}

    assert counter_gaps(counter) == ("没有办公时间", "平面图上没有位置")
    assert counter_gaps(Counter.model_validate(placed)) == ()
