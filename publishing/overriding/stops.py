"""Order screens to the default page, county-wide or by unit; end such an order.

Two people order it, with cause and end, and two people end it before its time: what it
keeps from being seen would hang again.
"""

from collections.abc import Callable

from config.alerts import AlertLimits
from programme.override import Stop
from publishing.desk.deciding import checked_reason
from publishing.desk.rows import new_id
from publishing.errors import Conflict, StateForbids
from publishing.overriding.acts import OrderDesk, acted, listing
from publishing.overriding.rows import (
    area_of,
    must_be,
    note,
    order_of,
)
from publishing.overriding.rules import Placed, StopForm, stop_of
from publishing.overriding.settling import (
    Asked,
    Hand,
    countersign,
    decline,
    finish,
    first_end,
    keep,
    ordering_role,
    second_end,
)
from publishing.overriding.views import OrderView
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder

PROPOSE = "提出转为默认页"
END = "提前恢复播放"


class Stops:
    """Be how screens are sent to the default page, and back."""

    def __init__(self, *, acting: Acting, pens: Pens, limits: AlertLimits) -> None:
        self._acting = acting
        self._pens = pens
        self._limits = limits

    def propose(self, actor: str, form: StopForm) -> OrderView:
        """Propose a stop; it holds once another person countersigns.

        Raises:
            NotAllowed: No office of the unit, or a group outside it.
            Refused: No cause in words, or an end that cannot be.
        """
        told = checked_reason(form.reason)

        def do(hand: Hand) -> ScreenOrder:
            role = ordering_role(hand, form.unit, what=PROPOSE)
            placed = Placed(
                id=new_id(form.unit, "stop"),
                groups=area_of(hand.session, form.unit, form.groups),
                starts_at=hand.now,
            )
            stop = stop_of(form, placed)
            asked = Asked(unit=form.unit, order=stop, reason=told, role=role)
            row = keep(hand, asked, state=OrderState.PROPOSED)
            self._note(hand, row, stop, told)
            return row

        return self._act(actor, "stop.propose", do)

    def countersign(
        self, actor: str, order: str, *, sha256: str, own: OwnWord | None = None
    ) -> OrderView:
        """Countersign a stop; the default page shows at once.

        Raises:
            SamePerson: The same person proposed it.
            NotAllowed: Neither of the two is an approver.
            StateForbids: It is settled, too old or over.
        """

        def do(hand: Hand) -> ScreenOrder:
            row = order_of(hand.session, order, OrderKind.STOP)
            countersign(hand, row, sha256=sha256)
            return row

        return self._act(actor, "stop.countersign", do, own)

    def decline(self, actor: str, order: str, *, reason: str) -> OrderView:
        """Decline a proposed stop, or take one's own back.

        Raises:
            StateForbids: It is settled already.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(hand: Hand) -> ScreenOrder:
            row = order_of(hand.session, order, OrderKind.STOP)
            decline(hand, row, reason=told)
            return row

        return self._act(actor, "stop.decline", do)

    def ask_end(self, actor: str, order: str, *, reason: str) -> OrderView:
        """Ask that a stop end before its time; another person must confirm.

        Raises:
            NotAllowed: No office of the unit.
            StateForbids: It is not in force any more.
            Conflict: Somebody asked already.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(hand: Hand) -> ScreenOrder:
            row = self._holding(hand, order)
            if row.end is not None:
                raise Conflict("已经有人申请提前恢复，正等另一位同事确认。")
            role = ordering_role(hand, row.unit_id, what=END)
            row.end = first_end(hand, row, role=role).model_dump(mode="json")
            row.ended_by = hand.person.id
            self._say(hand, "end_asked", row, reason=told)
            return row

        return self._act(actor, "stop.ask_end", do)

    def confirm_end(
        self, actor: str, order: str, *, own: OwnWord | None = None
    ) -> OrderView:
        """Confirm as the second person that a stop ends now.

        Raises:
            SamePerson: The same person asked for it.
            NotAllowed: Neither of the two is an approver.
            StateForbids: It is not in force any more, or nobody asked.
        """

        def do(hand: Hand) -> ScreenOrder:
            row = self._holding(hand, order)
            if row.end is None:
                raise StateForbids(
                    "确认恢复", state="还没有人申请恢复", thing="这条命令"
                )
            finish(hand, row, second_end(hand, row, what=END))
            self._say(hand, "ended", row)
            return row

        return self._act(actor, "stop.confirm_end", do, own)

    def listing(self, actor: str) -> tuple[OrderView, ...]:
        """Return the newest stops of the person's units, the newest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return listing(self._acting, actor, OrderKind.STOP)

    def _holding(self, hand: Hand, order: str) -> ScreenOrder:
        row = order_of(hand.session, order, OrderKind.STOP)
        must_be(row, OrderState.IN_FORCE, what=END)
        if hand.now >= row.ends_at:
            raise StateForbids(END, state="已经自己结束了", thing="这条命令")
        return row

    def _note(self, hand: Hand, row: ScreenOrder, stop: Stop, told: str) -> None:
        details: dict[str, object] = {
            "order": row.sha256,
            "stop_cause": stop.cause.value,
            "reason": told,
            "until": stop.ends_at.isoformat(),
            "groups": list(stop.groups),
        }
        self._say(hand, "proposed", row, **details)

    def _say(self, hand: Hand, act: str, row: ScreenOrder, **details: object) -> None:
        note(hand.session, hand.person, act, row, at=hand.now, details=details)

    def _act(
        self,
        actor: str,
        act: str,
        do: Callable[[Hand], ScreenOrder],
        own: OwnWord | None = None,
    ) -> OrderView:
        desk = OrderDesk(acting=self._acting, pens=self._pens, limits=self._limits)
        return acted(desk, actor, act, do, own=own)
