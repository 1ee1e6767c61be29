"""List every page with its address and the use cases that it may call."""

from publishing.admin.page_list_desk import add_desk, add_paper, add_proof
from publishing.admin.page_list_settings import add_settings
from publishing.admin.page_list_watching import (
    add_found,
    add_inspection,
    add_shown,
    add_today,
)
from publishing.admin.pages.emergency import emergency_page
from publishing.admin.pages.guide_counter import guide_counter_page
from publishing.admin.pages.guide_counters import guide_counters_page
from publishing.admin.pages.guide_departments import guide_departments_page
from publishing.admin.pages.guide_item import guide_item_page
from publishing.admin.pages.guide_items import guide_items_page
from publishing.admin.pages.guide_publishing import guide_publishing_page
from publishing.admin.pages.guide_trying import guide_trying_page
from publishing.admin.pages.questions import questions_page
from publishing.admin.pages.recalls import recalls_page
from publishing.admin.pages.removals import removals_page
from publishing.admin.pages.request_figures import request_figures_page
from publishing.admin.pages.requests import requests_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site
from publishing.inspection.recalls import Recalls


def add_pages(site: Site, services: AdminServices) -> None:
    """Serve every page that needs a session."""
    add_today(site, services)
    add_shown(site, services)
    add_found(site, services)
    _add_voice(site, services)
    add_inspection(site, services)
    add_desk(site, services)
    add_paper(site, services)
    add_proof(site, services)
    _add_orders(site, services)
    _add_guides(site, services)
    add_settings(site, services)


def _add_guides(site: Site, services: AdminServices) -> None:
    cases = services.cases
    upkeep = cases.directory_upkeep
    pages = {
        "": guide_items_page(upkeep=upkeep, sheets=cases.guide_sheets),
        "/items/{item}": guide_item_page(upkeep=upkeep, items=cases.service_items),
        "/counters": guide_counters_page(upkeep=upkeep, changes=cases.counter_changes),
        "/counters/{counter}": guide_counter_page(
            upkeep=upkeep, items=cases.service_items
        ),
        "/departments": guide_departments_page(
            upkeep=upkeep, items=cases.service_items
        ),
        "/trying": guide_trying_page(upkeep=upkeep),
        "/publishing": guide_publishing_page(directories=cases.directories),
    }
    for path, build in pages.items():
        site.add(f"/services{path}", build, title="办事目录", section="services")


def _add_orders(site: Site, services: AdminServices) -> None:
    cases = services.cases
    emergency = emergency_page(
        overrides=cases.overrides,
        stops=cases.stops,
        sealed_reasons=cases.sealed_reasons,
    )
    removals = removals_page(removals=cases.person_removals, places=cases.named_places)
    recalls = recalls_page(recalls=Recalls(acting=cases.acting))
    site.add("/emergency", emergency, title="应急插播", section="emergency")
    site.add("/removals", removals, title="按人撤下", section="emergency")
    site.add("/recalls", recalls, title="撤下的回执", section="devices")


def _add_voice(site: Site, services: AdminServices) -> None:
    cases = services.cases
    pages = {
        "/questions": (
            "回音壁",
            questions_page(
                questions=cases.questions,
                follow_ups=cases.follow_ups,
                units=cases.units,
            ),
        ),
        "/requests": (
            "依申请公开",
            requests_page(desk=cases.requests, units=cases.units),
        ),
        "/requests/figures": (
            "依申请公开年度数字",
            request_figures_page(requests=cases.requests.register, units=cases.units),
        ),
    }
    for path, (title, build) in pages.items():
        site.add(path, build, title=title, section="questions")
