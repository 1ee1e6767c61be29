"""Be the device's routes: read a bounded body, hand it on, write the answer."""

from collections.abc import Awaitable, Callable

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
from publishing.device_api.bodies import Readers, body_in_time
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
    counter = _Counter(deliveries=deliveries, admission=admission)

    @router.post("/enrolment")
    async def enrol(request: Request) -> Response:
        return await _answered(_enrolled(request, enrolments, conversations))

    @router.post("/evidence")
    async def take_evidence(request: Request) -> Response:
        return await _answered(counter.serve(request, conversations.take_evidence))

    @router.post("/capture")
    async def take_capture(request: Request) -> Response:
        return await _answered(counter.serve(request, conversations.take_capture))

    @router.post("/status")
    async def take_status(request: Request) -> Response:
        return await _answered(counter.serve(request, conversations.take_status))

    @router.get("/health")
    async def health() -> Response:
        return JSONResponse({"state": "ready"}, headers={"Cache-Control": "no-store"})

    return router


class _Counter:
    """Be where deliveries are taken: read beside one another, stored a few at once."""

    def __init__(self, *, deliveries: Pace, admission: Admission) -> None:
        self._deliveries = deliveries
        self._admission = admission
        self._readers = Readers()

    async def serve(
        self, request: Request, do: Callable[[bytes], Document]
    ) -> Response:
        """Take one delivery, and return what the use case says.

        Raises:
            PublishingError: It is refused, or comes too often.
            ContractError: It is not what it should be.
            OperationalError: The database did not take it.
        """
        address = _address_of(request)
        self._deliveries.take(address)
        self._admission.enter()
        if not self._readers.has_room(address):
            raise self._admission.turned_away()
        with self._readers.reading(address):
            body = await body_in_time(request)
        with self._admission.place():
            return document(await run_in_threadpool(do, body))


async def _enrolled(
    request: Request, pace: Pace, conversations: Conversations
) -> Response:
    """Hand a request to be known on, and return what the use case says.

    Raises:
        PublishingError: It is refused, or comes too often.
        ContractError: It is not what it should be.
        OperationalError: The database did not take it.
    """
    pace.take(_address_of(request))
    said = await run_in_threadpool(conversations.enrol, await body_in_time(request))
    return document(said, _ACCEPTED if isinstance(said, EnrolmentWaiting) else 200)


def _address_of(request: Request) -> str:
    return request.client.host if request.client else ""


async def _answered(conversation: Awaitable[Response]) -> Response:
    """Return the answer; what is refused is answered typed."""
    try:
        return await conversation
    except (PublishingError, ContractError) as error:
        return refusal(error)
    except OperationalError as error:
        return busy(error)
