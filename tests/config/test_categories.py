from config.categories import shipped_categories


def test_the_lists_hold_what_departments_villages_and_enterprises_disclose() -> None:
    """REQ-4."""
    lists = shipped_categories()

    assert {"政策解读", "热点回应", "财政资金", "双随机抽查"} <= set(lists.department)
    assert {"惠农补贴", "清正廉洁", "重大决策"} <= set(lists.village)
    assert {"廉洁从业", "重大决策"} <= set(lists.enterprise)


def test_every_category_is_offered_once() -> None:
    offered = shipped_categories().every()

    assert len(set(offered)) == len(offered)
    assert "重大决策" in offered
