from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from programme.approval import Role
from programme.keys import SigningKey
from programme.manifest import SignedStep
from programme.playlist import Item
from programme.window import FixedEnd
from sync_agent.inner.judge import Judgement, Verdict, judge
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.group_publication import MADE_AT, Publication

END = MADE_AT + timedelta(days=30)
TICK = timedelta(microseconds=1)


class Bench:
    """Judge what a centre approved, without a device."""

    def __init__(self, centre: FakeCentre) -> None:
        self.centre = centre
        self.centre.programme_version = 1
        self.publication = Publication()

    def item(
        self, disclosure: str, *, key: SigningKey | None = None, **changes: object
    ) -> Item:
        """Return a disclosure as it is approved."""
        manifest = self.centre.manifest(disclosure, pages=1, **changes)
        return Item(entry=self.centre.entry(manifest, key=key), manifest=manifest)

    def case(self, named: Sequence[Item], before: Sequence[Item] = ()) -> Judgement:
        """Return what is to be judged."""
        return Judgement(
            programme=self.publication.programme(self.centre.programme_version, ()),
            people=self.centre.people(),
            named=named,
            before=before,
            trusted={},
        )


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench beside a centre."""
    return Bench(FakeCentre(tmp_path))


def kept(verdict: Verdict) -> list[str]:
    return [item.disclosure for item in verdict.kept]


def accepted(verdict: Verdict) -> list[str]:
    return [item.disclosure for item in verdict.accepted]


def test_what_is_no_longer_named_goes_on_until_the_very_instant_of_its_promise(
    bench: Bench,
) -> None:
    case = bench.case([], before=[bench.item("d-1", promised_end_at=END)])

    assert kept(judge(case, END - TICK)) == ["d-1"]
    assert kept(judge(case, END)) == []


def test_a_window_s_own_end_counts_where_no_end_was_promised(bench: Bench) -> None:
    manifest = bench.centre.manifest("d-1")
    entry = bench.centre.entry(manifest, end=FixedEnd(at=END))
    case = bench.case([], before=[Item(entry=entry, manifest=manifest)])

    assert kept(judge(case, END - TICK)) == ["d-1"]
    assert kept(judge(case, END)) == []


def test_what_has_no_end_goes_on_for_years(bench: Bench) -> None:
    case = bench.case([], before=[bench.item("d-1")])

    assert kept(judge(case, END + timedelta(days=3650))) == ["d-1"]


@pytest.mark.parametrize(
    ("late", "gone"), [(-TICK, ("d-1",)), (0 * TICK, ("d-1",)), (TICK, ())]
)
def test_a_withdrawal_takes_down_what_was_published_up_to_its_instant(
    bench: Bench, late: timedelta, gone: tuple[str, ...]
) -> None:
    withdrawn = bench.item("d-1", title="从未见过的")
    bench.publication.withdrawals = [bench.centre.withdrawal(withdrawn.entry)]
    seen = bench.item("d-1")
    entry = seen.entry.model_copy(update={"published_at": MADE_AT + late})
    before = [Item(entry=entry, manifest=seen.manifest)]

    verdict = judge(bench.case([], before=before), MADE_AT)

    assert verdict.taken_down == gone
    assert kept(verdict) == ([] if gone else ["d-1"])


def test_an_entry_that_was_judged_before_is_not_judged_again(bench: Bench) -> None:
    stranger = bench.item("d-1", key=SigningKey.generate())
    case = bench.case([stranger])
    trusting = Judgement(
        programme=case.programme,
        people=case.people,
        named=case.named,
        before=(),
        trusted={"d-1": stranger.entry},
    )

    assert accepted(judge(case, MADE_AT)) == []
    assert accepted(judge(trusting, MADE_AT)) == ["d-1"]


def test_trust_in_one_version_is_none_in_another(bench: Bench) -> None:
    good = bench.item("d-1")
    bad = bench.item("d-1", key=SigningKey.generate(), title="假")
    case = bench.case([bad])
    trusting = Judgement(
        programme=case.programme,
        people=case.people,
        named=[bad],
        before=[good],
        trusted={"d-1": good.entry},
    )

    verdict = judge(trusting, MADE_AT)

    assert accepted(verdict) == []
    assert [item.entry for item in verdict.kept] == [good.entry]
    assert [refusal.code for refusal in verdict.refused] == ["signature_refused"]


def test_a_refusal_is_told_once_in_words_for_people(bench: Bench) -> None:
    item = bench.item("d-1")

    verdict = judge(bench.case([item, item]), MADE_AT)

    [refusal] = verdict.refused
    assert (refusal.disclosure, refusal.code) == ("d-1", "named_twice")
    assert refusal.reason == "在节目单里出现了两次"


# REQ-12
def test_a_signed_chain_that_was_not_walked_is_refused(bench: Bench) -> None:
    review, approve = (
        SignedStep(name=role.value, role=role)
        for role in (Role.REVIEWER, Role.APPROVER)
    )
    whole = bench.item("d-1", chain=(review, approve))
    longer = bench.item("d-2", chain=(review, review, approve))

    verdict = judge(bench.case([whole, longer]), MADE_AT)

    assert accepted(verdict) == ["d-1"]
    [refusal] = verdict.refused
    assert refusal.code == "signature_refused"
    assert refusal.reason == "审批链有 3 步，签了 2 步"


def test_entries_keep_the_order_of_the_programme(bench: Bench) -> None:
    items = [bench.item(name) for name in ("d-3", "d-1", "d-2")]

    assert accepted(judge(bench.case(items), MADE_AT)) == ["d-3", "d-1", "d-2"]


class Versions:
    """Be two versions of one disclosure, approved an hour apart."""

    def __init__(self, bench: Bench) -> None:
        self.first = bench.item("d-1", title="第一版")
        bench.centre.decided_at = MADE_AT + timedelta(hours=1)
        self.second = bench.item("d-1", title="第二版")


def test_a_version_does_not_give_way_to_one_that_was_approved_before_it(
    bench: Bench,
) -> None:
    two = Versions(bench)

    verdict = judge(bench.case([two.first], before=[two.second]), MADE_AT)

    assert accepted(verdict) == []
    assert [item.entry for item in verdict.kept] == [two.second.entry]
    assert [refusal.code for refusal in verdict.refused] == ["older_version"]
    onward = judge(bench.case([two.second], before=[two.first]), MADE_AT)
    assert (accepted(onward), kept(onward), onward.refused) == (["d-1"], [], ())


def test_an_older_version_comes_back_where_the_newer_one_was_withdrawn(
    bench: Bench,
) -> None:
    two = Versions(bench)
    bench.publication.withdrawals = [bench.centre.withdrawal(two.second.entry)]

    verdict = judge(bench.case([two.first], before=[two.second]), MADE_AT)

    assert [item.entry for item in verdict.accepted] == [two.first.entry]
    assert verdict.refused == ()


def test_a_version_whose_signer_counts_no_more_bars_no_other(bench: Bench) -> None:
    first = bench.item("d-1", title="第一版")
    bench.centre.decided_at = MADE_AT + timedelta(hours=1)
    second = bench.item("d-1", key=SigningKey.generate(), title="第二版")

    verdict = judge(bench.case([first], before=[second]), MADE_AT)

    assert [item.entry for item in verdict.accepted] == [first.entry]


def test_what_was_approved_again_takes_the_place_of_what_was_approved_between(
    bench: Bench,
) -> None:
    two = Versions(bench)
    bench.centre.decided_at = MADE_AT + timedelta(hours=2)
    again = Item(
        entry=bench.centre.entry(two.first.manifest), manifest=two.first.manifest
    )

    verdict = judge(bench.case([again], before=[two.second]), MADE_AT)

    assert [item.entry for item in verdict.accepted] == [again.entry]
