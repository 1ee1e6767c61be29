"""Let the real centre answer over HTTP what a device's agent delivers and says."""

from collections.abc import Callable
from functools import partial

from programme.document import Document
from programme.enrolment import EnrolmentRequest
from programme.envelope import Envelope
from programme.errors import ContractError
from programme.keys import from_base64url
from publishing.device_api.answers import refusal
from publishing.errors import PublishingError
from tests.fakes.centre_server import CentreServer, Reply
from tests.fakes.delivery import SCREEN, Delivery


def open_real_door(server: CentreServer, delivery: Delivery) -> None:
    """Answer evidence and statuses as the centre does, and confirm whoever enrols."""
    conversations = delivery.conversations
    server.posts = {
        "/device/enrolment": _answer(partial(_enrolled, server, delivery)),
        "/device/evidence": _answer(conversations.take_evidence),
        "/device/status": _answer(conversations.take_status),
    }


def _enrolled(server: CentreServer, delivery: Delivery, body: bytes) -> Document:
    """Let staff type the code as soon as a device shows it."""
    delivery.conversations.enrol(body)
    asked = EnrolmentRequest.parse(from_base64url(Envelope.parse(body).payload))
    delivery.devices.confirm(
        delivery.county.people["publisher"],
        code=asked.code,
        group=SCREEN,
        name="大厅一号屏",
    )
    welcome = delivery.conversations.enrol(body)
    return welcome.model_copy(update={"wake_url": f"{server.url}/wake"})


def _answer(do: Callable[[bytes], Document]) -> Callable[[Envelope], Reply]:
    def answer(envelope: Envelope) -> Reply:
        try:
            return Reply(body=do(envelope.canonical()).canonical())
        except (PublishingError, ContractError) as error:
            told = refusal(error)
            return Reply(status=told.status_code, body=bytes(told.body))

    return answer
