"""Parts keep their words where they stand, however they are cut and put together."""

from PIL import Image, ImageDraw

from media.pages.written import Written
from publishing.feeds.stacking import Part, stacked, with_foot


def part(height: int, *lines: tuple[int, str]) -> Part:
    picture = Image.new("RGB", (100, height), "#fff")
    draw = ImageDraw.Draw(picture)
    written = []
    for baseline, text in lines:
        # As tall as its name is long, so that two names are two pictures.
        draw.rectangle((0, baseline - 5 * len(text), 50, baseline), fill="#000")
        written.append(Written(x=0, baseline=baseline, width=50, size=20, text=text))
    return Part(picture=picture, written=tuple(written))


def places(made: Part) -> list[tuple[int, str]]:
    return [(line.baseline, line.text) for line in made.written]


def test_a_page_below_another_leaves_out_the_title_that_both_begin_with() -> None:
    first = part(400, (30, "题"), (100, "一"))
    second = part(400, (30, "题"), (100, "二二"))

    (made,) = stacked([first, second], 1_000)

    assert [text for _, text in places(made)] == ["题", "一", "二二"]
    for baseline, _ in places(made):
        assert made.picture.getpixel((10, baseline - 1)) == (0, 0, 0)
    assert made.height < 400


def test_what_does_not_fit_begins_another_picture_with_its_title() -> None:
    first = part(400, (30, "题"), (300, "一"))
    second = part(400, (30, "题"), (300, "二二"))

    made = stacked([first, second], 380)

    assert [[text for _, text in places(one)] for one in made] == [
        ["题", "一"],
        ["题", "二二"],
    ]


def test_a_foot_stands_below_the_last_or_alone_where_there_is_no_room() -> None:
    body, foot = part(100, (30, "文")), part(50, (40, "脚"))

    (together,) = with_foot([body], foot, 150)
    apart = with_foot([body], foot, 149)

    assert places(together) == [(30, "文"), (140, "脚")]
    assert [places(one) for one in apart] == [[(30, "文")], [(40, "脚")]]
