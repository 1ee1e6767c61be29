from datetime import date

from publishing.desk.attested_rows import short_code
from publishing.desk.attesting import OnPaper
from publishing.desk.chain_presets import shipped_chains
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.desk import digest

PHRASE = "柳坞村口的老樟树底下乘凉"


# REQ-12
async def test_an_administrator_gives_a_unit_its_chain(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/chains")
    await pages.sees("办公室审核", "出厂的")

    pages.press("定审批链")
    await pages.sees("照样板")
    chosen("照样板", "township")
    pages.press("定下")

    await pages.sees("从下一次提交起用", "分管领导批准", "本单位定的")
    found = pages.county.cases.chains.listing(pages.county.people["admin"])
    assert shipped_chains()["township"].chain in [one.chain for one in found]


async def test_who_keeps_no_units_sees_chains_and_sets_none(pages: Pages) -> None:
    await pages.open("drafter", "/settings/chains")

    await pages.sees("审批链", "负责人批准")
    await pages.user.should_not_see("定审批链")


# REQ-12
async def test_the_form_for_paper_carries_the_code_of_the_manifest(
    pages: Pages,
) -> None:
    made = pages.county.reviewed()

    await pages.open("publisher", f"/drafts/{made.line.id}/form")

    await pages.sees(
        "信息公开审批单",
        f"短码 {short_code(digest(made))}",
        "负责人批准",
        "已在系统签名",
        "收入 42,000.00 元。",
    )


# REQ-12
async def test_a_clerk_makes_a_key_and_attests_a_signed_form(pages: Pages) -> None:
    county = pages.county
    made = county.reviewed()
    publisher = county.people["publisher"]
    paper = county.cases.papers.add(
        publisher,
        made.line.id,
        data=b"%PDF-1.7",
        name="签好的审批单.pdf",
        manifest_sha256=digest(made),
    )
    told = OnPaper(
        scan=paper.sha256,
        code=short_code(digest(made)),
        decided_by=county.people["approver"],
        decided_on=date(2026, 11, 23),
    )
    county.cases.attesting.enter(
        publisher, made.line.id, told, manifest_sha256=digest(made)
    )
    await pages.open("publisher", "/settings/key")
    pages.type("口令，10 个字以上", PHRASE)
    pages.type("再输一次", PHRASE)
    pages.press("做钥匙")
    await pages.sees("钥匙做好了")

    await pages.user.open(f"/drafts/{made.line.id}/paper")
    await pages.sees("0/2 位核对", "签好的审批单.pdf")
    pages.press("我来核对")
    await pages.sees("钥匙口令")
    pages.type("钥匙口令", PHRASE)
    pages.press("核对无误，签名")

    await pages.sees("已核对，还差一位", "1/2 位核对")


async def test_a_leader_names_who_stands_in(pages: Pages, chosen: Choose) -> None:
    await pages.open("approver", "/settings/key")
    pages.press("指定代签人")
    await pages.sees("由谁代签")
    chosen("由谁代签", pages.county.people["publisher"])
    pages.type("到哪天（含这一天）", "2026-11-27")
    pages.press("指定")

    await pages.sees("publisher-login岗 代 approver-login岗", "代签中")


async def test_accounts_that_look_alike_are_pointed_out(pages: Pages) -> None:
    for login in ("one", "two"):
        pages.county.cases.accounts.invite(
            pages.county.people["admin"], login=login, name="张三", offices=[]
        )

    await pages.open("admin", "/settings/staff")

    await pages.sees("和账号“two”同名")
    pages.press("是谁")
    await pages.sees("和哪个账号是同一人")
    pages.type("工号", "0012")
    pages.press("保存")
    await pages.sees("工号、电话已记下")


async def test_a_circle_in_the_tree_is_refused_in_plain_words(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/units")
    pages.press("移动")
    await pages.sees("登记号不变")
    chosen("移到谁下面", "qinghe")
    pages.press_newest("移动")

    await pages.sees("已移到“清禾县”下面")


# REQ-12
async def test_a_meetings_step_is_signed_with_its_record(pages: Pages) -> None:
    county = pages.county
    chain = shipped_chains()["village"].chain
    county.cases.chains.set(county.people["admin"], "qinghe-liuwu", chain)
    made = county.reviewed(board="village")
    county.cases.papers.add(
        county.people["approver"],
        made.line.id,
        data=b"%PDF-1.7",
        name="联席会议记录.pdf",
        manifest_sha256=digest(made),
    )
    await pages.open("approver", f"/approval?draft={made.line.id}")
    await pages.sees("三人签名", "会议记录", "上传会议记录", "村两委联席会议决定")

    pages.press("同意，签名")

    await pages.sees("已批准，登记号")
    now = county.cases.looking.draft(county.people["approver"], made.line.id)
    assert now.line.state is DraftState.APPROVED
    assert now.decisions[-1].record_sha256 is not None


# REQ-12
async def test_a_clerk_leaves_the_first_step_to_a_village_and_is_offered_the_form(
    pages: Pages,
) -> None:
    county = pages.county
    county.cases.accounts.invite(
        county.people["admin"],
        login="zhuren",
        name="没有账号的主任",
        offices=[Held(unit="qinghe-liuwu", office=Office.DRAFTER)],
    )
    made = county.draft()
    await pages.open("drafter", f"/drafts/{made.line.id}")
    pages.press("提交审核")
    await pages.sees("这一件由谁提出", "没有账号，由镇里录入")

    pages.press_newest("提交审核")

    await pages.sees("由您代录", "各步都可以由这两位核对", "村里签，等您代录")
    now = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert now.decisions == ()
    await pages.user.open(f"/drafts/{made.line.id}/form")
    await pages.sees("代村里起草，“起草”由村里签")
