"""Speak in frames over a pipe: a length of eight bytes, then so many bytes."""

from typing import IO

_LENGTH = 8


class PipeBroken(Exception):
    """Say that the other side closed the pipe or sent more than it may."""


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)


def read_frame(pipe: IO[bytes], most: int) -> bytes:
    """Return the next frame.

    Raises:
        PipeBroken: The pipe ended early, or the frame is longer than allowed.
    """
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    if length > most:
        raise PipeBroken
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) != length:
        raise PipeBroken
    return data
