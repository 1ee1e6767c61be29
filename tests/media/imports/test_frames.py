import io

import pytest

from media.imports.frames import PipeBroken, read_frame, write_frame


def test_frames_come_back_in_order() -> None:
    pipe = io.BytesIO()
    write_frame(pipe, b"one")
    write_frame(pipe, b"")
    pipe.seek(0)

    assert [read_frame(pipe, 10), read_frame(pipe, 10)] == [b"one", b""]


@pytest.mark.parametrize("data", [b"", b"\x00\x00", bytes(7) + b"\x05abc"])
def test_a_pipe_that_ends_early_is_broken(data: bytes) -> None:
    with pytest.raises(PipeBroken):
        read_frame(io.BytesIO(data), 10)


def test_a_frame_longer_than_allowed_is_not_read() -> None:
    with pytest.raises(PipeBroken):
        read_frame(io.BytesIO(b"\xff" * 8), 10)
