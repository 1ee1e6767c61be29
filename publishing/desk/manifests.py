"""Make the manifest of a draft; pure, its pages come in finished."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.mandates import Preset
from programme.blocks import AssetRef, Revision, images_of
from programme.mandate import Mandate
from programme.manifest import Manifest, PanelPages, SignedStep
from programme.window import ProvisionalEnd, Window, end_at
from publishing.desk.afterlife import afterwards_of
from publishing.desk.content import DraftForm
from publishing.desk.outside import extract_of, page_address, stays_in
from publishing.errors import Refused
from publishing.schedule.windows import Asked
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Be all that a manifest says."""

    disclosure: str
    form: DraftForm
    unit: UnitRow
    revision: Revision
    mandate: Mandate
    window: Window
    pages: tuple[PanelPages, ...] = ()
    chain: tuple[SignedStep, ...] = ()
    past_days: int = 0
    """The county's rule on how long something is looked up after its end."""
    public_address: str = ""
    """Below it lie the public pages; empty: codes carry the short text itself."""


def make_manifest(facts: Facts) -> Manifest:
    """Return the manifest that people sign."""
    form, unit, window = facts.form, facts.unit, facts.window
    body = facts.revision.canonical()
    digest = facts.revision.digest()
    return Manifest(
        disclosure=facts.disclosure,
        revision=digest,
        title=facts.revision.title,
        unit=unit.id,
        unit_name=unit.name,
        unit_lines=tuple(unit.lines),
        board=form.board,
        category=form.category,
        kind_of_act=form.kind_of_act,
        attribute=form.attribute,
        audience=form.audience,
        settled_on=form.settled_on,
        hung_since=form.hung_since,
        qr_target=code_target(facts),
        extract=extract_of(facts.revision, category=form.category),
        objections_telephone=form.objections_telephone,
        blocks=AssetRef(sha256=digest, length=len(body)),
        images=images_of(facts.revision.blocks),
        pages=facts.pages,
        groups=form.groups,
        weekdays=form.weekdays,
        dayparts=form.dayparts,
        mandate=facts.mandate,
        earliest_start_at=window.starts_at,
        promised_end_at=end_at(window),
        promised_end_provisional=isinstance(window.end, ProvisionalEnd),
        chain=facts.chain,
        afterwards=afterwards_of(form, facts.revision, past_days=facts.past_days),
    )


def code_target(facts: Facts) -> str:
    """Return what the code opens; empty where it carries the short text itself."""
    return target_of(
        facts.form,
        facts.revision,
        disclosure=facts.disclosure,
        public_address=facts.public_address,
    )


def target_of(
    form: DraftForm, revision: Revision, *, disclosure: str, public_address: str
) -> str:
    """Return what the code of a version would open; empty: nothing but its own text.

    The address of this very version is told only where it may go outside (REQ-20).
    """
    if form.qr_target:
        return form.qr_target
    why = stays_in(
        audience=form.audience,
        attribute=form.attribute,
        category=form.category,
        revision=revision,
    )
    if why is not None:
        return ""
    return page_address(public_address, disclosure, revision.digest())


def asked_of(form: DraftForm, mandates: Mapping[str, Preset]) -> Asked:
    """Return the window that a form asks for, with the mandate it names.

    Raises:
        Refused: There is no such mandate any more.
    """
    preset = mandates.get(form.mandate)
    if preset is None:
        message = f"公开时限“{form.mandate}”已经停用。请另选一个。"
        raise Refused(message, code="no_such_mandate")
    return Asked(
        mandate=preset.rule_for(form.kind_of_act),
        needs_end=preset.needs_end,
        earliest_start_at=form.earliest_start_at,
        explicit_end_at=form.explicit_end_at,
        hung_since=form.hung_since,
        weekdays=form.weekdays,
        dayparts=form.dayparts,
    )
