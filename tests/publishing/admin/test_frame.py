import pytest

from publishing.admin.frame import badges


@pytest.mark.parametrize(
    ("count", "late", "words"),
    [
        (0, 0, []),
        (7, 0, ["7"]),
        (128, 0, ["128"]),
        (1280, 0, ["999+"]),
        (0, 3, ["超 3"]),
        (12, 12, ["12", "超 12"]),
        (128, 9, ["128", "超 9"]),
        (128, 11, ["超 11"]),
        (1280, 1280, ["超 999+"]),
    ],
)
def test_badges_of_a_way_stay_on_its_line(
    count: int, late: int, words: list[str]
) -> None:
    assert [one.words for one in badges(count, late)] == words


def test_the_badge_that_stays_alone_tells_both_numbers_when_pointed_at() -> None:
    [alone] = badges(1280, 128)

    assert alone.title == "1280 件要办，本单位 128 件超期"
