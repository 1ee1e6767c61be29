import pytest

from sync_agent.inner.webp import webp_size
from tests.fakes.webp_heads import webp_page


def head(chunk: bytes, body: bytes) -> bytes:
    return b"RIFF\x40\0\0\0WEBP" + chunk + b"\x30\0\0\0" + body.ljust(40, b"\0")


@pytest.mark.parametrize("size", [(1, 1), (1520, 824), (16384, 16384)])
def test_a_lossless_picture_says_its_size(size: tuple[int, int]) -> None:
    assert webp_size(webp_page(*size)) == size


def test_a_lossy_picture_says_its_size() -> None:
    # The two highest bits are the scaling, no part of the size.
    body = b"\0\0\0\x9d\x01\x2a" + b"\x80\x47\x38\x03"

    assert webp_size(head(b"VP8 ", body)) == (0x0780, 0x0338)


def test_a_picture_with_extras_says_the_size_of_its_canvas() -> None:
    body = b"\x10\0\0\0" + (1919).to_bytes(3, "little") + (1079).to_bytes(3, "little")

    assert webp_size(head(b"VP8X", body)) == (1920, 1080)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>" * 20,
        webp_page()[:29],
        b"RIFF\x40\0\0\0WAVEfmt " + bytes(40),
        head(b"VP8 ", b"\0\0\0\x9d\x01\x2b"),
        head(b"VP8L", b"\x2e"),
        head(b"ALPH", b""),
    ],
)
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert webp_size(data) is None
