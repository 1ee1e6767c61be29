"""Check the sets of carriers against each other (REQ-35)."""

from programme.carriers import PRIMARY_BY_DEFAULT, PROVED_BY_DEVICES, Carrier


def test_no_carrier_that_devices_prove_is_primary_by_a_record_of_staff() -> None:
    assert not PROVED_BY_DEVICES & PRIMARY_BY_DEFAULT


def test_paper_board_and_website_are_primary_where_nothing_else_is_said() -> None:
    assert {Carrier.PAPER_BOARD, Carrier.WEBSITE} == PRIMARY_BY_DEFAULT
