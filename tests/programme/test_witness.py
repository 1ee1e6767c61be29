from datetime import UTC, datetime

import pytest

from programme.errors import SignatureRefused
from programme.keys import SigningKey
from programme.merkle import ProofRefused
from programme.witness import (
    KeptCheckpoint,
    LogHead,
    Trouble,
    check_growth,
    opened,
    trouble_with,
)
from tests.fakes.log_heads import LEAVES, LOG, OTHER, bridge, head, note

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def kept(size: int, leaves: list[bytes] = LEAVES) -> KeptCheckpoint:
    return KeptCheckpoint(key=LOG.text(), checkpoint=note(size, leaves), at=NOW)


def test_a_log_that_grew_is_no_trouble() -> None:
    told = head(30, bridge(7, 30), bridge(20, 30))

    assert trouble_with(told, [kept(7), kept(13), kept(30)]) is None
    assert trouble_with(told, []) is None


@pytest.mark.parametrize(
    ("told", "before", "trouble"),
    [
        (head(20), kept(21), Trouble.SHRANK),
        (head(20, leaves=OTHER), kept(20), Trouble.FORKED),
        (head(30, bridge(7, 30, OTHER), leaves=OTHER), kept(3), Trouble.FORKED),
        (head(30, bridge(7, 30)), kept(7, OTHER), Trouble.FORKED),
        (
            head(30, bridge(7, 30)),
            kept(7).model_copy(update={"key": LOG.text().replace("+", "-")}),
            Trouble.OTHER_KEY,
        ),
    ],
)
def test_a_log_that_is_not_what_it_was_is_told(
    told: LogHead, before: KeptCheckpoint, trouble: Trouble
) -> None:
    assert trouble_with(told, [before]) is trouble


def test_what_was_already_found_to_contradict_is_not_held_against_the_log() -> None:
    contradicting = kept(25, OTHER).model_copy(update={"trouble": Trouble.FORKED})

    assert trouble_with(head(20), [contradicting, kept(10)]) is None


def test_a_head_that_its_own_key_did_not_sign_is_refused() -> None:
    forged = head(5).model_copy(
        update={"checkpoint": note(5, key=SigningKey.generate())}
    )

    with pytest.raises(SignatureRefused):
        trouble_with(forged, [])


def test_a_proof_that_is_not_written_as_one_is_refused() -> None:
    key = LOG.text()

    with pytest.raises(ProofRefused, match="写法"):
        check_growth(opened(key, note(3)), opened(key, note(9)), ["!"])
