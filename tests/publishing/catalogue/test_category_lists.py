from collections.abc import Callable

import pytest
from pydantic import ValidationError

from config.categories import POLICY_CATEGORY, shipped_categories
from publishing.catalogue.category_lists import (
    Category,
    CategoryLists,
    Discloser,
    shipped_lists,
    with_added,
    with_moved,
    with_renamed,
    with_retired,
)
from publishing.errors import NotThere, PublishingError, Refused

VILLAGE = Discloser.VILLAGE
GONE = Category(name="防汛", retired=True)
LISTS = CategoryLists(
    department=(Category(name=POLICY_CATEGORY), Category(name="重大决策")),
    village=(Category(name="重大决策"), Category(name="村级财务"), GONE),
)

Change = Callable[[], CategoryLists]


def names(lists: CategoryLists) -> list[str]:
    return [one.name for one in lists.of(VILLAGE)]


# REQ-4
@pytest.mark.parametrize(
    ("change", "after", "offered"),
    [
        pytest.param(
            lambda: with_added(LISTS, VILLAGE, " 水费 "),
            ["重大决策", "村级财务", "防汛", "水费"],
            ["重大决策", "村级财务", "水费"],
            id="added at the end, without blanks",
        ),
        pytest.param(
            lambda: with_renamed(LISTS, VILLAGE, "村级财务", "财务收支"),
            ["重大决策", "财务收支", "防汛"],
            ["重大决策", "财务收支"],
            id="renamed in its place",
        ),
        pytest.param(
            lambda: with_moved(LISTS, VILLAGE, "村级财务", by=-1),
            ["村级财务", "重大决策", "防汛"],
            ["重大决策", "村级财务"],
            id="moved up",
        ),
        pytest.param(
            lambda: with_moved(LISTS, VILLAGE, "重大决策", by=-3),
            ["重大决策", "村级财务", "防汛"],
            ["重大决策", "村级财务"],
            id="moved beyond the top",
        ),
        pytest.param(
            lambda: with_moved(LISTS, VILLAGE, "重大决策", by=9),
            ["村级财务", "防汛", "重大决策"],
            ["重大决策", "村级财务"],
            id="moved beyond the bottom",
        ),
        pytest.param(
            lambda: with_retired(LISTS, VILLAGE, "村级财务", retired=True),
            ["重大决策", "村级财务", "防汛"],
            ["重大决策"],
            id="retired, and still there",
        ),
        pytest.param(
            lambda: with_retired(LISTS, VILLAGE, "防汛", retired=False),
            ["重大决策", "村级财务", "防汛"],
            ["重大决策", "村级财务", "防汛"],
            id="offered again",
        ),
    ],
)
def test_a_list_changes_and_nothing_is_lost(
    change: Change, after: list[str], offered: list[str]
) -> None:
    lists = change()

    assert names(lists) == after
    assert lists.department == LISTS.department
    both = [*(one.name for one in lists.department), *offered]
    assert lists.offered() == tuple(dict.fromkeys(both))


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (lambda: with_added(LISTS, VILLAGE, "村级财务"), Refused, "请换一个名字"),
        (lambda: with_added(LISTS, VILLAGE, "防汛"), Refused, "请恢复它"),
        (lambda: with_renamed(LISTS, VILLAGE, "甲", "有"), NotThere, "类别“甲”"),
        (
            lambda: with_renamed(LISTS, VILLAGE, "重大决策", "村级财务"),
            Refused,
            "已经有",
        ),
        (lambda: with_moved(LISTS, VILLAGE, "乙", by=1), NotThere, "类别“乙”"),
        (
            lambda: with_retired(LISTS, VILLAGE, "丙", retired=True),
            NotThere,
            "类别“丙”",
        ),
        (
            lambda: with_renamed(LISTS, Discloser.DEPARTMENT, POLICY_CATEGORY, "文件"),
            Refused,
            "不能改名",
        ),
        (
            lambda: with_retired(
                LISTS, Discloser.DEPARTMENT, POLICY_CATEGORY, retired=True
            ),
            Refused,
            "不能停用",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    change: Change, kind: type[PublishingError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        change()


def test_a_category_keeps_its_former_names_and_may_take_one_back() -> None:
    once = with_renamed(LISTS, VILLAGE, "村级财务", "财务收支")
    twice = with_renamed(once, VILLAGE, "财务收支", "村级财务")

    assert once.of(VILLAGE)[1].formerly == ("村级财务",)
    assert twice.of(VILLAGE)[1].formerly == ("财务收支",)


def test_a_list_is_not_endless_and_has_each_name_once() -> None:
    full = LISTS
    for number in range(200 - len(LISTS.village)):
        full = with_added(full, VILLAGE, f"类别 {number}")

    with pytest.raises(Refused, match="最多 200 个"):
        with_added(full, VILLAGE, "再一个")
    with pytest.raises(ValidationError, match="写了两次"):
        CategoryLists(village=(GONE, GONE))
    with pytest.raises(ValidationError):
        with_added(LISTS, VILLAGE, "  ")


def test_a_county_that_changed_nothing_is_offered_what_is_shipped() -> None:
    shipped = shipped_categories()

    assert shipped_lists(shipped).offered() == shipped.every()
