"""Do what devices ask for: each call is one transaction; HTTP is not known here."""

from programme.clock import Clock
from programme.document import Document
from programme.enrolment import (
    PURPOSE_CHAIN_HEAD,
    PURPOSE_TIME,
    ChainHead,
    SignedTime,
)
from programme.envelope import Envelope, seal
from programme.glass import CaptureReceipt
from programme.keys import SigningKey, from_base64url
from programme.records import Batch, BatchReceipt
from programme.sealed_box import Opener
from publishing.calendar.current import Calendars
from publishing.database import Database
from publishing.evidence.errors import ChainAhead, ChainRefused
from publishing.evidence.intake import (
    Delivery,
    Taking,
    note_refusal,
    take_in,
)
from publishing.evidence.pictures import take_part
from publishing.files import FileStore
from publishing.fleet.enrolment import (
    Welcome,
    answer,
    forget_expired,
    open_request,
)
from publishing.fleet.reports import (
    device_of,
    note_carried_status,
    note_status,
)
from publishing.fleet.restarts import answer_to


class Conversations:
    """Answer devices."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        time_key: SigningKey,
        welcome: Welcome,
        calendars: Calendars,
        pictures: FileStore,
        opening_key: Opener | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._time_key = time_key
        self._welcome = welcome
        self._calendars = calendars
        self._pictures = pictures
        self._opening_key = opening_key

    def enrol(self, body: bytes) -> Document:
        """Answer a request to be known: wait, or welcome.

        Raises:
            DocumentMalformed: The bytes are no envelope.
            DeviceRefused: The request cannot be taken.
        """
        request = open_request(Envelope.parse(body))
        with self._database.session() as session:
            return answer(session, request, self._welcome, self._clock.now())

    def enrol_carried(self, body: bytes) -> Document:
        """Answer a request that came on a stick, however long it was on its way.

        Its code cannot be changed where it is shown: one that has expired counts anew.

        Raises:
            DocumentMalformed: The bytes are no envelope.
            DeviceRefused: The request cannot be taken.
        """
        request = open_request(Envelope.parse(body))
        now = self._clock.now()
        with self._database.session() as session:
            forget_expired(session, request, now)
            return answer(session, request, self._welcome, now)

    def take_evidence(self, body: bytes) -> BatchReceipt:
        """Store a batch exactly once.

        Raises:
            ContractError: The bytes are no signed batch of a device.
            DeviceRefused: The county does not know the device.
            EvidenceRefused: The batch is not taken.
        """
        delivery = Delivery(envelope=Envelope.parse(body), body=body)
        now = self._clock.now()
        try:
            with self._database.session() as session:
                device = device_of(session, delivery.envelope)
                taking = Taking(
                    at=now,
                    workdays=self._calendars.workdays,
                    opening_key=self._opening_key,
                )
                return take_in(session, device, delivery, taking)
        except ChainRefused as refused:
            self._note(delivery, refused)
            raise
        except ChainAhead as ahead:
            raise self._signed(delivery, ahead) from ahead

    def take_capture(self, body: bytes) -> CaptureReceipt:
        """Keep a part of a picture that a device took of its glass.

        Raises:
            ContractError: The bytes are no signed part of a device.
            DeviceRefused: The county does not know the device.
            EvidenceRefused: The part is not taken, or not yet.
            StorageFailed: The disk refused.
        """
        envelope = Envelope.parse(body)
        now = self._clock.now()
        with self._database.session() as session:
            device = device_of(session, envelope)
            return take_part(session, device, envelope, self._pictures, now)

    def take_status(self, body: bytes) -> Envelope:
        """Keep a status and answer with the signed time.

        Raises:
            ContractError: The bytes are no signed status of a device.
            DeviceRefused: The county does not know the device.
        """
        envelope = Envelope.parse(body)
        with self._database.session() as session:
            device = device_of(session, envelope)
            now = self._clock.now()
            noted = note_status(session, device, envelope, now)
            restart = answer_to(session, device, noted.status, now)
        told = SignedTime(at=self._clock.now(), twin=noted.has_twin, restart=restart)
        return seal(told, PURPOSE_TIME, self._time_key)

    def _signed(self, delivery: Delivery, ahead: ChainAhead) -> ChainAhead:
        """Return the same, with the chain's end signed: the device goes on from it."""
        batch = Batch.parse(from_base64url(delivery.envelope.payload))
        head = ChainHead(
            device=batch.device,
            writer=batch.writer,
            number=ahead.stored_to,
            link=ahead.link,
            asked=batch.digest(),
        )
        return ChainAhead(
            number=ahead.number,
            stored_to=ahead.stored_to,
            link=ahead.link,
            head=seal(head, PURPOSE_CHAIN_HEAD, self._time_key),
        )

    def take_carried_status(self, body: bytes) -> None:
        """Keep a status that came on a stick, unless a newer one is here.

        Raises:
            ContractError: The bytes are no signed status of a device.
            DeviceRefused: The county does not know the device.
        """
        envelope = Envelope.parse(body)
        with self._database.session() as session:
            device = device_of(session, envelope)
            note_carried_status(session, device, envelope, self._clock.now())

    def _note(self, delivery: Delivery, refused: ChainRefused) -> None:
        with self._database.session() as session:
            device = device_of(session, delivery.envelope)
            note_refusal(session, device, delivery, refused, self._clock.now())
