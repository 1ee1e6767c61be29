"""Speak with the centre's device API: sealed words out, checked answers in."""

from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError

from programme.approval import KeyKind, People
from programme.document import Document
from programme.enrolment import (
    PURPOSE_BATCH,
    PURPOSE_CHAIN_HEAD,
    PURPOSE_ENROLMENT,
    PURPOSE_STATUS,
    ChainHead,
    DeviceStatus,
    EnrolmentAccepted,
    EnrolmentRequest,
    EnrolmentWaiting,
    SignedTime,
)
from programme.envelope import Envelope, seal, unseal
from programme.errors import ContractError, SignatureRefused
from programme.glass import PURPOSE_CAPTURE, CapturePart, CaptureReceipt
from programme.keys import SigningKey
from programme.records import Batch, BatchReceipt
from sync_agent.inner.errors import DeviceUnknown, EnrolmentRefused
from sync_agent.inner.http import Answer, Http
from sync_agent.inner.http_errors import AnswerRefused

PURPOSE_TIME = "mingbai.time/1"
_GOOD, _WAITING = 200, 202
_UNAUTHORISED, _FORBIDDEN, _CONFLICT = 401, 403, 409
_MOST_BYTES = 1024 * 1024
_MOST_NUMBER = 2**53
"""Of a record; no chain gets so far, and no outbox can look for more."""
Kind = TypeVar("Kind", bound=Document)


class ChainAhead(AnswerRefused):
    """Say that the centre has less of a chain than it once confirmed.

    So it is after a restore from a backup.
    """

    code = "chain_ahead"

    def __init__(
        self,
        url: str,
        status: int,
        *,
        number: int,
        asked: str = "",
        head: Envelope | None = None,
    ) -> None:
        self.number = number
        self.asked = asked
        """The digest of the batch that was refused."""
        self.head = head
        """The centre's signed word of how far it has the chain, where it said so."""
        super().__init__(url, status)

    def signed_head(self, people: People) -> ChainHead | None:
        """Return where the centre says the chain ends, if a key of it signed that.

        Nothing that was said of another batch counts: it may be old.
        """
        for key in people.keys:
            if (
                self.head is not None
                and key.kind is KeyKind.CENTRE
                and key.id == self.head.key
            ):
                return self._unsealed(self.head, key.public)
        return None

    def _unsealed(self, envelope: Envelope, public: str) -> ChainHead | None:
        try:
            head = unseal(envelope, ChainHead, PURPOSE_CHAIN_HEAD, public)
        except (SignatureRefused, ContractError):
            return None
        fits = head.asked == self.asked and head.number + 1 == self.number
        return head if fits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Be what the centre signed in answer to a status."""

    word: SignedTime
    key: str
    """Which of its keys did."""


class _ErrorWords(BaseModel):
    code: str = ""
    """Empty where it was not the centre that answered, but something in between."""
    message: str = ""
    number: Annotated[int, Field(ge=0, le=_MOST_NUMBER)] = 0
    head: Envelope | None = None


class _ErrorAnswer(BaseModel):
    error: _ErrorWords = _ErrorWords()


class DeviceApi:
    """Be the device's end of the device API."""

    def __init__(self, http: Http, centre_url: str, key: SigningKey) -> None:
        self._http = http
        self._url = centre_url.rstrip("/") + "/device"
        self._key = key

    def enrol(self, request: EnrolmentRequest) -> EnrolmentWaiting | EnrolmentAccepted:
        """Ask to be known.

        Raises:
            EnrolmentRefused: The centre does not take this device with this code.
            HttpFailed: The centre does not answer as it should.
        """
        answer = self._say("enrolment", request, PURPOSE_ENROLMENT)
        words = _words_of(answer)
        match answer.status:
            case 200:
                return self._read(EnrolmentAccepted, answer, "enrolment")
            case 202:
                return self._read(EnrolmentWaiting, answer, "enrolment")
            case 403 if words.code:
                raise EnrolmentRefused(words.message)
            case _:
                raise AnswerRefused(f"{self._url}/enrolment", answer.status)

    def deliver(self, batch: Batch) -> BatchReceipt:
        """Hand over records.

        Raises:
            DeviceUnknown: The centre does not know this device's key any more.
            ChainAhead: Earlier records must come first; its number is the first.
            AnswerRefused: The centre refuses the batch, or answers anything else.
            HttpFailed: The centre does not answer as it should.
        """
        answer = self._say("evidence", batch, PURPOSE_BATCH)
        self._must_be_known(answer)
        words = _words_of(answer)
        if answer.status == _CONFLICT and words.code == ChainAhead.code:
            raise ChainAhead(
                f"{self._url}/evidence",
                answer.status,
                number=words.number,
                asked=batch.digest(),
                head=words.head,
            )
        receipt = self._read(BatchReceipt, answer, "evidence")
        if (receipt.device, receipt.writer) != (batch.device, batch.writer):
            # Taken for this chain's, it would have records forgotten that nobody has.
            raise AnswerRefused(f"{self._url}/evidence", answer.status, answer.body)
        return receipt

    def deliver_part(self, part: CapturePart) -> CaptureReceipt:
        """Hand over a part of a picture.

        Raises:
            DeviceUnknown: The centre does not know this device's key any more.
            AnswerRefused: The centre does not take it, or answers anything else.
            HttpFailed: The centre does not answer as it should.
        """
        answer = self._say("capture", part, PURPOSE_CAPTURE)
        self._must_be_known(answer)
        receipt = self._read(CaptureReceipt, answer, "capture")
        if receipt.picture != part.picture:
            raise AnswerRefused(f"{self._url}/capture", answer.status, answer.body)
        return receipt

    def report(self, status: DeviceStatus, people: People | None) -> Heard | None:
        """Say how the device fares; return the centre's time where it is to be trusted.

        Raises:
            DeviceUnknown: The centre does not know this device's key any more.
            HttpFailed: The centre does not answer as it should.
        """
        answer = self._say("status", status, PURPOSE_STATUS)
        self._must_be_known(answer)
        envelope = self._read(Envelope, answer, "status")
        return None if people is None else _time_of(envelope, people)

    def _say(self, path: str, document: Document, purpose: str) -> Answer:
        body = seal(document, purpose, self._key).canonical()
        return self._http.post(f"{self._url}/{path}", body, most_bytes=_MOST_BYTES)

    def _must_be_known(self, answer: Answer) -> None:
        words = _words_of(answer)
        if answer.status in {_UNAUTHORISED, _FORBIDDEN} and words.code:
            raise DeviceUnknown(words.message)

    def _read(self, kind: type[Kind], answer: Answer, path: str) -> Kind:
        """Return what an answer says.

        Raises:
            AnswerRefused: It is an error, or something else altogether.
        """
        url = f"{self._url}/{path}"
        if answer.status not in {_GOOD, _WAITING}:
            raise AnswerRefused(url, answer.status, answer.body, later_s=answer.later_s)
        try:
            return kind.model_validate_json(answer.body)
        except ValidationError as error:
            raise AnswerRefused(url, answer.status, answer.body) from error


def _time_of(envelope: Envelope, people: People) -> Heard | None:
    """Return the time that a key of the centre signed; None: no such key did."""
    for key in people.keys:
        if key.kind is KeyKind.CENTRE and key.id == envelope.key:
            try:
                word = unseal(envelope, SignedTime, PURPOSE_TIME, key.public)
            except (SignatureRefused, ContractError):
                return None
            return Heard(word=word, key=key.id)
    return None


def _words_of(answer: Answer) -> _ErrorWords:
    try:
        return _ErrorAnswer.model_validate_json(answer.body).error
    except ValidationError:
        return _ErrorWords()
