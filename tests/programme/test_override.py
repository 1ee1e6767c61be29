from programme.override import Override
from tests.fakes.orders import plain_alert, stop


def test_what_is_left_at_its_default_does_not_change_what_was_signed_before() -> None:
    old = plain_alert(icon="", act_icons=(), groups=())

    told = old.model_dump(mode="json")

    assert {"icon", "act_icons", "groups", "drill", "sealed_reason"}.isdisjoint(told)
    assert Override.model_validate(told) == old


def test_approvals_are_over_an_order_without_them() -> None:
    signed = stop()

    assert signed.subject() == signed.model_copy(update={"approvals": ()}).subject()
    assert signed.subject() != signed.digest()
