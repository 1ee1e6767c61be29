from directory.apart import Apart, ApartWords
from directory.units import Unit, UnitKind

FLOOD = Unit(kind=UnitKind.MATTER, said="房子冲了", terms=(("自然灾害",),))
HOUSE = Unit(kind=UnitKind.MATTER, said="房子倒", terms=(("危房",),))
OLD = Unit(kind=UnitKind.MATTER, said="房子旧", terms=(("危房",),))


def made_words() -> ApartWords:
    words = ApartWords()
    words.add(("房子", "冲了"), FLOOD)
    words.add(("房子", "倒"), HOUSE)
    words.add(("房子", "旧"), OLD)
    return words


def test_parts_that_stand_apart_are_found_with_what_is_beside_them() -> None:
    found = made_words().find("我家房子昨天被水冲了怎么办")

    assert found == Apart(
        unit=FLOOD,
        parts=("房子", "冲了"),
        rest=("我家", "昨天被水", "怎么办"),
        length=4,
    )


def test_parts_are_found_in_any_order() -> None:
    found = made_words().find("冲了我的房子")

    assert found is not None
    assert (found.unit, found.rest) == (FLOOD, ("我的",))


def test_the_word_that_explains_most_is_taken() -> None:
    words = ApartWords()
    words.add(("房子", "倒"), HOUSE)
    words.add(("房子", "冲了"), FLOOD)

    found = words.find("房子冲了也倒了")

    assert found is not None
    assert found.unit == FLOOD


def test_of_two_words_that_explain_as_much_the_first_is_taken() -> None:
    found = made_words().find("房子旧了倒了")

    assert found is not None
    assert found.unit == HOUSE


def test_a_word_is_not_found_without_all_its_parts() -> None:
    words = made_words()

    assert words.find("我的房子") is None
    assert words.find("冲了") is None


def test_a_part_is_not_found_twice_in_the_same_place() -> None:
    words = ApartWords()
    words.add(("证", "证"), FLOOD)

    assert words.find("身份证") is None
    assert words.find("证换证") is not None
