import pytest

from config.people import shipped_people
from directory.full_text import FullText, Written
from kiosk.concerning import about_people, about_place, people_named, place_name
from media.speech.readings import sounds_of
from tests.fakes.contract import manifest
from tests.fakes.kiosk_pages import Kiosk

FARMER = next(one for one in shipped_people() if one.id == "farmer")


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("石桥镇溪湾村村委会", "溪湾村"),
        ("石桥镇溪湾村村民委员会", "溪湾村"),
        ("云溪镇人民政府", "云溪镇"),
        ("城关街道东门社区居委会", "东门社区"),
        ("清禾县财政局", "财政局"),
        ("清禾县", "清禾县"),
        ("白鹭乡松岭村党支部", "松岭村"),
    ],
)
def test_a_place_is_called_as_others_call_it(unit: str, place: str) -> None:
    assert place_name(unit) == place


def test_a_place_has_its_own_disclosures_first_then_those_that_name_it(
    kiosk: Kiosk,
) -> None:
    items = kiosk.parts.desk.current()
    search = FullText(
        [
            Written(id="d-2", title="城乡公交", about="", body="柳坞村设站"),
            Written(id="d-long", title="柳屋村", about="", body=""),
        ],
        sounds_of,
    )

    found = about_place(items, "qinghe-yunxi-liuwu", search)

    ids = [item.disclosure for item in found]
    assert ids[-1] == "d-2"
    assert set(ids) == {
        "d-2",
        *(i.disclosure for i in items if i.manifest.unit == "qinghe-yunxi-liuwu"),
    }


def test_without_a_search_a_place_has_only_its_own(kiosk: Kiosk) -> None:
    found = about_place(kiosk.parts.desk.current(), "qinghe-jtj", None)

    assert [item.disclosure for item in found] == ["d-2"]


def test_people_are_named_by_title_or_kind_and_not_by_a_word_of_others() -> None:
    plain = manifest()

    assert about_people(plain.model_copy(update={"title": "耕地补贴"}), FARMER)
    assert about_people(plain.model_copy(update={"category": "惠农补贴"}), FARMER)
    assert not about_people(plain.model_copy(update={"title": "农民工工资"}), FARMER)


def test_only_people_whom_something_is_about_are_offered(kiosk: Kiosk) -> None:
    assert people_named(kiosk.parts.desk.current(), shipped_people()) == ()
