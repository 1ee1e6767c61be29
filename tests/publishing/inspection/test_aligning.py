import pytest
from hypothesis import given, strategies as st

from publishing.inspection.aligning import MOST_WORK, pairs, stretches

words = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12)


@given(words, words)
def test_stretches_cover_both_sides_and_what_is_called_the_same_is(
    old: list[str], new: list[str]
) -> None:
    parts = stretches(old, new)

    assert [word for part in parts for word in old[part.a : part.b]] == old
    assert [word for part in parts for word in new[part.c : part.d]] == new
    assert all(
        old[part.a : part.b] == new[part.c : part.d] for part in parts if part.same
    )


@given(words)
def test_a_sequence_and_itself_are_one_stretch(old: list[str]) -> None:
    parts = stretches(old, old)

    assert all(part.same for part in parts)
    assert len(parts) <= 1


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("abc", "abc", "abc"),
        ("abc", "axc", "ac"),
        ("abcd", "bcde", "bcd"),
        ("", "abc", ""),
        ("abc", "", ""),
    ],
)
def test_what_stays_is_found(old: str, new: str, kept: str) -> None:
    parts = stretches(old, new)

    assert "".join(old[part.a : part.b] for part in parts if part.same) == kept


def test_far_too_long_sequences_are_cut_where_a_part_stands_once_on_either_side() -> (
    None
):
    count = int(MOST_WORK**0.5)
    once = [f"村{number}" for number in range(count)]
    old = ["旧", *once[: count // 2], *["同"] * count, *once[count // 2 :], "旧"]
    new = ["新", *once[: count // 2], *["同"] * count, *once[count // 2 :], "新"]

    same = [part for part in stretches(old, new) if part.same]

    assert sum(part.b - part.a for part in same) == 2 * count


def test_a_sequence_without_anything_to_hold_on_to_is_other_as_a_whole() -> None:
    count = int(MOST_WORK**0.5) + 2

    (part,) = stretches(["甲", "乙"] * count, ["丙", "丁"] * count)

    assert not part.same


@given(st.integers(0, 40), st.integers(0, 40))
def test_pairs_rise_on_both_sides(rows: int, columns: int) -> None:
    found = pairs((rows, columns), lambda i, j: 1 / (1 + abs(i - 2 * j)))

    assert found == sorted(set(found))
    assert len({j for _, j in found}) == len(found)
    assert [j for _, j in found] == sorted(j for _, j in found)
