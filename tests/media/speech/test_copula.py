import pytest

from media.speech.copula import read_as_is


@pytest.mark.parametrize(
    ("run", "places"),
    [
        ("金额为三十元", [2]),
        ("为期五天", [0]),
        ("为您服务", []),
        ("社区为老人提供", []),
        ("现为进一步加强", []),
        ("因为下雨", []),
        ("村名为柳坞镇名为清禾", [2, 7]),
    ],
)
def test_for_becomes_is_only_where_nobody_is_served(
    run: str, places: list[int]
) -> None:
    said = ["wei4" if character == "为" else "a1" for character in run]

    assert list(read_as_is(run, said)) == places


def test_what_the_dictionary_already_reads_as_is_stays() -> None:
    assert list(read_as_is("作为", ["zuo4", "wei2"])) == []
