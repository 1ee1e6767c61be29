"""Let the real centre answer over HTTP what a device's agent delivers and says."""

from collections.abc import Callable

from programme.document import Document
from programme.envelope import Envelope
from programme.errors import ContractError
from publishing.device_api.answers import refusal
from publishing.errors import PublishingError
from tests.fakes.centre_server import CentreServer, Reply
from tests.fakes.delivery import Delivery


def open_real_door(server: CentreServer, delivery: Delivery) -> None:
    """Answer evidence and statuses as the centre does."""
    conversations = delivery.conversations
    server.posts = {
        "/device/evidence": _answer(conversations.take_evidence),
        "/device/status": _answer(conversations.take_status),
    }


def _answer(do: Callable[[bytes], Document]) -> Callable[[Envelope], Reply]:
    def answer(envelope: Envelope) -> Reply:
        try:
            return Reply(body=do(envelope.canonical()).canonical())
        except (PublishingError, ContractError) as error:
            told = refusal(error)
            return Reply(status=told.status_code, body=bytes(told.body))

    return answer
