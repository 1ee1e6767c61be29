"""A display says only approved words; the agent reads what was signed as it is."""

import pytest

from directory.places import Place, Places
from sync_agent.store import Held, Store
from tests.fakes.device import Device
from tests.fakes.group_publication import HALL, Publication

PLACES = Places(
    places=(Place(unit="qinghe", name="清禾县", register_name="清禾县", hall=HALL),)
)
LIE = HALL.model_copy(update={"name": "谣言"})
PLAIN = "政务服务大厅"


@pytest.fixture
def lied_to(device: Device, monkeypatch: pytest.MonkeyPatch) -> Device:
    """Give a device of a county that wants approved words, and a hall that is none."""
    loose = device.centre.people()
    strict = loose.model_copy(update={"own_words": True})
    monkeypatch.setattr(device.centre, "people", lambda: strict)
    made = device.centre.directory(places=PLACES)
    approvals = device.centre.approvals(made.matter())
    entry = device.centre.approved("d-1")
    device.centre.publish(
        Publication(
            entries=[entry.model_copy(update={"register_number": "谣言 2026-0007"})],
            hall=LIE,
            directory=made.model_copy(update={"approvals": approvals}),
        )
    )
    device.sync.run()
    return device


def shown(device: Device) -> Held:
    held = Store(device.layout.root).load()
    assert held is not None
    return held


# REQ-12
def test_a_display_shows_the_approved_hall_and_the_agent_reads_what_came(
    lied_to: Device,
) -> None:
    raw = Store(lied_to.layout.root, as_signed=True).load()

    assert shown(lied_to).programme.hall == HALL
    assert shown(lied_to).items[0].entry.register_number == "2026-0007"
    assert raw is not None
    assert raw.programme.hall == LIE
    assert raw.items[0].entry.register_number == "谣言 2026-0007"


# REQ-12
def test_while_the_words_cannot_be_read_plain_ones_stand_and_nothing_is_damaged(
    lied_to: Device,
) -> None:
    path = Store(lied_to.layout.root).asset_path(PLACES.digest())
    assert path is not None
    path.unlink()

    held = shown(lied_to)

    assert held.programme.hall.name == PLAIN
    assert held.damaged == ()


def test_a_directory_without_words_leaves_plain_ones(lied_to: Device) -> None:
    made = lied_to.centre.directory(version=2)
    approvals = lied_to.centre.approvals(made.matter())
    bare = made.model_copy(update={"approvals": approvals})
    lied_to.centre.publish(Publication(hall=LIE, directory=bare))
    lied_to.sync.run()

    assert shown(lied_to).programme.hall.name == PLAIN
