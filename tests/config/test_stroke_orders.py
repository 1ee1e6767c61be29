import pytest

from config.stroke_orders import StrokeOrdersRefused, read_strokes, shipped_strokes


def test_the_shipped_orders_write_each_character_in_one_way() -> None:
    assert shipped_strokes() is shipped_strokes()
    assert shipped_strokes().order_of("身") == "3251113"
    assert shipped_strokes().order_of("薱") is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"orders = ",
        b"[orders]\n",
        b'[orders]\n6 = "x"\n',
        b'[orders]\n1 = ""\n',
        b"unknown = 1",
    ],
)
def test_a_damaged_list_is_refused(data: bytes) -> None:
    with pytest.raises(StrokeOrdersRefused, match="重新安装"):
        read_strokes(data)
