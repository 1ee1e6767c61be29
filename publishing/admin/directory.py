"""List every page with its address and the use cases that it may call."""

from publishing.admin.pages.approval import approval_page
from publishing.admin.pages.approval_form import approval_form_page
from publishing.admin.pages.calendar import calendar_page
from publishing.admin.pages.catalogue import catalogue_page
from publishing.admin.pages.categories import categories_page
from publishing.admin.pages.chains import chains_page
from publishing.admin.pages.completeness import completeness_page
from publishing.admin.pages.devices import devices_page
from publishing.admin.pages.disclosure import disclosure_page
from publishing.admin.pages.disclosures import disclosures_page
from publishing.admin.pages.draft import draft_page, new_draft_page
from publishing.admin.pages.due_days import due_days_page
from publishing.admin.pages.filed import filed_page
from publishing.admin.pages.groups import groups_page
from publishing.admin.pages.hall import hall_page
from publishing.admin.pages.hanging import hanging_page
from publishing.admin.pages.journal import journal_page
from publishing.admin.pages.overview import overview_page
from publishing.admin.pages.own_key import own_key_page
from publishing.admin.pages.paper_signing import paper_signing_page
from publishing.admin.pages.posting_sheet import posting_sheet_page
from publishing.admin.pages.schedule import schedule_page
from publishing.admin.pages.search import search_page
from publishing.admin.pages.secrecy import secrecy_page
from publishing.admin.pages.staff import staff_page
from publishing.admin.pages.todo import todo_page
from publishing.admin.pages.units import units_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site


def add_pages(site: Site, services: AdminServices) -> None:
    """Serve every page that needs a session."""
    _add_watching(site, services)
    _add_desk(site, services)
    _add_paper(site, services)
    _add_proof(site, services)
    _add_settings(site, services)


def _add_watching(site: Site, services: AdminServices) -> None:
    cases = services.cases
    site.add(
        "/",
        overview_page(
            duties=cases.duties,
            showing=services.showing,
            fleet=services.fleet,
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
        "/devices",
        devices_page(
            fleet=services.fleet, devices=services.devices, groups=cases.groups
        ),
        title="终端",
        section="devices",
    )
    site.add(
        "/journal",
        journal_page(journal=cases.journal),
        title="操作记录",
        section="journal",
    )


def _add_desk(site: Site, services: AdminServices) -> None:
    cases, mandates = services.cases, services.mandates
    site.add(
        "/drafts/new",
        new_draft_page(
            drafting=cases.drafting,
            units=cases.units,
            groups=cases.groups,
            entries=cases.entries,
            categories=cases.categories,
            mandates=mandates,
        ),
        title="新的公开事项",
        section="disclosures",
    )
    site.add(
        "/drafts/{draft}",
        draft_page(
            looking=cases.looking,
            drafting=cases.drafting,
            submitting=cases.submitting,
            commenting=cases.commenting,
            standings=services.standings,
            groups=cases.groups,
            entries=cases.entries,
            categories=cases.categories,
            mandates=mandates,
            filings=cases.filings,
        ),
        title="起草",
        section="disclosures",
    )
    site.add(
        "/approval",
        approval_page(
            looking=cases.looking,
            deciding=cases.deciding,
            papers=cases.papers,
            commenting=cases.commenting,
            standings=services.standings,
            groups=cases.groups,
            units=cases.units,
            showing=services.showing,
            mandates=mandates,
        ),
        title="审批台",
        section="approval",
    )
    site.add(
        "/filed",
        filed_page(filings=cases.filings, office=cases.filing_office),
        title="归档登记",
        section="disclosures",
    )
    site.add(
        "/secrecy",
        secrecy_page(
            looking=cases.looking,
            clearing=cases.clearing,
            notice_clearing=cases.notice_clearing,
            deciding=cases.deciding,
        ),
        title="保密审查",
        section="todo",
    )


def _add_paper(site: Site, services: AdminServices) -> None:
    cases = services.cases
    site.add(
        "/drafts/{draft}/form",
        approval_form_page(looking=cases.looking, groups=cases.groups),
        title="公开审批单",
        section="approval",
    )
    site.add(
        "/drafts/{draft}/paper",
        paper_signing_page(
            looking=cases.looking, papers=cases.papers, attesting=cases.attesting
        ),
        title="纸面签字",
        section="approval",
    )


def _add_proof(site: Site, services: AdminServices) -> None:
    cases = services.cases
    site.add(
        "/disclosures",
        disclosures_page(
            published=cases.published,
            looking=cases.looking,
            standings=services.standings,
            units=cases.units,
        ),
        title="公开事项",
        section="disclosures",
    )
    site.add(
        "/search",
        search_page(searching=cases.searching, units=cases.units),
        title="搜索",
        section="disclosures",
    )
    site.add(
        "/disclosures/{disclosure}",
        disclosure_page(
            matters=services.matters,
            judging=services.judging,
            staging=cases.staging,
            coverages=cases.coverages,
            presences=cases.presences,
            changing=cases.changing,
            handover=cases.handover,
            withdrawing=cases.withdrawing,
        ),
        title="公开事项",
        section="disclosures",
    )
    site.add(
        "/disclosures/{disclosure}/sheet",
        posting_sheet_page(
            matters=services.matters, judging=services.judging, boards=cases.boards
        ),
        title="公开栏张贴稿",
        section="disclosures",
    )
    site.add(
        "/schedule",
        schedule_page(
            timetable=services.timetable,
            sheets=services.sheets,
            outlooks=services.outlooks,
            lengthening=cases.lengthening,
            rescheduling=cases.rescheduling,
            times_outlooks=services.times_outlooks,
            retiming=cases.retiming,
        ),
        title="排期",
        section="schedule",
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
                keys=cases.keys, substitutes=cases.substitutes, units=cases.units
            ),
        ),
        "groups": ("显示分组", groups_page(groups=cases.groups, units=cases.units)),
        "hall": ("大厅资料", hall_page(halls=cases.halls, units=cases.units)),
        "calendar": (
            "工作日历",
            calendar_page(
                working_days=services.working_days, county_days=cases.county_days
            ),
        ),
    }
    for name, (title, build) in settings.items():
        site.add(f"/settings/{name}", build, title=title, section="settings")
