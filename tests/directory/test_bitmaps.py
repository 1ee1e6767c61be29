from hypothesis import given, strategies as st

from directory.bitmaps import Tally, bits, set_of

MEMBERS = st.sets(st.integers(min_value=0, max_value=300))


@given(MEMBERS)
def test_a_set_gives_its_members_back_in_order(members: set[int]) -> None:
    assert list(bits(set_of(sorted(members)))) == sorted(members)


@given(st.lists(st.tuples(MEMBERS, st.integers(min_value=1, max_value=20))))
def test_a_tally_yields_the_greatest_sums_first(
    added: list[tuple[set[int], int]],
) -> None:
    sums: dict[int, int] = {}
    tally = Tally()
    for members, weight in added:
        tally.add(set_of(sorted(members)), weight)
        for member in members:
            sums[member] = sums.get(member, 0) + weight

    best = list(tally.best(len(sums)))

    assert sorted(best) == sorted(sums)
    assert [sums[member] for member in best] == sorted(sums.values(), reverse=True)


def test_a_tally_stops_at_the_number_wanted() -> None:
    tally = Tally()
    tally.add(set_of(range(50)), 1)
    tally.add(set_of([7]), 1)

    assert list(tally.best(2)) == [7, 0]
    assert list(tally.best(0)) == []
