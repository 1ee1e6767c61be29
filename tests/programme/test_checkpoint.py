import base64

import pytest

from programme.checkpoint import (
    Checkpoint,
    CheckpointMalformed,
    LogKey,
    open_checkpoint,
    sign_checkpoint,
)
from programme.errors import SignatureRefused
from programme.keys import (
    SigningKey,
    from_base64url,
    key_id,
    to_base64url,
    verify,
)
from programme.merkle import leaf_hash

_KEY = SigningKey(bytes(range(32)))
_LOG = LogKey(origin="mingbai/qinghe", public=_KEY.public)
_SAID = Checkpoint(origin=_LOG.origin, size=42, root=leaf_hash(b"root"))
_NOTE = sign_checkpoint(_SAID, _KEY)
_ROOT = base64.b64encode(_SAID.root).decode()


def test_a_checkpoint_is_three_lines_a_blank_one_and_a_signature() -> None:
    origin, size, root, blank, signature, end = _NOTE.split("\n")

    assert (origin, size, root, blank, end) == ("mingbai/qinghe", "42", _ROOT, "", "")
    assert signature.startswith("— mingbai/qinghe ")
    assert base64.b64decode(signature.split()[2])[:4] == _LOG.id


def test_a_checkpoint_is_read_back_with_the_key_of_its_log() -> None:
    assert open_checkpoint(_NOTE, _LOG) == _SAID


def test_the_signed_note_that_its_inventors_publish_verifies() -> None:
    # Of the documentation of golang.org/x/mod/sumdb/note.
    line = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    said = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signed = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
        "KvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    public = to_base64url(base64.b64decode(line)[1:])

    assert LogKey(origin="PeterNeumann", public=public).id.hex() == "c74f20a3"
    assert signed[:4].hex() == "c74f20a3"
    verify(public=public, signature=to_base64url(signed[4:]), message=said.encode())


def test_a_key_is_one_line_that_can_be_handed_on() -> None:
    assert LogKey.parse(_LOG.text() + "\n") == _LOG
    assert _LOG.text().startswith(f"mingbai/qinghe+{_LOG.id.hex()}+A")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mingbai/qinghe",
        _LOG.text().replace("qinghe", "other"),
        _LOG.text().replace("+A", "+B"),
        _LOG.text()[:-4],
        _LOG.text() + "=",
        "Mingbai+" + _LOG.text().partition("+")[2],
    ],
)
def test_a_line_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(CheckpointMalformed):
        LogKey.parse(text)


@pytest.mark.parametrize(
    "note",
    [
        "",
        _NOTE[:-1],
        _NOTE + "\n",
        _NOTE.replace("\n\n", "\n"),
        _NOTE.replace("\n42\n", "\n042\n"),
        _NOTE.replace("\n42\n", "\n-1\n"),
        _NOTE.replace("\n42\n", "\n４２\n"),
        _NOTE.replace(_ROOT, _ROOT[:-4]),
        _NOTE.replace(_ROOT, _ROOT.rstrip("=")),
        _NOTE.replace(_ROOT, _ROOT + "!"),
        _NOTE.replace("— ", "- "),
        _NOTE.replace("\n", "\r\n"),
        _NOTE.replace("— mingbai/qinghe ", "— mingbai/qinghe"),
        "Ming Bai" + _NOTE.partition("mingbai/qinghe")[2],
        _NOTE + "— x AAAA\n",
        _NOTE + "x" * 5000,
    ],
)
def test_a_text_in_another_form_is_no_checkpoint(note: str) -> None:
    with pytest.raises(CheckpointMalformed):
        open_checkpoint(note, _LOG)


@pytest.mark.parametrize(
    "note",
    [
        _NOTE.replace("\n42\n", "\n43\n"),
        _NOTE.replace("mingbai/qinghe", "mingbai/others"),
        "\n".join(_NOTE.split("\n")[:4]) + "\n",
        _NOTE + _NOTE.split("\n")[4] + "\n",
        sign_checkpoint(_SAID, SigningKey.generate()),
    ],
)
def test_a_checkpoint_that_the_key_did_not_sign_is_refused(note: str) -> None:
    with pytest.raises(SignatureRefused):
        open_checkpoint(note, _LOG)


def test_a_witness_may_sign_beside_the_log() -> None:
    other = LogKey(origin="witness.example", public=SigningKey.generate().public)
    raw = other.id + from_base64url(_KEY.sign(b"anything"))
    line = f"— {other.origin} {base64.b64encode(raw).decode()}\n"

    assert open_checkpoint(_NOTE + line, _LOG) == _SAID


def test_an_origin_that_could_be_read_as_another_line_is_not_signed() -> None:
    with pytest.raises(CheckpointMalformed):
        sign_checkpoint(Checkpoint(origin="a\nb", size=1, root=_SAID.root), _KEY)


def test_a_key_is_known_by_the_fingerprint_of_its_bytes() -> None:
    assert _LOG.fingerprint == key_id(_KEY.public)
