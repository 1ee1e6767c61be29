import typer
from typer.testing import CliRunner

from config.terminal import echo, echo_text


def test_a_line_is_one_line_and_text_keeps_its_own_breaks() -> None:
    app = typer.Typer()

    @app.command()
    def speak() -> None:
        echo("one\ntwo")
        echo()
        echo_text("three\n\x1b[1mfour", err=True)

    said = CliRunner().invoke(app)

    assert said.stdout == "one\\u000atwo\n\n"
    assert said.stderr == "three\n\\u001b[1mfour\n"
