from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.device import Earphones, Loudness
from kiosk.earphones import HEADPHONE_SWITCH, by_earphones, switches_of


def limits_with(earphones: Earphones, jack: Path | None = None) -> Loudness:
    """Return limits of a hall with these earphones."""
    return Loudness(
        most=0.9,
        quiet_most=0.5,
        quiet_from=time(20),
        quiet_to=time(7, 30),
        earphones=earphones,
        jack_device=jack,
    )


def test_a_handset_is_always_by_ear_and_a_loudspeaker_never() -> None:
    assert by_earphones(limits_with(Earphones.ONLY))
    assert not by_earphones(limits_with(Earphones.NONE))


def test_a_jack_counts_while_something_is_in_it(tmp_path: Path) -> None:
    limits = limits_with(Earphones.JACK, tmp_path)

    assert by_earphones(limits, lambda _: 1 << HEADPHONE_SWITCH)
    assert not by_earphones(limits, lambda _: ~(1 << HEADPHONE_SWITCH))


def test_a_jack_that_cannot_be_read_leaves_the_limits_in_force(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    no_device = tmp_path / "event"
    no_device.write_bytes(b"")

    with pytest.raises(OSError, match="ioctl"):
        switches_of(no_device)
    assert not by_earphones(limits_with(Earphones.JACK, no_device))
    assert "jack" in caplog.text


def test_a_jack_without_its_device_is_no_setting() -> None:
    with pytest.raises(ValidationError, match="jack_device"):
        limits_with(Earphones.JACK)
