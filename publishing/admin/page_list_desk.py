"""List the pages of the desk, of paper and of proof with their addresses; no others."""

from publishing.admin.pages.approval import approval_page
from publishing.admin.pages.approval_form import approval_form_page
from publishing.admin.pages.archive import archive_page
from publishing.admin.pages.disclosure import disclosure_page
from publishing.admin.pages.disclosures import disclosures_page
from publishing.admin.pages.draft import draft_page
from publishing.admin.pages.filed import filed_page
from publishing.admin.pages.new_draft import new_draft_page
from publishing.admin.pages.paper_signing import paper_signing_page
from publishing.admin.pages.posting_sheet import posting_sheet_page
from publishing.admin.pages.schedule import schedule_page
from publishing.admin.pages.search import search_page
from publishing.admin.pages.secrecy import secrecy_page
from publishing.admin.pages.source import source_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site


def add_desk(site: Site, services: AdminServices) -> None:
    """Serve the pages on which versions are made, signed and filed."""
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
            reading_scans=cases.reading_scans,
            previewing=cases.previewing,
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
        "/drafts/{draft}/source",
        source_page(looking=cases.looking, sources=cases.sources),
        title="原文件和导入结果",
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
            outlooks=services.outlooks,
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


def add_paper(site: Site, services: AdminServices) -> None:
    """Serve the pages that are printed, and what comes back on paper."""
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


def add_proof(site: Site, services: AdminServices) -> None:
    """Serve the pages of what is published, where it hangs and what proves it."""
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
        "/archive",
        archive_page(packages=services.packages),
        title="归档",
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
            certificates=cases.certificates,
            picture_holds=cases.picture_holds,
            changing=cases.changing,
            handover=cases.handover,
            withdrawing=cases.withdrawing,
            handouts=cases.public.handouts,
        ),
        title="公开事项",
        section="disclosures",
    )
    site.add(
        "/disclosures/{disclosure}/sheet",
        posting_sheet_page(
            matters=services.matters,
            judging=services.judging,
            boards=cases.boards,
            handouts=cases.public.handouts,
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
