import re
from functools import cache, lru_cache

from tests.fakes.remembered import remembered


def test_a_text_is_found_in_the_keys_the_values_and_the_patterns_of_caches() -> None:
    @cache
    def doubled(text: str) -> tuple[str, ...]:
        return (text, "".join(reversed(text)))

    @lru_cache(maxsize=4)
    def sized(text: str, *, by: int) -> int:
        return len(text) * by

    doubled("囗rab囗")
    sized("囗keyed囗", by=2)
    re.search(" ?".join("囗pat囗"), "")

    found = remembered("囗rab囗", "囗bar囗", "囗keyed囗", "囗pat囗", "囗none囗")

    assert found == {"囗rab囗", "囗bar囗", "囗keyed囗", "囗pat囗"}


def test_what_is_in_no_cache_is_not_found() -> None:
    kept = {"囗kept囗": "囗kept囗"}

    assert remembered(*kept) == set()
