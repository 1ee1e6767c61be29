import json
import re

from signage.shell import INDEX, WORKER, load_shell


def test_the_build_hash_is_in_the_page_and_in_the_worker() -> None:
    shell = load_shell()

    assert shell.build.encode() in shell.files[INDEX].body
    assert f'BUILD = "{shell.build}"'.encode() in shell.files[WORKER].body


def test_the_worker_keeps_every_file_but_itself() -> None:
    shell = load_shell()

    listed = re.search(rb"const SHELL = (\[.*?\]);", shell.files[WORKER].body)

    assert listed is not None
    assert set(json.loads(listed[1])) == set(shell.files) - {WORKER}


def test_everything_that_the_page_asks_for_is_there() -> None:
    shell = load_shell()
    index = shell.files[INDEX].body.decode()

    asked = re.findall(r'(?:src|href)="(/[^"]+)"', index)

    assert asked
    assert set(asked) <= set(shell.files)


def test_every_module_that_is_imported_is_there() -> None:
    shell = load_shell()

    for path, file in shell.files.items():
        if path.endswith(".js"):
            for name in re.findall(r'from "\./([a-z]+\.js)"', file.body.decode()):
                assert f"/page/{name}" in shell.files


def test_no_page_file_holds_code_or_style_inline() -> None:
    index = load_shell().files[INDEX].body.decode()

    assert "<style" not in index
    assert "style=" not in index
    assert re.search(r"<script(?![^>]*src=)", index) is None


def test_every_script_is_at_most_250_lines() -> None:
    for path, file in load_shell().files.items():
        if path.endswith(".js"):
            assert file.body.count(b"\n") <= 250, path
