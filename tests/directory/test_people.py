import pytest

from config.people import PeopleRefused, read_people, shipped_people
from directory.people import People, items_for, people_with_items
from tests.fakes.device_store import demo_services

DEMO, _ = demo_services()
FARMER = People(id="farmer", name="农民", icon="x", words=("农民",), never=("农民工",))
ONE = DEMO.items[0].model_copy(
    update={"name": "甲", "plain_name": "甲", "phrases": (), "who": "谁都行"}
)


def test_items_that_are_named_for_people_come_before_those_with_a_condition() -> None:
    by_condition = ONE.model_copy(update={"id": "b", "who": "农民"})
    popular = by_condition.model_copy(update={"id": "c", "popular": True})
    by_name = ONE.model_copy(update={"id": "a", "phrases": ("农民补贴",)})

    found = items_for(FARMER, [by_condition, popular, ONE, by_name])

    assert [item.id for item in found] == ["a", "c", "b"]


def test_a_longer_word_that_means_others_does_not_count() -> None:
    worker = ONE.model_copy(update={"who": "农民工"})
    both = ONE.model_copy(update={"who": "农民工和农民"})

    assert items_for(FARMER, [worker]) == ()
    assert items_for(FARMER, [both]) == (both,)


def test_only_people_for_whom_something_is_done_are_offered() -> None:
    nobody = People(id="nobody", name="没有人", icon="x", words=("外星",))

    offered = people_with_items((*shipped_people(), nobody), DEMO.items)

    assert offered == shipped_people()


@pytest.mark.parametrize("data", [b"\xff", b"people = []", b"x = ", b"[[people]]\n"])
def test_a_damaged_list_of_people_is_refused(data: bytes) -> None:
    with pytest.raises(PeopleRefused, match="重新安装"):
        read_people(data)
