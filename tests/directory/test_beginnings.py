from directory.beginnings import Runs, begun, either


def test_the_letters_after_each_beginning_of_a_run_are_known() -> None:
    assert begun({"huk", "hz", "h3β"}) == {"": "h", "h": "3uz", "hu": "k"}


def test_a_text_begins_anew_with_each_of_its_characters() -> None:
    runs = Runs()
    runs.add(("hu", "kou", "ben"), "hkb")

    found = runs.begun()

    assert found[""] == "bhk"
    assert found["hu"] == "k"
    assert found["hk"] == "b"
    assert found["be"] == "n"


def test_what_may_follow_by_either_of_two_is_joined() -> None:
    assert either({"h": "u", "k": "o"}, {"h": "az"}) == {"h": "auz", "k": "o"}
