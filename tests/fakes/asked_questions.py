"""Have residents' questions come in at a centre."""

from typing import Any

from programme.questions import (
    Question,
    QuestionKind,
    Topic,
    TopicKind,
    number_of,
    sealed_question,
)
from programme.sealed_box import OpeningKey
from tests.fakes.delivery import VOICE_KEY, Delivery, FakeDevice

ASKED = "大厅里多放几把椅子"


def came(
    delivery: Delivery,
    device: FakeDevice,
    *,
    drawn: int = 7,
    key: OpeningKey = VOICE_KEY,
    **changed: Any,  # noqa: ANN401 - any field
) -> str:
    """Have a question come from a kiosk, in a chain of its own; return its number."""
    number = number_of(drawn)
    brought(delivery, device, number, key=key, **changed)
    return number


def brought(
    delivery: Delivery,
    device: FakeDevice,
    number: str,
    *,
    key: OpeningKey = VOICE_KEY,
    **changed: Any,  # noqa: ANN401 - any field
) -> bytes:
    """Have a question come, and return the batch that brought it."""
    values: dict[str, object] = {
        "number": number,
        "kind": QuestionKind.SUGGESTION,
        "topic": Topic(kind=TopicKind.OTHER, name="服务大厅"),
        "text": ASKED,
        "public": True,
        "device": device.id,
        "asked_at": delivery.county.clock.now(),
        "clock_sure": True,
    }
    asked = Question.model_validate(values | changed)
    device.links.clear()
    links = device.add(sealed_question(asked, key.public))
    body = device.batch(links, writer=f"voice-{asked.number[-6:]}")
    delivery.conversations.take_evidence(body)
    return body
