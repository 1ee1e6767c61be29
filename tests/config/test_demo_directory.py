import itertools
from pathlib import Path

import pytest

from config.demo_directory import (
    DemoDirectory,
    DemoDirectoryRefused,
    demo_directory,
    expand_hours,
    read_directory,
)
from directory.model import ServiceItem
from directory.texts import clean
from programme.hours import spans_on

_MOST_SHARED = 0.6
_GRAM = 5


@pytest.fixture(scope="module")
def hall() -> DemoDirectory:
    return demo_directory()


def guide_of(item: ServiceItem) -> frozenset[str]:
    words = [item.name, item.plain_name, item.who, item.result, item.online, item.help]
    words += [item.fee, *item.steps, *item.phrases]
    for material in item.materials:
        words += [material.name, material.note]
    text = clean("".join(words))
    return frozenset(text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1))


def test_the_demo_county_has_its_items_and_offices(hall: DemoDirectory) -> None:
    assert len(hall.items) == 150
    assert len(hall.departments) == 20
    assert {item.department for item in hall.items} == {
        office.id for office in hall.departments
    }


def test_every_guide_is_full(hall: DemoDirectory) -> None:
    for item in hall.items:
        assert len(set(item.phrases)) >= 3, item.id
        assert item.materials, item.id
        assert 2 <= len(item.steps) <= 5, item.id
        assert item.life_events, item.id


def test_every_counter_belongs_to_an_office_and_has_hours(hall: DemoDirectory) -> None:
    offices = {office.id for office in hall.departments}
    places = [(counter.floor, counter.place) for counter in hall.counters]

    assert {counter.department for counter in hall.counters} == offices
    assert all(spans_on(counter.hours, 1) for counter in hall.counters)
    assert all(counter.telephone.startswith("0555-010-") for counter in hall.counters)
    assert len(set(places)) == len(places)
    assert {item.counter for item in hall.items} == {c.id for c in hall.counters}


def test_windows_on_a_row_stand_apart(hall: DemoDirectory) -> None:
    for one, two in itertools.combinations(hall.counters, 2):
        if one.floor == two.floor and one.place and two.place:
            apart = abs(one.place.x - two.place.x) + abs(one.place.y - two.place.y)
            assert apart >= 30, (one.id, two.id)


def test_no_two_guides_share_most_of_their_text(hall: DemoDirectory) -> None:
    guides = [(item.id, guide_of(item)) for item in hall.items]

    alike = [
        (one, two)
        for (one, left), (two, right) in itertools.combinations(guides, 2)
        if len(left & right) > _MOST_SHARED * min(len(left), len(right))
    ]

    assert alike == []


def test_hours_may_be_written_by_their_names() -> None:
    hours = expand_hours("workdays+saturday-morning")

    assert [day.weekday for day in hours] == [1, 2, 3, 4, 5, 6]
    assert len(spans_on(hours, 6)) == 1


def test_unknown_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="always"):
        expand_hours("workdays+always")


OFFICE = """
[department]
id = "d"
name = "局"
short_name = "局"
telephone = "1"
duty = "管"

[[counter]]
id = "c"
building = "大厅"
floor = 1
window = "1"
way = "走"
telephone = "1"
hours = "workdays"

[[item]]
id = "i"
name = "事"
plain_name = "事"
counter = "c"
kind = "公共服务"
who = "谁"
materials = []
steps = ["来"]
promised_working_days = 0
fee = "免费"
visits = 1
result = "证"
phrases = ["事"]
life_events = ["e"]
"""
EVENTS = '[[life_event]]\nid = "e"\nname = "搬家"\nicon = "home"\norder = 1\n'


def written(folder: Path, events: str = EVENTS, **offices: str) -> Path:
    folder.joinpath("services").mkdir()
    folder.joinpath("life_events.toml").write_text(events, "utf-8")
    for name, text in offices.items():
        folder.joinpath("services", f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_a_folder_of_ones_own_is_read_alike(tmp_path: Path) -> None:
    hall = read_directory(written(tmp_path, d=OFFICE))

    assert hall.counters[0].department == hall.items[0].department == "d"


def test_hours_may_be_written_out(tmp_path: Path) -> None:
    spans = '{ from_time = "09:00:00", to_time = "10:00:00" }'
    hours = f"hours = [{{ weekday = 2, spans = [{spans}] }}]"
    folder = written(tmp_path, d=OFFICE.replace('hours = "workdays"', hours))

    hall = read_directory(folder)

    assert [day.weekday for day in hall.counters[0].hours] == [2]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    other = OFFICE.replace('counter = "c"', 'counter = "gone"').replace(
        'life_events = ["e"]', 'life_events = ["e", "lost"]'
    )
    bad_hours = OFFICE.replace('"workdays"', '"always"')
    bad_item = OFFICE.replace("visits = 1", "visits = 99")
    folder = written(tmp_path, a=OFFICE, b=other, c=bad_hours, d=bad_item, e="= no")

    with pytest.raises(DemoDirectoryRefused) as refused:
        read_directory(folder)

    told = str(refused.value)
    assert all(part in told for part in ("gone", "lost", "写了两次", "always"))
    assert "d.toml item.0.visits" in told
    assert "e.toml" in told


def test_damaged_life_events_are_told(tmp_path: Path) -> None:
    folder = written(tmp_path, events="[[life_event]]\nid = 1\n", d=OFFICE)

    with pytest.raises(DemoDirectoryRefused, match=r"life_events\.toml"):
        read_directory(folder)
