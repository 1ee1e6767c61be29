"""List every page with its address and the use cases that it may call."""

from publishing.admin.coverage_notes import Acts
from publishing.admin.desk_directory import add_desk, add_paper, add_proof
from publishing.admin.pages.backups import backups_page
from publishing.admin.pages.calendar import calendar_page
from publishing.admin.pages.catalogue import catalogue_page
from publishing.admin.pages.categories import categories_page
from publishing.admin.pages.chains import chains_page
from publishing.admin.pages.completeness import completeness_page
from publishing.admin.pages.coverage import coverage_page
from publishing.admin.pages.devices import devices_page
from publishing.admin.pages.due_days import due_days_page
from publishing.admin.pages.emergency import emergency_page
from publishing.admin.pages.groups import groups_page
from publishing.admin.pages.guide_counter import guide_counter_page
from publishing.admin.pages.guide_counters import guide_counters_page
from publishing.admin.pages.guide_departments import guide_departments_page
from publishing.admin.pages.guide_item import guide_item_page
from publishing.admin.pages.guide_items import guide_items_page
from publishing.admin.pages.guide_publishing import guide_publishing_page
from publishing.admin.pages.guide_trying import guide_trying_page
from publishing.admin.pages.hall import hall_page
from publishing.admin.pages.hanging import hanging_page
from publishing.admin.pages.inspected_unit import inspected_unit_page
from publishing.admin.pages.inspecting import inspecting_page
from publishing.admin.pages.journal import journal_page
from publishing.admin.pages.kept_checkpoints import kept_checkpoints_page
from publishing.admin.pages.moments import moments_page
from publishing.admin.pages.monthly_reports import monthly_reports_page
from publishing.admin.pages.overview import overview_page
from publishing.admin.pages.own_key import own_key_page
from publishing.admin.pages.public_pages import public_pages_page
from publishing.admin.pages.questions import questions_page
from publishing.admin.pages.recalls import recalls_page
from publishing.admin.pages.removals import removals_page
from publishing.admin.pages.request_figures import request_figures_page
from publishing.admin.pages.requests import requests_page
from publishing.admin.pages.sought import sought_page
from publishing.admin.pages.sought_sheet import sought_sheet_page
from publishing.admin.pages.staff import staff_page
from publishing.admin.pages.todo import todo_page
from publishing.admin.pages.units import units_page
from publishing.admin.pages.voice_settings import voice_settings_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site
from publishing.inspection.recalls import Recalls


def add_pages(site: Site, services: AdminServices) -> None:
    """Serve every page that needs a session."""
    _add_watching(site, services)
    _add_voice(site, services)
    _add_inspection(site, services)
    add_desk(site, services)
    add_paper(site, services)
    add_proof(site, services)
    _add_orders(site, services)
    _add_guides(site, services)
    _add_settings(site, services)


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
    removals = removals_page(removals=cases.person_removals)
    recalls = recalls_page(recalls=Recalls(acting=cases.acting))
    site.add("/emergency", emergency, title="应急插播", section="emergency")
    site.add("/removals", removals, title="按人撤下", section="emergency")
    site.add("/recalls", recalls, title="撤下的回执", section="devices")


def _add_watching(site: Site, services: AdminServices) -> None:
    cases = services.cases
    site.add(
        "/",
        overview_page(
            duties=cases.duties,
            showing=services.showing,
            fleet=services.fleet,
            kept=services.kept_checkpoints,
        ),
        title="总览",
        section="overview",
    )
    site.add(
        "/todo",
        todo_page(
            looking=cases.looking,
            reminders=cases.reminders,
            withdrawing=cases.withdrawing,
        ),
        title="待办",
        section="todo",
    )
    site.add(
        "/calendar",
        due_days_page(duties=cases.duties, feeds=cases.calendar_feeds),
        title="日历",
        section="calendar",
    )
    site.add(
        "/hanging",
        hanging_page(showing=services.showing),
        title="正在展示",
        section="hanging",
    )
    site.add(
        "/moments",
        moments_page(moments=cases.moments),
        title="某一刻放的什么",
        section="hanging",
    )
    site.add(
        "/catalogue",
        completeness_page(completeness=services.completeness),
        title="公开目录",
        section="catalogue",
    )
    site.add(
        "/catalogue/{unit}",
        catalogue_page(services),
        title="公开目录",
        section="catalogue",
    )
    site.add(
        "/coverage",
        coverage_page(
            Acts(
                board=cases.coverage_board,
                causes=cases.short_causes,
                rulings=cases.day_rulings,
                declining=cases.declining,
                supplements=cases.supplements,
                units=cases.units,
            )
        ),
        title="公示覆盖",
        section="coverage",
    )
    site.add(
        "/devices",
        devices_page(
            fleet=services.fleet, devices=services.devices, groups=cases.groups
        ),
        title="终端",
        section="devices",
    )
    site.add(
        "/sought",
        sought_page(board=cases.sought, phrases=cases.phrases),
        title="群众在找什么",
        section="sought",
    )
    site.add(
        "/sought/sheet",
        sought_sheet_page(board=cases.sought),
        title="群众在找什么 · 打印",
        section="sought",
    )
    site.add(
        "/journal",
        journal_page(journal=cases.journal),
        title="操作记录",
        section="journal",
    )
    site.add(
        "/reports",
        monthly_reports_page(reports=cases.monthly_reports),
        title="月报",
        section="journal",
    )
    site.add(
        "/checkpoints",
        kept_checkpoints_page(kept=services.kept_checkpoints),
        title="设备留存的校验点",
        section="journal",
    )


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


def _add_inspection(site: Site, services: AdminServices) -> None:
    cases = services.cases
    site.add(
        "/inspect",
        inspecting_page(
            completeness=services.completeness,
            seeking=services.seeking,
            units=cases.units,
        ),
        title="监督",
        section="inspect",
    )
    site.add(
        "/inspect/{unit}",
        inspected_unit_page(
            completeness=services.completeness,
            seeking=services.seeking,
            coverages=cases.coverages,
        ),
        title="监督",
        section="inspect",
    )


def _add_settings(site: Site, services: AdminServices) -> None:
    cases = services.cases
    settings = {
        "staff": (
            "人员",
            staff_page(
                accounts=cases.accounts,
                units=cases.units,
                identities=cases.identities,
                substitutes=cases.substitutes,
            ),
        ),
        "units": (
            "单位",
            units_page(units=cases.units, boards=cases.boards, accounts=cases.accounts),
        ),
        "categories": (
            "公开类别",
            categories_page(categories=cases.categories),
        ),
        "chains": ("审批链", chains_page(chains=cases.chains, units=cases.units)),
        "key": (
            "我的钥匙",
            own_key_page(
                keys=cases.keys,
                security_keys=cases.security_keys,
                vouching=cases.vouching,
                substitutes=cases.substitutes,
                units=cases.units,
            ),
        ),
        "groups": ("显示分组", groups_page(groups=cases.groups, units=cases.units)),
        "hall": ("大厅资料", hall_page(halls=cases.halls, units=cases.units)),
        "voice": (
            "回音壁",
            voice_settings_page(settings=cases.voice_settings, units=cases.units),
        ),
        "calendar": (
            "工作日历",
            calendar_page(
                working_days=services.working_days, county_days=cases.county_days
            ),
        ),
        "public": ("对外发布", public_pages_page(pages=cases.public.pages)),
        "backups": ("备份", backups_page(board=services.backups)),
    }
    for name, (title, build) in settings.items():
        site.add(f"/settings/{name}", build, title=title, section="settings")
