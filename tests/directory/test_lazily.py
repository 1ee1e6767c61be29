from directory.lazily import Lazily


def test_a_thing_is_made_when_it_is_first_wanted_and_kept() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return f"no {number}"

    things = Lazily(make)

    assert [things[3], things[1], things[3]] == ["no 3", "no 1", "no 3"]
    assert made == [3, 1]
