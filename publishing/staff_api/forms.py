"""Hold what staff send beside the documents of the use cases; check nothing more."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from programme.document import Identifier, Sha256
from programme.programme import WithdrawalCause
from publishing.desk.attesting import OnPaper
from publishing.desk.chains import Chain
from publishing.desk.content import DraftForm
from publishing.desk.lengthening import LaterEnd
from publishing.desk.rescheduling import WantedWindow
from publishing.desk.retiming import WantedTimes
from publishing.desk.signers import Word
from publishing.signing.own_word import OwnWord
from publishing.staff.offices import Held
from publishing.stages.rules import StageDays
from publishing.tables.calendar import CountyDayKind
from publishing.tables.people import Office
from publishing.tables.stages import Stage
from publishing.tables.units import UnitLevel

Short = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class Form(BaseModel):
    """Be the base of every form: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SignInForm(Form):
    """Be a login and its password."""

    login: Short
    password: Secret = Field(repr=False)


class PasswordForm(Form):
    """Be a one-time token and the password that its owner chose."""

    token: Secret = Field(repr=False)
    password: Secret = Field(repr=False)


class OfficeForm(Form):
    """Be one office for one unit."""

    unit: Identifier
    office: Office

    def held(self) -> Held:
        """Return the office as the use cases know it."""
        return Held(unit=self.unit, office=self.office)


Offices = Annotated[tuple[OfficeForm, ...], Field(max_length=200)]


class InviteForm(Form):
    """Be a new member of staff."""

    login: Identifier
    name: Short
    offices: Annotated[tuple[OfficeForm, ...], Field(min_length=1, max_length=200)]


class OfficesForm(Form):
    """Be the offices that somebody holds from now on."""

    offices: Offices


class ReasonForm(Form):
    """Be a reason in words."""

    reason: Reason


class EditForm(Form):
    """Be a changed draft, with the edition that the drafter saw."""

    edition: Annotated[int, Field(ge=1)]
    form: DraftForm


class EditionForm(Form):
    """Say which edition of a draft was seen."""

    edition: Annotated[int, Field(ge=1)]


class SubmitForm(EditionForm):
    """Say whether the first step is left to the people of a village (REQ-12)."""

    for_village: bool = False


class WordsForm(EditionForm):
    """Be the words of a scanned page as somebody compared them with it."""

    image: Sha256
    words: str


class DigestForm(Form):
    """Say which manifest was seen; a decision is bound to it."""

    manifest_sha256: Sha256


class SignForm(DigestForm):
    """Be a signature: what was seen, the meeting's record, who decided if another."""

    record: Sha256 | None = None
    decided_by: Identifier | None = None
    own: OwnWord | None = None

    def word(self) -> Word:
        """Return what is said with the signature."""
        return Word(record=self.record, decided_by=self.decided_by)


class ChainForm(Form):
    """Be the chain of a unit, or of the units of a level below it."""

    chain: Chain
    level: UnitLevel | None = None


class ReturnForm(DigestForm):
    """Be why a draft goes back."""

    reason: Reason


class CommentForm(Form):
    """Be what somebody says of a version, or of one of its blocks."""

    text: Annotated[str, StringConstraints(max_length=2_000)]
    block: Annotated[int, Field(ge=0)] | None = None


class CountyDayForm(Form):
    """Be a day that the county closes or works."""

    day: date
    kind: CountyDayKind
    reason: Reason


class StageDaysForm(Form):
    """Be when one stage is expected, and when it was reached."""

    expected_on: date | None = None
    reached_on: date | None = None


class StagesForm(Form):
    """Be the plan of a staged matter; a stage that is left out has no days."""

    stages: Mapping[Stage, StageDaysForm]

    def days(self) -> dict[Stage, StageDays]:
        """Return the plan as the use case knows it."""
        return {
            stage: StageDays(expected_on=one.expected_on, reached_on=one.reached_on)
            for stage, one in self.stages.items()
        }


class StageForm(Form):
    """Say which stage a version discloses; none: no stage any more."""

    stage: Stage | None


class SubstituteForm(OfficeForm):
    """Be who stands in for an office of whom, first and last day included."""

    absent: Identifier
    substitute: Identifier
    first_on: date
    last_on: date


class KeyForm(Form):
    """Be the passphrase under which a new key is sealed."""

    passphrase: Secret = Field(repr=False)


class OnPaperForm(DigestForm):
    """Be what a clerk reads off a signed form."""

    scan: Sha256
    code: Short
    decided_by: Identifier
    decided_on: date
    office_number: Annotated[str, StringConstraints(max_length=60)] = ""

    def told(self) -> OnPaper:
        """Return what was read as the use case knows it."""
        return OnPaper(
            scan=self.scan,
            code=self.code,
            decided_by=self.decided_by,
            decided_on=self.decided_on,
            office_number=self.office_number,
        )


class AttestForm(Form):
    """Be a clerk's word: which scan was seen, and what opens their key."""

    scan_sha256: Sha256
    passphrase: Secret = Field(repr=False)


class WithdrawForm(DigestForm):
    """Be why a disclosure is to come down."""

    cause: WithdrawalCause
    explanation: Reason


class ConfirmForm(Form):
    """Say which withdrawal was seen."""

    sha256: Sha256
    own: OwnWord | None = None


class LongerForm(Form):
    """Be another end of what hangs, as its sender saw the version."""

    wanted: LaterEnd
    reason: Reason
    edition: int


class TimesForm(Form):
    """Be other weekdays and times of what hangs, as its sender saw the version."""

    wanted: WantedTimes
    reason: Reason
    edition: int


class WindowForm(Form):
    """Be another window of a draft, as its sender saw it."""

    wanted: WantedWindow
    edition: int


class RulingForm(Form):
    """Say whether a day on which a clock was in doubt counts, and why."""

    counts: bool
    reason: Reason


class SeenForm(Form):
    """Say of which duty the reminders were seen; none: of every duty."""

    duty: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
