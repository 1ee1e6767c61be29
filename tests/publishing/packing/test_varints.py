from hypothesis import given, strategies as st

from publishing.packing.varints import Reader, Writer


@given(st.lists(st.integers(-(2**60), 2**60)), st.binary(max_size=300))
def test_what_was_written_is_read(values: list[int], data: bytes) -> None:
    writer = Writer()
    for value in values:
        writer.number(abs(value))
        writer.signed(value)
    writer.sized(data)
    writer.raw(b"end")

    reader = Reader(writer.data())

    assert [(reader.number(), reader.signed()) for _ in values] == [
        (abs(value), value) for value in values
    ]
    assert (reader.sized(), reader.raw(3)) == (data, b"end")


def test_small_numbers_take_one_byte() -> None:
    writer = Writer()
    for value in (0, 63, -64):
        writer.signed(value)

    assert len(writer.data()) == 3
