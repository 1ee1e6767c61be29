import pytest

from config.writing_words import WritingRefused, read_writing, shipped_writing


def test_the_list_ships_with_the_product() -> None:
    listed = shipped_writing()

    assert listed.characters[0] == "的"
    assert len(set(listed.characters)) == len(listed.characters)
    assert "大厅" in listed.phrases


@pytest.mark.parametrize("data", [b"\xff", b"common = 1", b'other = "x"', b"[["])
def test_a_damaged_list_is_refused(data: bytes) -> None:
    with pytest.raises(WritingRefused, match="重新安装"):
        read_writing(data)
