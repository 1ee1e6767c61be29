"""Put the staff API together under /api; each route lies with its noun.

The app that includes it calls `guard` too, so that refusals are JSON and bodies have
a limit.
"""

from fastapi import APIRouter, Depends, FastAPI

from publishing.house import use_cases
from publishing.services import Services, UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.answers import add_error_handlers
from publishing.staff_api.bodies import BodyLimit
from publishing.staff_api.calendar_routes import calendar_router
from publishing.staff_api.catalogue_routes import catalogue_router
from publishing.staff_api.certificate_routes import certificate_router
from publishing.staff_api.chain_routes import chain_router
from publishing.staff_api.comment_routes import comment_router
from publishing.staff_api.coverage_routes import coverage_router
from publishing.staff_api.directory_routes import directory_router
from publishing.staff_api.draft_routes import decision_router, draft_router
from publishing.staff_api.duty_routes import duty_router
from publishing.staff_api.filing_routes import filing_router
from publishing.staff_api.handout_routes import handout_router
from publishing.staff_api.moment_routes import moment_router
from publishing.staff_api.order_routes import override_router, stop_router
from publishing.staff_api.overview_routes import disclosure_router, overview_router
from publishing.staff_api.paper_routes import paper_router
from publishing.staff_api.people_routes import people_router
from publishing.staff_api.place_routes import board_router, group_router, place_router
from publishing.staff_api.presence_routes import presence_router
from publishing.staff_api.removal_routes import removal_router
from publishing.staff_api.report_routes import report_router
from publishing.staff_api.session_routes import session_router
from publishing.staff_api.signed_form_routes import key_router, signed_form_router
from publishing.staff_api.source_routes import source_router
from publishing.staff_api.stage_routes import stage_router
from publishing.staff_api.substitute_routes import substitute_router
from publishing.staff_api.window_routes import window_router

PREFIX = "/api"


def staff_router(services: Services) -> APIRouter:
    """Return every route of the staff API over these services."""
    cases = use_cases(services)
    return router_of(cases, Access(cases.sessions, cases.looks))


def router_of(cases: UseCases, access: Access) -> APIRouter:
    """Return every route of the staff API over use cases that exist already."""
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(access.same_origin)])
    parts = (
        session_router,
        people_router,
        place_router,
        board_router,
        group_router,
        draft_router,
        decision_router,
        source_router,
        chain_router,
        comment_router,
        calendar_router,
        paper_router,
        signed_form_router,
        key_router,
        substitute_router,
        filing_router,
        duty_router,
        moment_router,
        overview_router,
        disclosure_router,
        stage_router,
        window_router,
        presence_router,
        coverage_router,
        handout_router,
        override_router,
        stop_router,
        certificate_router,
        report_router,
        removal_router,
        directory_router,
        catalogue_router,
    )
    for part in parts:
        router.include_router(part(cases, access))
    return router


def guard(app: FastAPI) -> None:
    """Make an app's refusals typed JSON, and bound what may come under /api."""
    add_error_handlers(app)
    app.add_middleware(BodyLimit)
