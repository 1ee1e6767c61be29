from datetime import timedelta

import pytest

from programme.boards import Attribute, Audience
from programme.keys import SigningKey
from programme.programme import Entry
from programme.window import FixedEnd, Window
from sync_agent.inner.errors import Flaw, ReleaseRefused
from tests.fakes.device import Device
from tests.fakes.group_publication import MADE_AT, Publication
from tests.fakes.overrides import notice
from tests.fakes.told import reasons, receipts


def test_an_entry_whose_signatures_do_not_hold_is_refused_alone(
    device: Device,
) -> None:
    stranger = SigningKey.generate()
    bad = device.centre.entry(device.centre.manifest("d-bad"), key=stranger)
    good = device.centre.approved("d-1")
    device.centre.publish(Publication(entries=[good, bad]))

    device.sync.run()

    assert device.shown() == ["d-1"]
    assert reasons(device) == {"d-bad": "signature_refused"}
    [receipt] = receipts(device)
    assert receipt.refused == ("d-bad",)  # type: ignore[attr-defined]


def narrowed(entry: Entry) -> Entry:
    window = entry.window.model_copy(update={"weekdays": (1,)})
    return entry.model_copy(update={"window": window})


def early(entry: Entry) -> Entry:
    window = Window(starts_at=MADE_AT - timedelta(days=1), end=entry.window.end)
    return entry.model_copy(update={"window": window})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"audience": Audience.PARTY_MEMBERS}, "other_audience"),  # REQ-20
        ({"attribute": Attribute.ON_REQUEST}, "not_disclosed"),
        ({"groups": ("qinghe-other",)}, "other_group"),
        ({"pages": ()}, "no_pages"),
    ],
)
def test_an_entry_that_this_display_must_not_get_is_refused(
    device: Device, changes: dict[str, object], code: str
) -> None:
    plain = device.centre.manifest("d-1")
    manifest = plain.model_copy(update=changes)
    device.centre.publish(Publication(entries=[device.centre.entry(manifest)]))

    device.sync.run()

    assert device.shown() == []
    assert reasons(device) == {"d-1": code}


def test_a_window_that_was_not_signed_is_refused(device: Device) -> None:
    end = MADE_AT + timedelta(days=30)
    short = device.centre.entry(
        device.centre.manifest("d-short", promised_end_at=end),
        end=FixedEnd(at=end - timedelta(days=1)),
    )
    entries = [
        short,
        narrowed(device.centre.approved("d-narrow")),
        early(device.centre.approved("d-early")),
    ]
    device.centre.publish(Publication(entries=entries))

    device.sync.run()

    assert set(reasons(device).values()) == {"other_window"}
    assert len(reasons(device)) == 3


def test_a_manifest_of_another_disclosure_is_refused(device: Device) -> None:
    entry = device.centre.approved("d-1").model_copy(update={"disclosure": "d-2"})
    device.centre.publish(Publication(entries=[entry]))

    device.sync.run()

    assert reasons(device) == {"d-2": "other_disclosure"}


def test_a_page_of_another_size_is_refused(device: Device) -> None:
    manifest = device.centre.manifest("d-1")
    [panel] = manifest.pages
    wrong = panel.pages[0].model_copy(update={"width": 1000})
    pages = (panel.model_copy(update={"pages": (wrong,)}),)
    bad = manifest.model_copy(update={"pages": pages})
    good = device.centre.approved("d-2")
    entries = [device.centre.entry(bad), good]
    device.centre.publish(Publication(entries=entries))

    device.sync.run()

    assert device.shown() == ["d-2"]
    assert reasons(device) == {"d-1": "other_pictures"}


def test_a_disclosure_that_is_named_twice_is_refused_whole(device: Device) -> None:
    stranger = device.centre.manifest("d-1", category="假")
    entries = [
        device.centre.approved("d-1"),
        device.centre.entry(stranger, key=SigningKey.generate()),
        device.centre.approved("d-2"),
    ]
    device.centre.publish(Publication(entries=entries))

    device.sync.run()

    assert device.shown() == ["d-2"]
    assert reasons(device) == {"d-1": "named_twice"}


def test_an_emergency_notice_that_nobody_signed_is_not_shown(device: Device) -> None:
    override = notice(device, key=SigningKey.generate())
    device.centre.publish(Publication(override=override))

    device.sync.run()

    assert device.held().programme.override is None
    assert device.held().adopted.override_refused


def test_a_programme_of_another_group_is_refused(device: Device) -> None:
    other = Publication(group="qinghe-other")
    device.centre.programme_version = 1
    device.centre.publish(other)
    stray = other.programme(device.centre.programme_version, ())
    device.centre.set_target("programmes/qinghe-hall-screen.json", stray.canonical())
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.OTHER_GROUP


@pytest.mark.parametrize("step", [-1, 0])
def test_a_programme_whose_version_does_not_rise_is_refused(
    device: Device, step: int
) -> None:
    device.centre.programme_version = 6
    publication = Publication(entries=[device.centre.approved("d-1")])
    device.centre.publish(publication)
    device.sync.run()
    device.centre.programme_version += step - 1
    publication.entries.append(device.centre.approved("d-2"))
    device.centre.publish(publication)

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.OLDER
    assert device.shown() == ["d-1"]


def test_a_directory_that_disappears_is_refused(device: Device) -> None:
    device.centre.publish(Publication(directory=device.centre.directory(version=2)))
    device.sync.run()
    device.centre.publish(Publication(directory=device.centre.directory(version=1)))

    with pytest.raises(ReleaseRefused):
        device.sync.run()

    directory = device.held().directory
    assert directory is not None
    assert directory.version == 2


def test_a_programme_that_is_no_programme_is_refused(device: Device) -> None:
    device.centre.publish(Publication())
    device.centre.set_target("programmes/qinghe-hall-screen.json", b'{"a":1}')
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.MALFORMED


def test_a_shard_that_is_no_shard_is_refused(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    junk = device.centre.put(b'{"a":1}')
    device.centre.programme_version += 1
    programme = Publication().programme(device.centre.programme_version, (junk,))
    name = "programmes/qinghe-hall-screen.json"
    device.centre.set_target(name, programme.canonical())
    device.centre.release()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.MALFORMED
