"""Say how somebody signs with a key of their own; nothing here is kept.

A passphrase opens the key for one act; a security key signs in the person's browser.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from programme.approval import Decision, own_statement
from programme.assertion import challenge_of
from programme.document import Base64Url, Instant, Sha256
from publishing.errors import PublishingError

_Bytes = Annotated[Base64Url, StringConstraints(max_length=4_000)]


class Assertion(BaseModel):
    """Be what a security key gave back over a decision of an instant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Sha256
    decided_at: Instant
    authenticator_data: _Bytes
    client_data_json: _Bytes
    signature: _Bytes


class OwnWord(BaseModel):
    """Be what a signature with one's own key needs: one of the two."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passphrase: str = Field(default="", max_length=200, repr=False)
    assertion: Assertion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Be how a browser asks for one security key."""

    key_id: str
    credential: str
    relying_party: str


class PassphraseNeeded(PublishingError):
    """Say that the person has a key of their own and must sign with it."""

    code = "passphrase_missing"
    status = 422

    def __init__(self, message: str = "") -> None:
        told = "您有自己的签名钥匙，请输入钥匙的口令再批。"
        super().__init__(message or told)


class OwnKeyNeeded(PassphraseNeeded):
    """Say that this very decision wants the person's own key; nothing has changed."""

    code = "own_key_needed"

    def __init__(
        self,
        decision: Decision,
        record: str | None,
        *,
        passphrase: bool,
        credentials: Iterable[Credential],
    ) -> None:
        self.decision = decision
        self.record = record
        self.passphrase = passphrase
        """Whether a key under a passphrase counts for it."""
        self.credentials = tuple(credentials)
        """The person's security keys that count for it."""
        super().__init__("这一步要用您自己的钥匙签。请输入钥匙口令，或者按安全密钥。")

    @property
    def challenge(self) -> str:
        """Return what a security key signs, as base64url."""
        return challenge_of(own_statement(self.decision, self.record))

    @property
    def decided_at(self) -> datetime:
        """Return the instant that the signature will say."""
        return self.decision.decided_at

    def more(self) -> Mapping[str, object]:
        """Return what a security key signs and what it says: the challenge is its hash.

        Who reckons the challenge from the decision need not believe this centre.
        """
        return {
            "challenge": self.challenge,
            "decision": self.decision.model_dump(mode="json"),
            "record": self.record,
            "passphrase": self.passphrase,
            "credentials": [asdict(one) for one in self.credentials],
        }
