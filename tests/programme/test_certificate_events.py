"""What a certificate says of an eventful display, and where it is found out."""

from datetime import date
from functools import cache

from programme.carriers import Carrier
from programme.certificate_check import Check, examine
from programme.certificate_opening import Opened, open_bundle
from programme.leaves import (
    DeclinedLeaf,
    DocumentLeaf,
    GroupLeaf,
    WindowLeaf,
    WithdrawalLeaf,
)
from programme.service_day import DayState
from tests.fakes.certificate_cases import (
    certificate,
    checkpoint,
    failed,
    good,
    leaves,
    without,
)
from tests.fakes.certificates import eventful_sample, relogged, resealed


@cache
def eventful() -> Opened:
    return open_bundle(eventful_sample())


# REQ-13, REQ-35
def test_a_certificate_says_all_that_happened_and_holds() -> None:
    claims = eventful().certificate.claims

    assert all(one.holds for one in examine(eventful()))
    assert [change.reason for change in claims.changes] == ["群众还在问"]
    assert [(gap.first_lost, gap.last_lost) for gap in claims.gaps] == [(7, 9)]
    assert (claims.glass_right, claims.glass_wrong) == (1, 1)
    assert claims.captures == ("1" * 64,)
    assert [one.carrier for one in claims.presences] == [Carrier.PAPER_BOARD]
    kiosk, screen = claims.windows
    assert kiosk.planned == kiosk.held
    assert screen.planned != screen.held
    assert screen.removed_at is not None
    states = [day.state for day in claims.days]
    assert states == [DayState.SHOWN] * 3 + [DayState.CARRIED]


def test_an_early_end_without_its_signed_withdrawal_is_found_out() -> None:
    told = [
        leaf
        for leaf in (one.leaf for one in eventful().certificate.leaves)
        if not isinstance(leaf, WithdrawalLeaf)
    ]

    assert failed(relogged(eventful(), told)) == {Check.WINDOWS}


def test_a_device_whose_rules_are_not_in_the_log_proves_no_day() -> None:
    told = without(GroupLeaf)

    assert failed(relogged(good(), told)) == {Check.CLAIMS}


def test_windows_of_another_version_change_nothing() -> None:
    (window, *_) = [leaf for leaf in leaves() if isinstance(leaf, WindowLeaf)]
    other = window.model_copy(update={"manifest": "f" * 64, "group": "qinghe-x"})

    assert failed(relogged(good(), [*leaves(), other])) == set()


def test_documents_must_be_those_that_the_log_noted() -> None:
    assert Check.DOCUMENTS in failed(relogged(good(), without(DocumentLeaf)))


def test_a_log_with_another_root_is_found_out() -> None:
    size = int(certificate().checkpoint.split("\n")[1])

    found = failed(resealed(good(), checkpoint=checkpoint(size)))

    assert found == {Check.LOG, Check.GROWTH}


def test_a_certificate_that_nobody_signed_does_not_hold() -> None:
    found = failed(resealed(good(), approvals=()))

    assert found == {Check.APPROVALS, Check.SECRECY}


# REQ-21
def test_a_decision_not_to_make_up_is_claimed_as_the_log_noted_it() -> None:
    leaf = DeclinedLeaf(
        disclosure=certificate().disclosure,
        manifest=certificate().manifest,
        short_on=(date(2026, 11, 26),),
        reason="公开栏一直贴着",
        declined_at=certificate().issued_at,
    )
    other = leaf.model_copy(update={"manifest": "f" * 64})
    claims = certificate().claims.model_copy(update={"declined": (leaf,)})
    noted = open_bundle(relogged(good(), [*leaves(), leaf, other]))

    assert failed(resealed(noted, claims=claims)) == set()
    assert failed(resealed(noted)) == {Check.CLAIMS}
    assert failed(resealed(good(), claims=claims)) == {Check.CLAIMS}
    assert b"declined" not in certificate().canonical()
