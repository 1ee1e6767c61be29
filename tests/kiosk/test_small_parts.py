import re
from datetime import date, timedelta
from importlib import resources

import pytest

from config.kiosk_place import KioskPlace
from config.people import shipped_people
from kiosk.calendar_words import date_words
from kiosk.floor_plan import floor_plan, floor_words
from kiosk.guide_words import GuideWords, guide_words, hours_words
from kiosk.pad import letters_of, typed
from kiosk.spoken import Script, Scripts
from kiosk.take_away import code_svg, guide_text
from kiosk.visits import Visit, Visits
from kiosk.words import read_words
from tests.fakes.contract import NOON
from tests.fakes.device_store import HOURS, demo_services
from tests.fakes.moving_clock import MovingClock

CATALOGUES = read_words()
WORDS = CATALOGUES["zh-CN"]
DEMO, _ = demo_services()
STANDS = KioskPlace(building="", floor=1, x=530, y=930)


def guide_of(item: str) -> GuideWords:
    service = next(one for one in DEMO.items if one.id == item)
    counter = next(one for one in DEMO.counters if one.id == service.counter)
    office = next(one for one in DEMO.departments if one.id == service.department)
    return guide_words(service, counter, office, WORDS)


def test_every_icon_that_pages_and_life_events_name_is_in_the_cut() -> None:
    cut = set((resources.files("look") / "icons.txt").read_text().split())
    folder = resources.files("kiosk") / "templates"
    pages = "".join(
        page.read_text(encoding="utf-8")
        for page in folder.iterdir()
        if page.name.endswith(".html")
    )

    named = set(re.findall(r'icon\("(\w+)"\)', pages))
    named |= {event.icon for event in DEMO.life_events}
    named |= {people.icon for people in shipped_people()}

    assert named <= cut


def test_every_guide_of_the_demo_has_words_a_plan_and_a_code() -> None:
    counters = {one.id: one for one in DEMO.counters}
    for item in DEMO.items:
        guide = guide_of(item.id)
        plan = floor_plan(counters[item.counter], DEMO.counters, WORDS, stands=STANDS)

        text = guide_text(guide, WORDS)
        assert len(text.encode()) <= 300
        assert text.startswith(item.plain_name)
        assert guide.telephone in text
        assert plan is not None
        (mine,) = [t for t in plan.plan.targets if t.counter == item.counter]
        assert mine.lines == (counters[item.counter].window,)
        assert plan.plan.way
        ground = counters[item.counter].floor == 1
        assert plan.start.words == ("您在这里" if ground else "电梯口")


def test_a_counter_without_a_place_has_no_plan() -> None:
    nowhere = DEMO.counters[0].model_copy(update={"place": None})

    others = [nowhere, *DEMO.counters[1:]]

    assert floor_plan(nowhere, others, WORDS, stands=STANDS) is None
    assert floor_plan(nowhere, (), WORDS, stands=STANDS) is None
    assert floor_words(-1, WORDS) == "地下 1 楼"


def test_a_paper_that_is_not_brought_shows_its_note_alone() -> None:
    papers = {one.name: one for one in guide_of("qinghe-gaj-001").papers}

    assert papers["照片"].count == ""
    assert papers["照片"].note.startswith("窗口现场拍")
    assert papers["户口簿"].count == "原件 1 份"
    assert papers["旧身份证"].count == "原件 1 份，有才带"


def test_days_with_the_same_hours_share_a_line() -> None:
    assert hours_words(HOURS["workdays+saturday-morning"], WORDS) == (
        "周一至周五 8:30—12:00，14:00—17:30",
        "周六 8:30—12:00",
    )


def test_a_code_is_level_m_with_a_quiet_zone() -> None:
    svg = code_svg("身份证补办\n12 号窗口").decode()

    assert svg.startswith("<svg")
    assert "#FFFFFF" in svg or "#fff" in svg
    assert "style=" not in svg


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("", "S", "S"),
        ("SF", "z", "SFZ"),
        ("SF", "back", "S"),
        ("SF", "clear", ""),
        ("SF", None, "SF"),
        ("SF", "<b>", "SF"),
        ("A" * 40, "B", "A" * 40),
    ],
)
def test_a_key_does_what_it_says(before: str, key: str | None, after: str) -> None:
    assert typed(before, key) == after


def test_letters_are_told_from_other_signs() -> None:
    assert letters_of("SFz") == "sfz"
    assert letters_of("") == ""
    assert letters_of("身份z") is None


def test_a_script_marks_each_sentence_and_keeps_figures_with_units() -> None:
    script = Script()

    marked = script.marked("第 3 路改道。<b>请看。")
    whole = script.numbers("合计 30。完。")

    assert script.sentences == ("第 3 路改道。", "<b>请看。", "合计 30。", "完。")
    assert 'data-s="0">第 3\u00a0路改道。</span>' in marked
    assert "&lt;b&gt;请看" in marked
    assert whole == "2 3"


def test_old_scripts_are_forgotten() -> None:
    scripts = Scripts()
    first = Script()
    first.numbers("一。")
    scripts.keep(first)
    for _ in range(20):
        scripts.keep(Script())

    assert scripts.of(first.token) == ()


def test_dates_of_another_year_say_their_year() -> None:
    said = date_words(date(2027, 1, 5), WORDS, today=date(2026, 11, 23))

    assert said == "2027 年 1 月 5 日"
    assert date_words(date(2026, 1, 5), CATALOGUES["en"]) == "5 Jan"


def test_home_ends_the_way_back_and_one_page_is_noted_once() -> None:
    visit = Visit().at("/find").at("/find").at("/items/a")

    assert visit.trail == ("/find", "/items/a")
    assert visit.at("/").trail == ("/",)
    assert visit.stepped_back().here == "/find"


def test_only_so_many_visits_are_kept_and_not_for_ever() -> None:
    clock = MovingClock(NOON)
    emptied: list[None] = []
    visits = Visits(clock, forget_elsewhere=lambda: emptied.append(None))
    for number in range(70):
        visits.keep(str(number), Visit())

    kept = [visits.find(str(number)) for number in range(70)]
    clock.forward(timedelta(hours=1))

    assert kept[:6] == [None] * 6
    assert len(emptied) == 6
    assert visits.find("69") is None
    assert visits.find("69") is None
    assert len(emptied) == 7
