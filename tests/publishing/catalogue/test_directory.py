from typing import Any

import pytest
from sqlalchemy import select

from directory.index_file import IndexFile
from directory.model import Directory, DirectoryShard
from directory.texts import searchable_texts
from publishing.catalogue.directory import build_directory, newest_directory
from publishing.catalogue.items import ServiceSheet, SheetRefused
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.tables.release import ReleaseDue
from publishing.tables.units import HallRow
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET


def _sheet(**changed: Any) -> ServiceSheet:  # noqa: ANN401 - any field
    return ServiceSheet.model_validate(SHEET | changed)


def _items(count: int) -> list[dict[str, Any]]:
    item: dict[str, Any] = SHEET["items"][0]
    return [item | {"id": f"qinghe-mzj-{number:03d}"} for number in range(1, count + 1)]


def _published(county: County) -> Directory:
    """Publish the items as they stand, by two people."""
    directories = county.cases.directories
    waits = directories.propose(county.people["publisher"])
    return directories.approve(county.people["approver"], waits.id, sha256=waits.sha256)


def test_items_are_published_in_shards_of_two_hundred(county: County) -> None:
    publisher = county.people["publisher"]
    county.cases.service_items.take_in(publisher, _sheet(items=_items(201)))

    directory = _published(county)

    shards = [
        DirectoryShard.parse_named(county.services.files.get(sha256), sha256)
        for sha256 in directory.shards
    ]
    assert [len(shard.items) for shard in shards] == [200, 1]
    assert directory.enquiry_desk == "1 楼大厅咨询台"
    assert county.told[-1] == frozenset({"qinghe-hall-screen", "qinghe-hall-kiosk"})
    with county.database.reading() as session:
        assert newest_directory(session) == directory
        assert "directory.json" in set(session.scalars(select(ReleaseDue.target)))


def test_readings_follow_the_order_of_the_searchable_texts(county: County) -> None:
    publisher = county.people["publisher"]
    county.cases.service_items.take_in(publisher, _sheet())
    with county.database.reading() as session:
        built = build_directory(session, version=1, made_at=county.clock.now())

    shard = DirectoryShard.parse(built.files[built.directory.shards[0]])

    item, readings = shard.items[0], shard.readings[0]
    assert len(readings.pinyin) == len(readings.initials) == len(searchable_texts(item))
    assert readings.pinyin[1] == "ling jie hun zheng"
    assert readings.initials[1] == "ljhz"


def test_the_search_of_the_items_is_gathered_when_they_are_published(
    county: County,
) -> None:
    publisher = county.people["publisher"]
    county.cases.service_items.take_in(publisher, _sheet(items=_items(3)))

    directory = _published(county)

    assert directory.index is not None
    file = IndexFile.parse_named(
        county.services.files.get(directory.index), directory.index
    )
    assert (file.shards, file.items) == (directory.shards, 3)


def test_versions_rise_and_removed_items_are_gone(county: County) -> None:
    publisher = county.people["publisher"]
    items = county.cases.service_items
    items.take_in(publisher, _sheet(items=_items(2)))
    first = _published(county)
    items.remove(publisher, "qinghe-mzj-002")

    second = _published(county)

    assert (first.version, second.version) == (1, 2)
    assert [item.id for item in items.listing(publisher)] == ["qinghe-mzj-001"]
    assert items.listing(publisher, after="qinghe-mzj-001") == ()
    with pytest.raises(Refused):
        items.remove(publisher, "qinghe-mzj-002")


def test_every_mistake_of_a_sheet_is_told_at_once_and_nothing_is_kept(
    county: County,
) -> None:
    wrong: dict[str, Any] = {"department": "no-d", "counter": "no-c"}
    wrong["life_events"] = ["no-e"]
    items = [one | wrong for one in _items(10)] + _items(1)
    counter = SHEET["counters"][0] | {"department": "no-d"}

    with pytest.raises(SheetRefused) as refused:
        county.cases.service_items.take_in(
            county.people["publisher"], _sheet(items=items, counters=[counter])
        )

    assert len(refused.value.mistakes) == 32
    assert "还有 12 处" in str(refused.value)
    assert county.cases.service_items.listing(county.people["publisher"]) == ()


def test_an_empty_directory_or_one_without_a_hall_is_not_published(
    county: County,
) -> None:
    publisher = county.people["publisher"]
    with pytest.raises(Refused, match="还没有事项"):
        county.cases.directories.propose(publisher)
    with county.database.reading() as session:
        assert newest_directory(session) is None
    with county.database.session() as session:
        session.delete(session.get_one(HallRow, "qinghe"))

    with pytest.raises(NotThere):
        county.cases.directories.propose(publisher)


def test_only_the_countys_office_keeps_the_directory(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.service_items.take_in(county.people["approver"], _sheet())
