"""Be the device's routes: read a bounded body, hand it on, write the answer."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from programme.document import Document
from programme.enrolment import EnrolmentWaiting
from programme.errors import ContractError
from publishing.admission import Admission
from publishing.device_api.answers import busy, document, refusal
from publishing.device_api.bodies import body_of
from publishing.device_api.conversations import Conversations
from publishing.device_api.pace import Pace
from publishing.errors import PublishingError

_ACCEPTED = 202


def device_router(
    conversations: Conversations,
    *,
    enrolments: Pace,
    deliveries: Pace,
    admission: Admission,
) -> APIRouter:
    """Return the routes under /device.

    Args:
        conversations: What devices can ask for.
        enrolments: How often one address may ask to be known.
        deliveries: How often one address may deliver.
        admission: How many deliveries are taken from all together.
    """
    router = APIRouter(prefix="/device", tags=["device"])

    @router.post("/enrolment")
    async def enrol(request: Request) -> Response:
        return await _converse(request, enrolments.take, conversations.enrol)

    def come_in(address: str) -> None:
        deliveries.take(address)
        admission.enter()

    @router.post("/evidence")
    async def take_evidence(request: Request) -> Response:
        return await _converse(request, come_in, conversations.take_evidence)

    @router.post("/capture")
    async def take_capture(request: Request) -> Response:
        return await _converse(request, come_in, conversations.take_capture)

    @router.post("/status")
    async def take_status(request: Request) -> Response:
        return await _converse(request, come_in, conversations.take_status)

    @router.get("/health")
    async def health() -> Response:
        return JSONResponse({"state": "ready"}, headers={"Cache-Control": "no-store"})

    return router


async def _converse(
    request: Request, come_in: Callable[[str], None], do: Callable[[bytes], Document]
) -> Response:
    """Answer one post; what the use case refuses is answered typed."""
    try:
        come_in(request.client.host if request.client else "")
        said = await run_in_threadpool(do, await body_of(request))
    except (PublishingError, ContractError) as error:
        return refusal(error)
    except OperationalError as error:
        return busy(error)
    waits = isinstance(said, EnrolmentWaiting)
    return document(said, _ACCEPTED if waits else 200)
