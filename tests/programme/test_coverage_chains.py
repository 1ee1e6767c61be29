"""However a chain is cut into batches and delivered, it adds up to the same."""

from datetime import timedelta

from hypothesis import given, settings, strategies as st

from programme.coverage import BEGINNING, Folded, Reach
from programme.records import GoneReceipt, Record
from tests.fakes.showing import ONE, TWO, chain, folding, local, run, shown

SECONDS = timedelta(seconds=1)


def _fold(*records: Record) -> Folded:
    return folding().fold_chain(chain(records))


# REQ-75
CUTS = st.lists(st.integers(0, 60), max_size=6)


@st.composite
def chains(draw: st.DrawFn) -> list[Record]:
    """Draw a chain with whole turns, cut ones, doubtful clocks and jumps."""
    at = local(hour=9)
    records: list[Record] = []
    for _ in range(draw(st.integers(1, 40))):
        jump = draw(st.sampled_from([0, 0, 0, 0, 0, 300, -300, 86_400, -86_400]))
        at += jump * SECONDS
        manifest = draw(st.sampled_from([ONE, TWO]))
        page = draw(st.sampled_from([1, 2])) if manifest == TWO else 1
        length = draw(st.sampled_from([12, 12, 12, 5]))
        sure = draw(st.sampled_from([True, True, True, False]))
        records.append(
            shown(at, manifest=manifest, page=page, seconds=length, sure=sure)
        )
        at += length * SECONDS
        if draw(st.sampled_from([True, False, False])):
            records.append(GoneReceipt(disclosure="d-1", at=at))
    return records


@settings(max_examples=60)
@given(records=chains(), data=st.data())
def test_the_order_and_the_number_of_deliveries_do_not_matter(
    records: list[Record], data: st.DataObject
) -> None:
    heard = chain(records)
    shuffled = data.draw(st.permutations([*heard, *heard[::2]]))

    assert folding().fold({"player": shuffled}).painted == (
        folding().fold({"player": heard}).painted
    )


@settings(max_examples=120)
@given(records=chains(), cuts=CUTS)
def test_any_split_into_batches_gives_the_same_sums(
    records: list[Record], cuts: list[int]
) -> None:
    heard, whole = chain(records), folding().fold_chain(chain(records))
    sums, reach, stored = Folded(), BEGINNING, 0
    for cut in [*sorted(min(cut, len(heard)) for cut in cuts), len(heard)]:
        before = folding().fold_chain(heard[:stored], reach)
        after = folding().fold_chain(heard[:cut], reach)
        sums.add(after)
        sums.add(before, -1)
        reach, stored = after.reach, cut

    assert {k: v for k, v in sums.painted.items() if not v.empty} == {
        k: v for k, v in whole.painted.items() if not v.empty
    }
    assert {k: v for k, v in sums.contested.items() if v} == whole.contested
    assert reach == whole.reach


def test_a_chain_is_folded_for_good_up_to_its_last_whole_turn() -> None:
    at = local()
    records = [*run(at, 3), shown(at + 36 * SECONDS, manifest=TWO)]

    assert _fold(*records).reach.number == 3


def test_a_chain_of_receipts_is_folded_for_good_to_its_end() -> None:
    gone = GoneReceipt(disclosure="d-1", at=local())
    doubted = shown(local(), sure=False)

    assert _fold(gone, gone).reach == Reach(number=2, sure_to_ms=None)
    assert _fold(*run(local(), 3), gone).reach.number == 4
    assert _fold(*run(local(), 3), doubted, gone).reach.number == 3
    assert _fold(*run(local(), 3), gone, doubted, gone).reach.number == 4
    half = shown(local(second=36), manifest=TWO)
    assert _fold(*run(local(), 3), half, gone).reach == _fold(*run(local(), 3)).reach
