"""Issue emergency notices: two people, or one with a sealed reason; end them.

What may be said and for how long is decided in `rules`; looking back at a sealed
reason is `sealed`'s matter.
"""

from collections.abc import Callable

from sqlalchemy import select

from config.alerts import Alerts
from programme.approval import Role
from programme.override import Override
from publishing.desk.deciding import checked_reason
from publishing.desk.rows import new_id
from publishing.errors import StateForbids
from publishing.overriding.acts import OrderDesk, acted, listing
from publishing.overriding.areas import Ordering, ordering_of
from publishing.overriding.rows import (
    approver_role,
    area_of,
    county_of,
    must_be,
    note,
    order_of,
)
from publishing.overriding.rules import (
    AlertForm,
    Placed,
    alert_of,
    takes_the_place,
)
from publishing.overriding.sealed import seal_of
from publishing.overriding.settling import (
    Asked,
    Hand,
    countersign,
    decline,
    finish,
    first_end,
    keep,
    ordering_role,
)
from publishing.overriding.views import OrderView
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.tables.screen_orders import (
    OrderKind,
    OrderState,
    ScreenOrder,
    SealedReview,
)

PROPOSE = "提出应急插播"
ALONE = "一个人发布应急插播"
END = "结束应急插播"


class Overrides:
    """Be how emergency notices come up and go."""

    def __init__(self, *, acting: Acting, pens: Pens, alerts: Alerts) -> None:
        self._acting = acting
        self._pens = pens
        self.alerts = alerts

    def propose(self, actor: str, form: AlertForm) -> OrderView:
        """Propose a notice; it shows once another person countersigns.

        Raises:
            NotAllowed: No office of the unit, or a group outside it.
            Refused: It says more than saves lives, or holds too long.
        """

        def do(hand: Hand) -> ScreenOrder:
            role = ordering_role(hand, form.unit, what=PROPOSE)
            notice = self._notice(hand, form, sealed=None)
            asked = Asked(unit=form.unit, order=notice, reason="", role=role)
            row = keep(hand, asked, state=OrderState.PROPOSED)
            self._note(hand, "proposed", row, notice)
            return row

        return self._act(actor, "override.propose", do)

    def issue_alone(
        self,
        actor: str,
        form: AlertForm,
        *,
        reason: str,
        own: OwnWord | None = None,
    ) -> OrderView:
        """Issue a notice at once and alone, with a reason that is sealed.

        Another approver looks at it afterwards, within a day.

        Raises:
            NotAllowed: Not an approver of the unit, or a group outside it.
            Refused: It says more than saves lives, or no reason was given.
        """
        told = checked_reason(reason)

        def do(hand: Hand) -> ScreenOrder:
            role = approver_role(hand.session, hand.person, form.unit, what=ALONE)
            sealed = seal_of(told, new_id(form.unit, "seal"))
            notice = self._notice(hand, form, sealed=sealed.digest)
            asked = Asked(unit=form.unit, order=notice, reason=sealed.text, role=role)
            row = keep(hand, asked, state=OrderState.IN_FORCE)
            hand.session.add(
                SealedReview(
                    order_id=row.id,
                    reason_sha256=sealed.digest,
                    due_at=hand.now + self.alerts.limits.review_within,
                    words="",
                )
            )
            self._note(hand, "alone", row, notice)
            _replace_older(hand, row)
            return row

        return self._act(actor, "override.alone", do, own)

    def countersign(
        self, actor: str, order: str, *, sha256: str, own: OwnWord | None = None
    ) -> OrderView:
        """Countersign a notice; it is on the glass at once.

        Raises:
            SamePerson: The same person proposed it.
            NotAllowed: Neither of the two is an approver.
            StateForbids: It is settled, too old or over.
        """

        def do(hand: Hand) -> ScreenOrder:
            row = order_of(hand.session, order, OrderKind.OVERRIDE)
            countersign(hand, row, sha256=sha256)
            _replace_older(hand, row)
            return row

        return self._act(actor, "override.countersign", do, own)

    def decline(self, actor: str, order: str, *, reason: str) -> OrderView:
        """Decline a proposed notice, or take one's own back.

        Raises:
            StateForbids: It is settled already.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(hand: Hand) -> ScreenOrder:
            row = order_of(hand.session, order, OrderKind.OVERRIDE)
            decline(hand, row, reason=told)
            return row

        return self._act(actor, "override.decline", do)

    def end(
        self, actor: str, order: str, *, reason: str, own: OwnWord | None = None
    ) -> OrderView:
        """End a notice before its time; an approver alone may.

        Raises:
            NotAllowed: Not an approver of the unit.
            StateForbids: It is not in force.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(hand: Hand) -> ScreenOrder:
            row = order_of(hand.session, order, OrderKind.OVERRIDE)
            must_be(row, OrderState.IN_FORCE, what=END)
            if hand.now >= row.ends_at:
                raise StateForbids(END, state="已经自己结束了", thing="这条插播")
            role = approver_role(hand.session, hand.person, row.unit_id, what=END)
            row.ended_by = hand.person.id
            finish(hand, row, first_end(hand, row, role=role))
            note(
                hand.session,
                hand.person,
                "ended",
                row,
                at=hand.now,
                details={"reason": told},
            )
            return row

        return self._act(actor, "override.end", do, own)

    def listing(self, actor: str) -> tuple[OrderView, ...]:
        """Return the newest notices of the person's units, the newest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return listing(self._acting, actor, OrderKind.OVERRIDE)

    def ordering(self, actor: str) -> Ordering:
        """Return for which units a person may order screens.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return self._acting.look(actor, "override.areas", ordering_of)

    def _notice(self, hand: Hand, form: AlertForm, *, sealed: str | None) -> Override:
        county = county_of(hand.session)
        placed = Placed(
            id=new_id(county.id, "alert"),
            groups=area_of(hand.session, form.unit, form.groups),
            starts_at=hand.now,
        )
        return alert_of(
            form, placed, alerts=self.alerts, county=county.name, sealed=sealed
        )

    def _note(self, hand: Hand, act: str, row: ScreenOrder, notice: Override) -> None:
        details: dict[str, object] = {
            "order": row.sha256,
            "headline": notice.headline,
            "issuer": notice.issuer,
            "until": notice.ends_at.isoformat(),
            "groups": list(notice.groups),
        }
        if notice.drill:
            details["drill"] = True
        if notice.sealed_reason is not None:
            details["sealed_reason"] = notice.sealed_reason
        note(hand.session, hand.person, act, row, at=hand.now, details=details)

    def _act(
        self,
        actor: str,
        act: str,
        do: Callable[[Hand], ScreenOrder],
        own: OwnWord | None = None,
    ) -> OrderView:
        desk = OrderDesk(
            acting=self._acting, pens=self._pens, limits=self.alerts.limits
        )
        return acted(desk, actor, act, do, own=own)


def _replace_older(hand: Hand, row: ScreenOrder) -> None:
    """End what a notice prolongs, if an approver's hand puts it in force.

    Otherwise the older one shows beside it until its own end, which harms nobody; so
    it does where a security key has signed the newer one and nothing else.
    """
    if hand.pen.signs_once:
        return
    new = Override.model_validate(row.signed)
    if new.approvals[-1].decision.role is not Role.APPROVER:
        return
    query = select(ScreenOrder).where(
        ScreenOrder.kind == OrderKind.OVERRIDE,
        ScreenOrder.state == OrderState.IN_FORCE,
        ScreenOrder.ends_at > hand.now,
    )
    for old in hand.session.scalars(query.order_by(ScreenOrder.id)).all():
        if takes_the_place(new, Override.model_validate(old.signed)):
            old.ended_by = hand.person.id
            finish(hand, old, first_end(hand, old, role=Role.APPROVER))
            details: dict[str, object] = {"prolonged_by": row.id}
            note(hand.session, hand.person, "ended", old, at=hand.now, details=details)
