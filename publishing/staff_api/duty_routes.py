"""Answer staff about their duties, reminders and calendar address."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from publishing.duties.duty import Ranked
from publishing.feeds.routes import address_of
from publishing.reminders.reminders import Reminder
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import SeenForm


class FeedView(BaseModel):
    """Be how a person's calendar address stands."""

    made_at: datetime | None


class NewFeed(BaseModel):
    """Be a new address; it is told this once."""

    address: str


def duty_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of duties, reminders and the calendar address."""
    router = APIRouter(tags=["duties"])
    actor, feeds = Depends(access.staff_id), cases.calendar_feeds

    @router.get("/duties")
    def duties(
        by: Annotated[str, actor], until_on: date | None = None
    ) -> tuple[Ranked, ...]:
        return cases.duties.open(by, until_on=until_on)

    @router.get("/reminders")
    def reminders(by: Annotated[str, actor]) -> tuple[Reminder, ...]:
        return cases.reminders.waiting(by).reminders

    @router.post("/reminders/seen", status_code=204)
    def seen(form: SeenForm, by: Annotated[str, actor]) -> None:
        if form.duty is None:
            cases.reminders.see_all(by)
        else:
            cases.reminders.see(by, form.duty)

    @router.get("/calendar-address")
    def feed(by: Annotated[str, actor]) -> FeedView:
        return FeedView(made_at=feeds.made_at(by))

    @router.post("/calendar-address", status_code=201)
    def make(request: Request, by: Annotated[str, actor]) -> NewFeed:
        base = f"{request.url.scheme}://{request.url.netloc}"
        return NewFeed(address=f"{base}{address_of(feeds.make(by))}")

    @router.delete("/calendar-address", status_code=204)
    def end(by: Annotated[str, actor]) -> None:
        feeds.end(by)

    return router
