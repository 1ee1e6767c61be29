import pytest

from programme.echo import ECHO_TARGET, Echo, EchoEntry, Progress
from programme.questions import number_of
from programme.sealed_box import OpeningKey
from sync_agent.disk import DiskRefused
from sync_agent.echoes import echo_token, read_echo
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication

KEY = OpeningKey.generate()


def echo(version: int) -> Echo:
    entry = EchoEntry(number=number_of(version), progress=Progress.ROUTED)
    return Echo(version=version, sealing_key=KEY.public, entries=(entry,))


def told(device: Device, data: bytes) -> None:
    device.centre.set_target(ECHO_TARGET, data)
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()


def test_a_device_keeps_the_newest_echo_wall(device: Device) -> None:
    root = device.layout.root
    assert read_echo(root) is None
    assert echo_token(root) == ""

    told(device, echo(1).canonical())
    first = echo_token(root)
    told(device, echo(1).canonical())
    assert echo_token(root) == first
    told(device, echo(2).canonical())

    assert read_echo(root) == echo(2)
    assert echo_token(root) != first
    assert device.shown() == ["d-1"]


@pytest.mark.parametrize("data", [b"no echo", echo(2).canonical(), echo(3).canonical()])
def test_what_is_older_or_no_echo_wall_changes_nothing(
    device: Device, data: bytes
) -> None:
    told(device, echo(3).canonical())

    told(device, data + b"" if data != echo(3).canonical() else echo_three_other())

    assert read_echo(device.layout.root) == echo(3)
    assert device.shown() == ["d-1"]


def echo_three_other() -> bytes:
    """Say something else under the same version."""
    return echo(3).model_copy(update={"entries": ()}).canonical()


def test_a_spoiled_file_is_none_and_comes_again(device: Device) -> None:
    told(device, echo(1).canonical())
    device.layout.echo.write_bytes(b"spoiled")
    assert read_echo(device.layout.root) is None

    told(device, echo(1).canonical())

    assert read_echo(device.layout.root) == echo(1)


def test_a_disk_that_refuses_is_told(device: Device) -> None:
    device.layout.echo.mkdir(parents=True)

    with pytest.raises(DiskRefused):
        told(device, echo(1).canonical())
    assert read_echo(device.layout.root) is None


# F19
def test_after_other_everyday_keys_a_lower_version_is_taken(device: Device) -> None:
    told(device, echo(900).canonical())
    device.centre.turn_root()

    told(device, echo(2).canonical())

    assert read_echo(device.layout.root) == echo(2)
