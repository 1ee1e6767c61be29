"""What a security key signs is verified without a network."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from programme.approval import KeyKind, PersonKey, Role, WebauthnApproval
from programme.assertion import check_assertion, public_key
from programme.errors import SignatureRefused
from programme.keys import key_id, to_base64url
from tests.fakes.authenticator import Authenticator
from tests.fakes.verdicts import DEVICE, OTHER, decision

ED25519 = Authenticator("mingbai.example", Ed25519PrivateKey.generate())


def listed(device: Authenticator, public: str = "") -> PersonKey:
    """Return a key as the list of people names it."""
    told = public or device.public
    return PersonKey(
        kind=KeyKind.WEBAUTHN,
        id=key_id(device.public),
        public=told,
        person="approver-1",
        roles=tuple(Role),
        relying_party=device.relying_party,
    )


def refused(approval: WebauthnApproval, key: PersonKey, reason: str) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check_assertion(approval, key)

    assert reason in caught.value.reason


@pytest.mark.parametrize("device", [DEVICE, ED25519], ids=["ES256", "EdDSA"])
def test_both_algorithms_hold_with_and_without_a_record(device: Authenticator) -> None:
    check_assertion(device.approve(decision()), listed(device))
    check_assertion(device.approve(decision(), record=OTHER), listed(device))


@pytest.mark.parametrize("device", [DEVICE, ED25519], ids=["ES256", "EdDSA"])
def test_another_keys_signature_is_refused(device: Authenticator) -> None:
    other = device.approve(decision("approver-1", Role.REVIEWER))
    changed = device.approve(decision()).model_copy(
        update={"signature": other.signature}
    )

    refused(changed, listed(device), "签名与内容不符")


# REQ-12
def test_the_record_of_a_meeting_is_signed_with_the_decision() -> None:
    good = DEVICE.approve(decision(), record=OTHER)

    for record in (None, "c" * 64):
        changed = good.model_copy(update={"record": record})
        refused(changed, listed(DEVICE), "签的不是这一份")


def test_a_key_that_was_pressed_inside_another_page_is_refused() -> None:
    framed = DEVICE.approve(decision(), crossOrigin=True)

    refused(framed, listed(DEVICE), "别的网页")
    check_assertion(DEVICE.approve(decision(), crossOrigin=False), listed(DEVICE))


@pytest.mark.parametrize(
    "field", ["authenticator_data", "client_data_json", "signature"]
)
def test_bytes_that_are_no_base64url_are_refused_and_never_raise_otherwise(
    field: str,
) -> None:
    broken = DEVICE.approve(decision()).model_copy(update={field: "A"})

    refused(broken, listed(DEVICE), "字节写法不对")


def test_client_data_that_nests_without_end_is_refused() -> None:
    deep = DEVICE.approve(decision(), client_data=b"[" * 200_000)

    refused(deep, listed(DEVICE), "不是 JSON")


def der(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> str:
    public = key.public_key()
    return to_base64url(
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )


@pytest.mark.parametrize(
    ("public", "reason"),
    [
        ("", "公钥不是公钥"),
        ("AAAA", "公钥不是公钥"),
        (der(ec.generate_private_key(ec.SECP384R1())), "不是 P-256"),
        (der(rsa.generate_private_key(65537, 2048)), "不是 P-256"),
    ],
    ids=["nothing", "no key", "another curve", "RSA"],
)
def test_a_key_of_another_kind_is_no_key(public: str, reason: str) -> None:
    with pytest.raises(SignatureRefused) as caught:
        public_key(public)

    assert reason in caught.value.reason
