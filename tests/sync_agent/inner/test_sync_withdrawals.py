from datetime import timedelta
from typing import Any

import pytest

from programme.keys import SigningKey
from programme.window import FixedEnd, Window
from sync_agent.inner.adoption import vanished_of
from sync_agent.inner.errors import ReleaseRefused
from tests.fakes.device import Device
from tests.fakes.group_publication import MADE_AT, Publication
from tests.fakes.told import reasons, receipts


def test_missing_is_not_withdrawn(device: Device) -> None:
    publication = Publication(
        entries=[device.centre.approved("d-1"), device.centre.approved("d-2")]
    )
    device.centre.publish(publication)
    device.sync.run()
    publication.entries.pop()
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1", "d-2"]
    assert vanished_of(device.held().adopted) == ("d-2",)
    assert receipts(device)[-1].vanished == ("d-2",)  # type: ignore[attr-defined]


def test_what_is_kept_goes_on_through_further_programmes(device: Device) -> None:
    kept = device.centre.approved("d-2")
    publication = Publication(entries=[kept])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = [device.centre.approved("d-1")]
    device.centre.publish(publication)
    device.sync.run()
    publication.entries.append(device.centre.approved("d-3"))
    device.centre.publish(publication)

    device.start()
    device.sync.run()

    assert device.shown() == ["d-1", "d-3", "d-2"]


def test_what_is_past_its_promised_end_goes(device: Device) -> None:
    now = device.clock.now()
    ends = now.replace(microsecond=0) + timedelta(days=1)
    publication = Publication(
        entries=[device.centre.approved("d-1", promised_end_at=ends)]
    )
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = []
    device.centre.publish(publication)
    device.clock.moved = timedelta(days=2)

    device.sync.run()

    assert device.shown() == []
    assert device.held().adopted.kept == ()


def test_a_provisional_end_ends_nothing(device: Device) -> None:
    ends = device.clock.now().replace(microsecond=0) + timedelta(days=1)
    manifest = device.centre.manifest(
        "d-1", promised_end_at=ends, promised_end_provisional=True
    )
    entry = device.centre.entry(manifest)
    later = Window(starts_at=MADE_AT, end=FixedEnd(at=ends + timedelta(days=9)))
    publication = Publication(entries=[entry.model_copy(update={"window": later})])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = []
    device.centre.publish(publication)
    device.clock.moved = timedelta(days=2)

    device.sync.run()

    assert device.shown() == ["d-1"]


def test_a_signed_withdrawal_takes_down_and_is_receipted(device: Device) -> None:
    first, second = device.centre.approved("d-1"), device.centre.approved("d-2")
    publication = Publication(entries=[first, second])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = [first]
    publication.withdrawals = [device.centre.withdrawal(second)]
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1"]
    assert device.held().adopted.withdrawn == ("d-2",)
    assert receipts(device)[-1].withdrawn == ("d-2",)  # type: ignore[attr-defined]


def test_a_withdrawal_that_nobody_signed_takes_nothing_down(device: Device) -> None:
    entry = device.centre.approved("d-1")
    publication = Publication(entries=[entry])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = []
    stranger = SigningKey.generate()
    publication.withdrawals = [device.centre.withdrawal(entry, key=stranger)]
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1"]


def test_a_withdrawn_manifest_is_not_shown_though_named(device: Device) -> None:
    entry = device.centre.approved("d-1")
    withdrawals = [device.centre.withdrawal(entry)]
    device.centre.publish(Publication(entries=[entry], withdrawals=withdrawals))

    device.sync.run()

    assert device.shown() == []
    assert device.held().adopted.withdrawn == ("d-1",)


def test_a_display_that_was_away_while_a_new_version_was_withdrawn_drops_the_old_one(
    device: Device,
) -> None:
    old = device.centre.approved("d-1")
    publication = Publication(entries=[old])
    device.centre.publish(publication)
    device.sync.run()
    never_seen = device.centre.approved("d-1", title="更正后的")
    publication.entries = []
    publication.withdrawals = [device.centre.withdrawal(never_seen)]
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == []
    assert device.held().adopted.withdrawn == ("d-1",)


def test_an_old_withdrawal_takes_nothing_down_that_was_published_after_it(
    device: Device,
) -> None:
    old = device.centre.approved("d-1")
    newer = device.centre.approved("d-1", title="重新公开的").model_copy(
        update={"published_at": MADE_AT + timedelta(days=1)}
    )
    withdrawals = [device.centre.withdrawal(old)]
    publication = Publication(entries=[newer], withdrawals=withdrawals)
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = []
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1"]


def test_what_replaces_a_withdrawn_revision_is_shown(device: Device) -> None:
    old = device.centre.approved("d-1")
    publication = Publication(entries=[old])
    device.centre.publish(publication)
    device.sync.run()
    new = device.centre.approved("d-1", category="更正")
    publication.entries = [new]
    publication.withdrawals = [device.centre.withdrawal(old)]
    device.centre.publish(publication)

    device.sync.run()

    [item] = device.held().items
    assert item.entry.manifest == new.manifest
    assert device.held().adopted.withdrawn == ()


def test_a_refused_revision_leaves_the_former_one_on_show(device: Device) -> None:
    old = device.centre.approved("d-1")
    publication = Publication(entries=[old])
    device.centre.publish(publication)
    device.sync.run()
    bad = device.centre.manifest("d-1", category="假")
    publication.entries = [device.centre.entry(bad, key=SigningKey.generate())]
    device.centre.publish(publication)

    device.sync.run()

    [item] = device.held().items
    assert item.entry.manifest == old.manifest
    assert reasons(device) == {"d-1": "signature_refused"}
    assert vanished_of(device.held().adopted) == ()


# F19: who stole the everyday keys leaves the withdrawal out, and names what it took.
@pytest.mark.parametrize("early", [False, True])
def test_what_was_withdrawn_is_not_shown_again_when_it_is_named_without_the_word(
    device: Device, early: bool
) -> None:
    entry, other = device.centre.approved("d-1"), device.centre.approved("d-2")
    publication = Publication(entries=[entry, other])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries = [other]
    publication.withdrawals = [device.centre.withdrawal(entry)]
    if early:
        publication.entries.append(device.centre.approved("d-3"))
        page = publication.entries[-1].manifest.sha256
        device.centre.asset_path(page).rename(device.centre.asset_path("0" * 64))
        device.centre.publish(publication)
        with pytest.raises(ReleaseRefused):
            device.sync.run()
        publication.entries.pop()
    else:
        device.centre.publish(publication)
        device.sync.run()
    assert device.shown() == ["d-2"]
    publication.entries, publication.withdrawals = [entry, other], []
    device.centre.publish(publication)

    device.start()
    device.sync.run()
    device.start()
    device.sync.verify_held()

    assert device.shown() == ["d-2"]
    assert reasons(device) == {"d-1": "withdrawn_before"}


def test_an_older_version_than_the_withdrawn_one_is_not_shown_either(
    device: Device,
) -> None:
    old = device.centre.approved("d-1")
    device.centre.decided_at = MADE_AT + timedelta(hours=1)
    new = device.centre.approved("d-1", title="更正后的")
    publication = Publication(entries=[new])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries, publication.withdrawals = [], [device.centre.withdrawal(new)]
    device.centre.publish(publication)
    device.sync.run()
    publication.entries, publication.withdrawals = [old], []
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == []
    assert reasons(device) == {"d-1": "withdrawn_before"}


@pytest.mark.parametrize("same", [False, True])
def test_what_was_withdrawn_is_shown_once_it_is_approved_anew(
    device: Device, same: bool
) -> None:
    entry = device.centre.approved("d-1")
    publication = Publication(entries=[entry])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries, publication.withdrawals = [], [device.centre.withdrawal(entry)]
    device.centre.publish(publication)
    device.sync.run()
    device.centre.decided_at = MADE_AT + timedelta(hours=1)
    changes: dict[str, Any] = {} if same else {"title": "重来"}
    again = device.centre.approved("d-1", **changes)
    publication.entries, publication.withdrawals = [again], []
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1"]
    assert (again.manifest == entry.manifest) is same
