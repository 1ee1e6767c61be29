from media.imports.trail import Trail
from programme.blocks import Paragraph


def test_every_place_says_what_became_of_it() -> None:
    trail = Trail()
    trail.at("第 1 段", "题")
    title = Paragraph(text="题")
    blocks = [*trail.follow((title,))]
    trail.at("第 2 段", "甲")
    trail.simplified("链接只留文字")
    blocks += trail.follow((Paragraph(text="甲"),))
    trail.between()
    trail.lost("嵌入的对象")
    trail.at("第 3 段", "乙")
    trail.title(title)

    parts = trail.parts(blocks[1:])

    told = [(p.label, p.blocks, p.is_title, p.simplified, p.lost) for p in parts]
    assert told == [
        ("第 1 段", (), True, (), ()),
        ("第 2 段", (0,), False, ("链接只留文字",), ()),
        ("第 3 段", (), False, (), ("嵌入的对象",)),
    ]


def test_a_place_without_words_is_left_out_and_one_with_a_loss_is_named() -> None:
    trail = Trail()
    trail.between()
    trail.at("第 1 段")
    trail.between()
    trail.lost("嵌入的对象")

    assert [part.label for part in trail.parts(())] == ["没有文字的一处"]
