import io

from PIL import Image

from demo.scenes import scene_file


def test_before_after_and_a_square_are_three_pictures() -> None:
    files = {scene_file(caption) for caption in ("施工前", "施工后", "广场")}

    assert len(files) == 3
    assert {Image.open(io.BytesIO(one)).size for one in files} == {(1200, 800)}
