from hypothesis import given, strategies as st

from programme.turns import turns_from, turns_s

DWELLS = st.lists(st.integers(1, 120), min_size=1, max_size=12).map(tuple)


def test_turns_begin_with_any_page_and_go_round() -> None:
    assert turns_from((60, 60, 15), 1, 120) == ((1, 3), (0, 1))


def test_with_no_seconds_each_page_is_a_turn() -> None:
    assert turns_from((5, 5), 0, 0) == ((0, 1), (1, 2))


def test_an_item_without_pages_has_no_turns_and_takes_no_time() -> None:
    assert turns_from(()) == ()
    assert turns_s(()) == ()


def test_turns_last_as_long_as_their_pages() -> None:
    assert turns_s((60, 60, 15)) == (120, 15)


@given(DWELLS, st.data(), st.sampled_from([0, 30, 60, 120]))
def test_turns_hold_every_page_once_and_none_is_longer_than_the_longest(
    dwells: tuple[int, ...], data: st.DataObject, most_s: int
) -> None:
    first = data.draw(st.integers(0, len(dwells) - 1))

    turns = turns_from(dwells, first, most_s)

    pages = [page for start, after in turns for page in range(start, after)]
    assert pages == [*range(first, len(dwells)), *range(first)]
    longest = max(sum(dwells[start:after]) for start, after in turns)
    assert longest <= max(most_s, *dwells)
