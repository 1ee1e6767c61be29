from config.demo_directory import demo_directory
from directory.texts import entry_of
from media.speech.searching import item_readings


def test_the_readings_of_every_demo_item_fit_the_searched_texts() -> None:
    items = demo_directory().items

    entries = [
        entry_of(item, department="", readings=item_readings(item)) for item in items
    ]

    assert len(entries) == 150


def test_a_reading_knows_polyphones_by_their_phrase() -> None:
    item = (
        demo_directory()
        .items[0]
        .model_copy(
            update={"name": "银行开户", "plain_name": "去重庆", "phrases": ("VIP 3",)}
        )
    )

    readings = item_readings(item)

    assert readings.pinyin == ("yin hang kai hu", "qu chong qing", "v i p 3")
    assert readings.initials == ("yhkh", "qcq", "vip3")
