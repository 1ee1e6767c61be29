"""List the pages of who watches with their addresses; what acts is elsewhere."""

from publishing.admin.coverage_notes import Acts
from publishing.admin.pages.catalogue import catalogue_page
from publishing.admin.pages.completeness import completeness_page
from publishing.admin.pages.coverage import coverage_page
from publishing.admin.pages.devices import devices_page
from publishing.admin.pages.due_days import due_days_page
from publishing.admin.pages.hanging import hanging_page
from publishing.admin.pages.inspected_unit import inspected_unit_page
from publishing.admin.pages.inspecting import inspecting_page
from publishing.admin.pages.journal import journal_page
from publishing.admin.pages.kept_checkpoints import kept_checkpoints_page
from publishing.admin.pages.moments import moments_page
from publishing.admin.pages.monthly_reports import monthly_reports_page
from publishing.admin.pages.overview import overview_page
from publishing.admin.pages.sought import sought_page
from publishing.admin.pages.sought_sheet import sought_sheet_page
from publishing.admin.pages.todo import todo_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site


def add_today(site: Site, services: AdminServices) -> None:
    """Add the pages of the day: overview, duties, calendar."""
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


def add_shown(site: Site, services: AdminServices) -> None:
    """Add the pages of what is shown and owed, and on which devices."""
    cases = services.cases
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


def add_found(site: Site, services: AdminServices) -> None:
    """Add the pages of what was sought, done and counted."""
    cases = services.cases
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


def add_inspection(site: Site, services: AdminServices) -> None:
    """Add the pages of who inspects."""
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
