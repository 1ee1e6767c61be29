"""A word on a stick is believed where the county's own certificate vouches for it."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from programme.document import Document
from programme.errors import DocumentMalformed, SignatureRefused
from programme.keys import to_base64url
from programme.stick import Vouched
from programme.vouching import vouch, vouched
from publishing.release.authority import Certified, make_authority, make_server
from tests.fakes.certified import other_kind_of_server
from tests.fakes.hand_clock import NOON


class Word(Document):
    said: str


class Other(Document):
    other: int


PURPOSE = "mingbai.word/1"
COUNTY = make_authority("qinghe", NOON)
NEIGHBOUR = make_authority("qinghe", NOON)
SERVER = make_server(COUNTY, ["127.0.0.1"], NOON)


def said(server: Certified = SERVER, key: bytes | None = None) -> Vouched:
    return vouch(
        Word(said="在"),
        PURPOSE,
        certificate=server.certificate,
        private_key=key or server.private_key,
    )


def heard(word: Vouched, *, authority: bytes = COUNTY.certificate) -> Word:
    return vouched(word, Word, PURPOSE, authority=authority, now=NOON)


def test_a_word_is_heard_as_it_was_said() -> None:
    assert heard(said()) == Word(said="在")


def test_any_of_several_authorities_may_have_issued_the_certificate() -> None:
    both = NEIGHBOUR.certificate + COUNTY.certificate

    assert heard(said(), authority=both) == Word(said="在")


def test_a_neighbour_of_the_same_name_vouches_for_nothing() -> None:
    foreign = make_server(NEIGHBOUR, ["127.0.0.1"], NOON)

    with pytest.raises(SignatureRefused, match="不是本县"):
        heard(said(foreign))


def test_the_authority_itself_is_no_server() -> None:
    with pytest.raises(SignatureRefused, match="不是本县"):
        heard(said(COUNTY))


@pytest.mark.parametrize("away", [timedelta(days=-2), timedelta(days=36_500)])
def test_outside_its_time_a_certificate_vouches_for_nothing(away: timedelta) -> None:
    with pytest.raises(SignatureRefused, match="时钟"):
        vouched(said(), Word, PURPOSE, authority=COUNTY.certificate, now=NOON + away)


@pytest.mark.parametrize(
    "change",
    [
        {"payload": to_base64url(Word(said="不在").canonical())},
        {"payload": "A"},
        {"signature": "A"},
        {"signature": to_base64url(b"none")},
        {"certificate": "none"},
        {"purpose": "mingbai.other/1"},
    ],
)
def test_a_changed_word_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(SignatureRefused):
        heard(said().model_copy(update=change))


def test_an_unreadable_authority_is_refused() -> None:
    with pytest.raises(SignatureRefused, match="读不懂"):
        heard(said(), authority=b"none")


def test_another_document_under_the_same_purpose_is_refused() -> None:
    with pytest.raises(DocumentMalformed):
        vouched(said(), Other, PURPOSE, authority=COUNTY.certificate, now=NOON)


def test_a_certificate_of_another_kind_of_key_is_refused() -> None:
    other = other_kind_of_server(COUNTY, NOON)
    word = said().model_copy(update={"certificate": other.decode()})

    with pytest.raises(SignatureRefused, match="P-256"):
        heard(word)


def test_only_the_key_of_a_certificate_can_vouch() -> None:
    ed25519 = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )

    with pytest.raises(SignatureRefused, match="P-256"):
        said(key=ed25519)
    with pytest.raises(SignatureRefused, match="读不懂"):
        said(key=b"none")
