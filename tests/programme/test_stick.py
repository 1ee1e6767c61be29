"""What lies where on a stick is known to both halves alike."""

import pytest

from programme.stick import (
    back_folder,
    batch_name,
    is_batch,
    is_part,
    letter_path,
    part_name,
    welcome_path,
)

KEY = "ab" * 32


def test_every_path_lies_in_the_stick_s_own_folder() -> None:
    paths = (welcome_path(KEY), letter_path("qinghe-hall-1"), back_folder(KEY))

    assert {path.partition("/")[0] for path in paths} == {"mingbai"}
    assert len(set(paths)) == 3


def test_names_of_batches_and_pictures_sort_as_they_were_made() -> None:
    batches = [batch_name("player-1", first) for first in (1, 20, 300, 1_000_000)]
    parts = [part_name(KEY, offset) for offset in (0, 32_768, 393_216)]

    assert sorted(batches) == batches
    assert sorted(parts) == parts
    assert all(map(is_batch, batches))
    assert all(map(is_part, parts))


@pytest.mark.parametrize(
    "name", ["batch-..-1.json", "batch-a-1.json", "picture-x-1.json", "x", ".new", ""]
)
def test_other_names_are_none_of_ours(name: str) -> None:
    assert not is_batch(name)
    assert not is_part(name)
