from mingbai.errors import MissingExtraError, UnknownCommandError


def test_the_two_kinds_end_with_different_codes() -> None:
    unknown = UnknownCommandError("x", known=())
    missing = MissingExtraError("x", extras=["device"], distributions=["tuf"])

    assert unknown.exit_code == 2
    assert missing.exit_code == 69
