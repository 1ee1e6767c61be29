from signage.codes import code_svg


def test_a_code_is_ink_on_white_without_a_size_of_its_own() -> None:
    svg = code_svg("柳坞村 2026-0147").decode()

    assert svg.startswith("<svg")
    assert "#15212b" in svg
    assert "viewBox" in svg
    assert " width=" not in svg


def test_the_same_text_makes_the_same_code() -> None:
    assert code_svg("a") == code_svg("a")
    assert code_svg("a") != code_svg("b")
