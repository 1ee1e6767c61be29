"""Have forms that were signed on paper entered and attested, as two clerks would."""

from datetime import date

from publishing.desk.attested_rows import PaperSignature, short_code
from publishing.desk.attesting import OnPaper
from publishing.desk.views import DraftView
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County, digest

PHRASE = "柳坞村口的老樟树底下乘凉"
SCAN = b"%PDF-1.7 the signed form"
TODAY = date(2026, 11, 23)


def with_keys(county: County) -> County:
    """Give a county two publishers with keys of their own."""
    held = Held(unit="qinghe", office=Office.PUBLISHER)
    county.people["second"] = county.join("second", held)
    for who in ("publisher", "second"):
        county.cases.keys.make(county.people[who], passphrase=PHRASE)
    return county


def scanned(county: County, made: DraftView) -> str:
    """Upload the scan of a signed form; return its name in the file."""
    paper = county.cases.papers.add(
        county.people["publisher"],
        made.line.id,
        data=SCAN,
        name="审批单.pdf",
        manifest_sha256=digest(made),
    )
    return paper.sha256


def enter(
    county: County,
    made: DraftView,
    *,
    by: str = "publisher",
    decided_by: str = "approver",
    code: str = "",
    decided_on: date = TODAY,
) -> PaperSignature:
    """Enter who signed the form of the step that is due."""
    told = OnPaper(
        scan=scanned(county, made),
        code=code or short_code(digest(made)).lower(),
        decided_by=county.people[decided_by],
        decided_on=decided_on,
        office_number="清政办签〔2026〕7号",
    )
    return county.cases.attesting.enter(
        county.people[by], made.line.id, told, manifest_sha256=digest(made)
    )


def attest(county: County, paper: PaperSignature, who: str) -> PaperSignature:
    """Attest a form with a clerk\'s own key."""
    return county.cases.attesting.attest(
        county.people[who],
        paper.id,
        scan_sha256=paper.scan_sha256,
        passphrase=PHRASE,
    )
