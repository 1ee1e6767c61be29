import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from programme.canonical import canonical_bytes, canonical_value, sha256_hex
from programme.errors import DocumentMalformed

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/canonical.json").read_text("utf-8")
)

TEXTS = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


class Plain(dict[str, object]):
    """Be a mapping of another kind, which takes the long way to its bytes."""


def unusual(value: object) -> object:
    """Return a value with mappings that are no plain ones."""
    if isinstance(value, dict):
        return Plain({key: unusual(one) for key, one in value.items()})
    return list(map(unusual, value)) if isinstance(value, list) else value


ANY_TEXTS = st.text(
    st.sampled_from('aé\u0301\u0338n\n"\\\u1100\u1161县\u2028\U0001f600\ud800')
)
ANY_VALUES = st.recursive(
    ANY_TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXTS, inner),
)


def outcome(value: object) -> object:
    try:
        return canonical_bytes(value)
    except DocumentMalformed as error:
        return str(error)


@given(ANY_VALUES)
def test_the_short_way_to_the_bytes_gives_the_same_as_the_long_one(
    value: object,
) -> None:
    assert outcome([{"a": value}]) == outcome([Plain(a=unusual(value))])


@given(VALUES)
def test_canonical_bytes_give_back_the_value(value: object) -> None:
    assert canonical_value(canonical_bytes(value)) == value


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda v: v["name"])
def test_good_vectors_have_their_one_form(vector: dict[str, object]) -> None:
    data = canonical_bytes(vector["value"])

    assert data.decode() == vector["canonical"]
    assert sha256_hex(data) == vector["sha256"]


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda v: v["name"])
def test_bad_vectors_are_refused(vector: dict[str, str]) -> None:
    with pytest.raises(DocumentMalformed):
        canonical_value(vector["text"].encode("utf-8", "surrogatepass"))


def test_keys_are_sorted_by_utf16_code_units() -> None:
    value = {"\ue000": 1, "\U0001f600": 2, "b": 3, "a": 4}

    assert list(json.loads(canonical_bytes(value))) == [
        "a",
        "b",
        "\U0001f600",
        "\ue000",
    ]


@pytest.mark.parametrize(
    "value",
    [1.5, {1: "number as key"}, "half \ud800", "e\u0301", 2**53, b"bytes"],
    ids=["fraction", "key", "surrogate", "not NFC", "too large", "bytes"],
)
def test_values_without_a_form_are_refused(value: object) -> None:
    with pytest.raises(DocumentMalformed):
        canonical_bytes(value)


def test_keys_that_become_one_are_refused() -> None:
    with pytest.raises(DocumentMalformed):
        canonical_bytes({"a": 1, 1: 2})


@pytest.mark.parametrize("depth", [1_000, 1_200, 100_000])
def test_nesting_beyond_reason_is_refused(depth: int) -> None:
    deep = b"[" * depth + b"]" * depth

    with pytest.raises(DocumentMalformed):
        canonical_value(deep)
