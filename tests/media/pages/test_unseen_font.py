"""A font of one box, as other programs read it."""

import io
import struct

from PIL import ImageFont

from media.pages.unseen_font import unseen_font


def words_sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def test_a_font_reader_opens_it_and_finds_a_box_of_one_em() -> None:
    face = ImageFont.truetype(io.BytesIO(unseen_font()), 50)

    assert face.getlength("字") == 50
    assert face.getbbox("字", anchor="ls") == (0, -40, 50, 10)


def test_every_sum_of_the_font_is_right() -> None:
    font = unseen_font()
    count = struct.unpack_from(">H", font, 4)[0]
    for place in range(12, 12 + 16 * count, 16):
        tag, told, at, length = struct.unpack_from(">4sIII", font, place)
        body = bytearray(font[at : at + length])
        if tag == b"head":
            body[8:12] = bytes(4)

        assert words_sum(bytes(body)) == told, tag

    assert words_sum(font) == 0xB1B0AFBA
