from dataclasses import replace
from datetime import date, timedelta

import pytest

from config.calendar_data import shipped_calendar
from programme.approval import Role
from programme.boards import Audience, DisplayKind
from programme.manifest import SignedStep
from programme.programme import Entry
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd, Window
from publishing.release.compiler import (
    Candidate,
    GroupFacts,
    compile_programme,
    finish,
    prepare,
    slice_for,
)
from publishing.release.errors import EntryRefused
from tests.fakes.contract import LANDSCAPE, NOON, Signers, asset, manifest
from tests.fakes.hall_data import HALL, HOURS

SIGNERS = Signers()
FACTS = GroupFacts(
    id="qinghe-hall-screen",
    name="大厅屏",
    display_kind=DisplayKind.SCREEN,
    unit="qinghe",
    unit_name="清禾县",
    audience=Audience.EVERYONE,
    time_zone="Asia/Shanghai",
    panel=LANDSCAPE,
    service_hours=HOURS,
    least_exposures_per_day=30,
    hall=HALL,
)
WINDOW = Window(starts_at=NOON, end=FixedEnd(at=NOON + timedelta(days=30)))


def candidate(
    window: Window = WINDOW, audience: Audience = Audience.EVERYONE
) -> Candidate:
    made = manifest(audience=audience)
    entry = Entry(
        disclosure=made.disclosure,
        register_number="柳坞村 2026-0001",
        published_at=NOON,
        manifest=asset(made.canonical()),
        approvals=SIGNERS.chain(made.digest()),
        window=window,
    )
    return Candidate(entry=entry, manifest=made)


def test_a_good_entry_keeps_its_bytes_and_names_its_files() -> None:
    good = candidate()

    prepared = prepare(good, FACTS, SIGNERS.people())

    assert Entry.parse(prepared.placed.body) == good.entry
    assert prepared.assets == good.manifest.assets()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (candidate(audience=Audience.PARTY_MEMBERS), "公开范围"),
        (candidate(Window(starts_at=NOON - timedelta(days=2), end=OpenEnd())), "早于"),
        (
            candidate(
                Window(starts_at=NOON, end=FixedEnd(at=NOON + timedelta(days=29)))
            ),
            "承诺",
        ),
        (replace(candidate(), manifest=manifest(disclosure="d-2")), "不是这一件"),
        (
            replace(
                candidate(),
                manifest=manifest().model_copy(update={"title": "改过"}),
            ),
            "指纹",
        ),
    ],
)
def test_an_entry_that_is_not_what_was_signed_is_refused(
    bad: Candidate, reason: str
) -> None:
    with pytest.raises(EntryRefused, match=reason):
        prepare(bad, FACTS, SIGNERS.people())


def test_an_entry_for_another_group_is_refused() -> None:
    with pytest.raises(EntryRefused, match="分组"):
        prepare(candidate(), replace(FACTS, id="qinghe-other"), SIGNERS.people())


def test_an_entry_signed_with_a_strange_key_is_refused() -> None:
    with pytest.raises(EntryRefused, match="名单里没有"):
        prepare(candidate(), FACTS, Signers().people())


def test_an_entry_with_one_signature_is_refused() -> None:
    good = candidate()
    entry = good.entry.model_copy(update={"approvals": good.entry.approvals[2:]})

    with pytest.raises(EntryRefused, match="不足两位"):
        prepare(replace(good, entry=entry), FACTS, SIGNERS.people())


# REQ-12
def test_an_entry_whose_chain_was_not_walked_is_refused() -> None:
    steps = tuple(SignedStep(name=role.value, role=role) for role in Role)
    made = manifest().model_copy(update={"chain": (*steps, steps[-1])})
    entry = candidate().entry.model_copy(
        update={
            "manifest": asset(made.canonical()),
            "approvals": SIGNERS.chain(made.digest()),
        }
    )

    with pytest.raises(EntryRefused, match="审批链有 4 步，签了 3 步"):
        prepare(Candidate(entry=entry, manifest=made), FACTS, SIGNERS.people())


def test_a_provisional_end_may_lie_before_the_promised_one() -> None:
    window = Window(starts_at=NOON, end=ProvisionalEnd(at=NOON + timedelta(days=1)))

    assert prepare(candidate(window), FACTS, SIGNERS.people()).ends_on is not None


def test_the_same_facts_make_the_same_content_on_another_day() -> None:
    entries = [prepare(candidate(), FACTS, SIGNERS.people())]
    calendar = shipped_calendar()

    first = compile_programme(
        FACTS, entries, withdrawals=(), calendar=calendar, now=NOON
    )
    second = compile_programme(
        FACTS, entries, withdrawals=(), calendar=calendar, now=NOON + timedelta(days=9)
    )

    assert first == second
    dated = finish(second.content, version=7, made_at=NOON)
    assert b'"version":7' in dated
    assert b"2026-11-23T04:00:00.000Z" in dated


def test_the_calendar_reaches_whole_years_around_every_window() -> None:
    window = Window(starts_at=NOON, end=FixedEnd(at=NOON + timedelta(days=5 * 366)))
    entries = [prepare(candidate(window), FACTS, SIGNERS.people())]

    cut = slice_for(shipped_calendar(), entries, date(2026, 11, 23))

    assert (cut.from_on, cut.to_on) == (date(2025, 1, 1), date(2032, 1, 1))
