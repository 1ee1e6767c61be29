import pytest

from programme.document import Document
from programme.envelope import Envelope, seal, unseal
from programme.errors import DocumentMalformed, SignatureRefused
from programme.keys import SigningKey, to_base64url


class Word(Document):
    said: str


class Other(Document):
    other: int


PURPOSE = "mingbai.word/1"
KEY = SigningKey.generate()
SEALED = seal(Word(said="在"), PURPOSE, KEY)


def test_a_sealed_word_comes_out_as_it_went_in() -> None:
    assert unseal(SEALED, Word, PURPOSE, KEY.public) == Word(said="在")


def test_another_purpose_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        unseal(SEALED, Word, "mingbai.other/1", KEY.public)


def test_another_key_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        unseal(SEALED, Word, PURPOSE, SigningKey.generate().public)


@pytest.mark.parametrize(
    "change",
    [
        {"payload": to_base64url(Word(said="不在").canonical())},
        {"payload": "A"},
        {"signature": to_base64url(bytes(64))},
        {"signature": "A"},
    ],
    ids=["payload", "payload is no base64", "signature", "signature is no base64"],
)
def test_a_changed_envelope_is_refused(change: dict[str, str]) -> None:
    changed = Envelope(**{**SEALED.model_dump(), **change})

    with pytest.raises(SignatureRefused):
        unseal(changed, Word, PURPOSE, KEY.public)


def test_a_good_signature_over_another_document_is_refused() -> None:
    sealed = seal(Other(other=1), PURPOSE, KEY)

    with pytest.raises(DocumentMalformed):
        unseal(sealed, Word, PURPOSE, KEY.public)
