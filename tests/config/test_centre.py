"""What the public pages' settings may say; codes lead to the county's own sites."""

from pathlib import Path

import pytest

from config.centre import CentreSettings
from config.settings import SettingsError, read_settings


def read(folder: Path, text: str) -> CentreSettings:
    file = folder / "centre.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(CentreSettings, files=[file])


def test_without_an_address_the_pages_lie_in_the_data_folder(tmp_path: Path) -> None:
    found = read(tmp_path, f'data_folder = "{tmp_path.as_posix()}"')

    assert found.public.address == ""
    assert found.public_folder == tmp_path / "public"


def test_an_address_on_an_own_site_is_taken_without_its_last_stroke(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        'link_hosts = ["gk.qinghe.example"]\n'
        '[public]\naddress = "https://gk.qinghe.example/gk/"\nfolder = "/srv/gk"\n',
    )

    assert found.public.address == "https://gk.qinghe.example/gk"
    assert found.public_folder == Path("/srv/gk")


# B15
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://elsewhere.example", "没有登记在 link_hosts"),
        ("javascript:alert(1)", "要像 https://"),
        ("data:text/html,x", "要像 https://"),
        ("https://a@gk.qinghe.example", "要像 https://"),
        ("https://gk.qinghe.example/?x=1", "要像 https://"),
        (f"https://gk.qinghe.example/{'x' * 60}", "二维码远处扫不出来"),
    ],
)
def test_any_other_address_is_refused_in_words(
    tmp_path: Path, address: str, told: str
) -> None:
    text = f'link_hosts = ["gk.qinghe.example"]\n[public]\naddress = "{address}"\n'

    with pytest.raises(SettingsError, match=told):
        read(tmp_path, text)
