"""What a telephone without network reads in the codes of the kiosk."""

import re

import zxingcpp
from PIL import Image, ImageDraw

from kiosk.guide_words import guide_words
from kiosk.take_away import code_svg, guide_text
from kiosk.words import read_words
from tests.fakes.device_store import demo_services

WORDS = read_words()["zh-CN"]
DEMO, _ = demo_services()
MODULE_PX = 4


def picture_of(svg: str) -> Image.Image:
    """Return the code of an SVG drawn as its path says: lines one module high."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0]) * MODULE_PX
    picture = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(picture)
    path = re.findall(r'stroke="#15212B"[^>]* d="([^"]*)"|d="([^"]*)"', svg)[-1]
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", "".join(path)):
        values = [float(one) for one in re.findall(r"-?[\d.]+", numbers)]
        if step == "h":
            left, top = x * MODULE_PX, (y - 0.5) * MODULE_PX
            right = (x + values[0]) * MODULE_PX - 1
            draw.rectangle((left, top, right, top + MODULE_PX - 1), fill=0)
            x += values[0]
        elif step == "M":
            x, y = values
        else:
            x, y = x + values[0], y + values[1]
    return picture


def test_every_code_of_the_demo_carries_its_text_itself() -> None:  # REQ-32
    counters = {one.id: one for one in DEMO.counters}
    offices = {one.id: one for one in DEMO.departments}
    for item in DEMO.items[::10]:
        counter = counters[item.counter]
        guide = guide_words(item, counter, offices[item.department], WORDS)
        text = guide_text(guide, WORDS)

        read = zxingcpp.read_barcodes(picture_of(code_svg(text).decode()))

        assert [found.text for found in read] == [text]
        assert item.plain_name in text
        assert counter.window in text
        assert counter.telephone in text
        assert "http" not in text
