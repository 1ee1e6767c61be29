import pytest
from hypothesis import given, strategies as st

from programme.errors import SignatureRefused
from programme.keys import (
    SigningKey,
    from_base64url,
    key_id,
    to_base64url,
    verify,
)


def test_a_key_survives_its_raw_bytes() -> None:
    key = SigningKey.generate()

    assert SigningKey(key.raw).public == key.public
    assert len(key_id(key.public)) == 64


@given(st.binary(max_size=200))
def test_a_signature_over_any_message_verifies(message: bytes) -> None:
    key = SigningKey(bytes(range(32)))

    verify(public=key.public, signature=key.sign(message), message=message)


def test_ed25519_signatures_are_those_of_the_standard() -> None:
    """RFC 8032, section 7.1, test 1."""
    key = SigningKey(
        bytes.fromhex(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        )
    )

    assert from_base64url(key.public).hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert from_base64url(key.sign(b"")).hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_a_signature_over_something_else_is_refused() -> None:
    key = SigningKey.generate()

    with pytest.raises(SignatureRefused):
        verify(public=key.public, signature=key.sign(b"a"), message=b"b")


def test_a_key_that_is_no_key_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        verify(public=to_base64url(b"short"), signature="", message=b"")


@given(st.binary(max_size=100))
def test_base64url_comes_back(data: bytes) -> None:
    assert from_base64url(to_base64url(data)) == data


@pytest.mark.parametrize("text", ["A", "AB", "a b", "汉", "AA=="])
def test_a_second_way_to_write_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        from_base64url(text)
