import pytest

from programme.keys import from_base64url, to_base64url
from programme.sealed_box import BoxRefused, OpeningKey, OpeningKeys, seal_box

PURPOSE = "test/1"


def test_only_the_key_that_a_box_is_sealed_to_opens_it() -> None:
    # REQ-50
    key = OpeningKey.generate()
    box = seal_box("窗口在哪里".encode(), public=key.public, purpose=PURPOSE)

    assert OpeningKey(key.raw).open(box, PURPOSE).decode() == "窗口在哪里"
    with pytest.raises(BoxRefused):
        OpeningKey.generate().open(box, PURPOSE)


def test_two_boxes_of_the_same_words_have_nothing_in_common() -> None:
    key = OpeningKey.generate()
    boxes = {seal_box(b"same", public=key.public, purpose=PURPOSE) for _ in range(8)}

    assert len(boxes) == 8


def test_a_box_for_another_purpose_or_with_a_flipped_bit_stays_shut() -> None:
    key = OpeningKey.generate()
    box = seal_box(b"words", public=key.public, purpose=PURPOSE)

    with pytest.raises(BoxRefused):
        key.open(box, "test/2")
    data = from_base64url(box)
    for at in range(len(data)):
        spoiled = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
        with pytest.raises(BoxRefused):
            key.open(to_base64url(spoiled), PURPOSE)


@pytest.mark.parametrize("box", ["", "AAAA", "!", "A" * 43])
def test_what_is_no_box_is_refused(box: str) -> None:
    with pytest.raises(BoxRefused) as refused:
        OpeningKey.generate().open(box, PURPOSE)

    assert "打不开" in str(refused.value)


@pytest.mark.parametrize("public", ["", "AAAA", "?"])
def test_nothing_is_sealed_to_what_is_no_key(public: str) -> None:
    with pytest.raises(BoxRefused):
        seal_box(b"words", public=public, purpose=PURPOSE)


def test_several_keys_open_what_was_sealed_to_any_of_them() -> None:
    old, new = OpeningKey.generate(), OpeningKey.generate()
    keys = OpeningKeys((new, old))
    for key in (old, new):
        box = seal_box(b"words", public=key.public, purpose=PURPOSE)
        assert keys.open(box, PURPOSE) == b"words"
    gone = seal_box(b"words", public=old.public, purpose=PURPOSE)
    with pytest.raises(BoxRefused, match="销毁"):
        OpeningKeys((new,)).open(gone, PURPOSE)
