import pytest

from sync_agent.disk import DiskRefused
from sync_agent.inner.adoption import Adoption
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox
from sync_agent.outbox_file import path_of, writers_in
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication


@pytest.fixture
def showing(device: Device) -> Device:
    """Give a device that shows d-1."""
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    return device


def pointers(layout: Layout) -> list[bytes]:
    return [path.read_bytes() for path in (layout.pointer, layout.pointer_copy)]


@pytest.mark.parametrize("name", ["pointer", "pointer_copy"])
@pytest.mark.parametrize("damage", ["spoil", "remove"])
def test_a_pointer_that_is_spoiled_or_gone_is_written_again(
    showing: Device, name: str, damage: str
) -> None:
    before = pointers(showing.layout)
    path = getattr(showing.layout, name)
    if damage == "spoil":
        path.write_bytes(b"rubbish")
    else:
        path.unlink()

    Adoption(showing.layout, showing.outbox).heal(showing.held().adopted)

    assert pointers(showing.layout) == before


def test_whole_pointers_are_not_written_again(showing: Device) -> None:
    before = showing.layout.pointer.stat()

    Adoption(showing.layout, showing.outbox).heal(showing.held().adopted)

    assert showing.layout.pointer.stat().st_ino == before.st_ino


def test_a_receipt_that_cannot_be_written_keeps_nothing_from_being_shown(
    device: Device,
) -> None:
    path = path_of(device.layout.root, "agent-1")
    path.mkdir()
    outbox = Outbox(path, "agent-1", device.clock)
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    adopted = device.held().adopted

    Adoption(device.layout, outbox).adopt(adopted)

    assert device.shown() == ["d-1"]
    assert outbox.held == 1
    path.rmdir()
    outbox.close()
    assert "agent-1" in writers_in(device.layout.root)


def test_a_disk_that_refuses_the_pointer_leaves_the_former_set(
    showing: Device,
) -> None:
    adopted = showing.held().adopted
    copy = showing.layout.pointer_copy.read_bytes()
    showing.layout.pointer.unlink()
    showing.layout.pointer.mkdir()

    with pytest.raises(DiskRefused):
        Adoption(showing.layout, showing.outbox).adopt(adopted)

    assert showing.layout.pointer_copy.read_bytes() == copy
