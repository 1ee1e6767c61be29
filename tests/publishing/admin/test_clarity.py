from programme.blocks import Cell, Paragraph, Table
from publishing.desk.sums import ConfirmedSum
from tests.fakes.admin_pages import Pages

REASON = "数字没有错的，写明理由；有错的请改正"
TABLE = Table(
    header_rows=1,
    rows=tuple(
        tuple(Cell(text=text) for text in row)
        for row in (("项目", "金额"), ("路灯", "10"), ("水管", "20"), ("合计", "31"))
    ),
)
FOUND = "第 1 段的表“合计”一行“金额”一列写的是 31，加起来是 30"


def confirmed(pages: Pages, draft: str) -> tuple[ConfirmedSum, ...]:
    return pages.county.cases.looking.draft(
        pages.county.people["drafter"], draft
    ).form.confirmed_sums


async def test_a_drafter_reads_which_total_differs_and_gives_a_reason(
    pages: Pages,
) -> None:
    made = pages.county.draft(blocks=(TABLE,))
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("数字和用词", "1 处合计要改", "合计对不上", FOUND)

    pages.type(REASON, "含上年结转 1 元")
    pages.press("保存")

    await pages.sees("已保存。")
    assert confirmed(pages, made.line.id) == (
        ConfirmedSum(words=FOUND, reason="含上年结转 1 元"),
    )


async def test_a_reason_that_says_too_little_is_told(pages: Pages) -> None:
    made = pages.county.draft(blocks=(TABLE,))
    await pages.open("drafter", f"/drafts/{made.line.id}")

    pages.type(REASON, "对的")
    pages.press("保存")

    await pages.sees("合计对不上的理由太短，至少 4 个字。")
    assert confirmed(pages, made.line.id) == ()


async def test_who_signs_reads_the_reason_and_how_many_words_are_hard(
    pages: Pages,
) -> None:
    made = pages.county.submitted(
        blocks=(TABLE, Paragraph(text="有关部门适时予以解决。")),
        confirmed_sums=(ConfirmedSum(words=FOUND, reason="含上年结转 1 元"),),
    )

    await pages.open("reviewer", f"/approval?draft={made.line.id}")

    await pages.sees("合计对不上", "（理由：含上年结转 1 元）", "用词提醒 3 条")


async def test_advice_names_the_piece_and_stops_nothing(pages: Pages) -> None:
    made = pages.county.draft(blocks=(Paragraph(text="适时清理三资。"),))

    await pages.open("drafter", f"/drafts/{made.line.id}")

    await pages.sees(
        "下面只是提醒，不改也能提交。", "第 1 段：“适时”可以不说：写明日期"
    )
