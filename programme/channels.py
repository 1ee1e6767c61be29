"""Say which channel of its own a text belongs to, if to any; pure (REQ-50).

What is led away here is never published and never sent: it is not for a public wall,
and some of it is protected by law. In doubt a text is led away: a person at the desk
is named beside every channel. The channels and their numbers:

- danger: police 110 and first aid 120;
- distress: the national line of mental help, 12356 (卫生健康委, from 1 May 2025);
- misconduct: discipline inspection, 12388 (监督执纪工作规则, 检举控告工作规则);
- petition: 信访 (信访工作条例, in force from 1 May 2022);
- private: public legal service, 12348 (公共法律服务, 司法部).
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Channel(StrEnum):
    """Name a channel, in the order in which a text is held against them."""

    DANGER = "danger"
    DISTRESS = "distress"
    MISCONDUCT = "misconduct"
    PETITION = "petition"
    PRIVATE = "private"


NUMBERS: Final = {
    Channel.DANGER: ("110", "120"),
    Channel.DISTRESS: ("12356", "120"),
    Channel.MISCONDUCT: ("12388",),
    Channel.PETITION: ("12345",),
    Channel.PRIVATE: ("12348",),
}
"""The telephones of each channel, the first one first."""

_SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎"
    "鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧肖尹姚邵"
    "汪祁毛狄米贝臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡"
    "凌霍虞万柯管卢莫房解应宗丁邓洪包左石崔吉龚程邢裴陆荣翁荀曾关向欧廖耿文聂敖冷辛阎叶刘龙段侯白"
    "易武谭覃詹申涂巫"
)
_TITLE = (
    r"(?:副)?(?:书记|县长|镇长|乡长|村长|局长|处长|科长|股长|所长|站长|院长|校长|主任|主席|会计|"
    r"委员|组长|支书|队长|经理|厂长|老板|医生|老师|警官|领导|干部)"
)
_GIFT = (
    r"(?:收|拿|送|塞)(?:了|过|走)?[\u4e00-\u9fff0-9]{0,7}"
    r"(?:香烟|条烟|包烟|烟酒|(?:瓶|箱|白|好|名)酒|购物卡|茶叶|土特产|礼品|现金|万元)"
)
"""What is given to officials by the words that people use for it."""
_WRONG = (
    r"(?:贪|受贿|行贿|索贿|收(?:了)?(?:钱|礼|红包|好处|回扣)|吃(?:拿卡要|回扣)|(?:拿|要|给)(?:了)?(?:好处费?|回扣|红包)|"
    r"挪用|侵吞|私吞|克扣|截留|虚报|冒领|套取|优亲厚友|以权谋私|滥用职权|徇私|包庇|保护伞|"
    rf"{_GIFT}|"
    r"公款(?:吃喝|旅游)|大吃大喝|打人|骂人|辱骂|骗|不要脸|作风(?:不正|问题)|包养|(?:生活)?腐化|勒索|"
    r"偏心|黑心|霸占|欺负|报复)"
)

_RULES: Final = (
    (
        Channel.DANGER,
        (
            r"救命|着火|起火|火灾|爆炸|有人(?:晕倒|昏倒|受伤|落水|被打|打架)|正在(?:打|砍|抢)|抢劫|绑架|杀人"
            r"|煤气(?:泄漏|中毒)|被拐|失踪|走失|强奸|猥亵|非法拘禁|家暴|家庭暴力"
        ),
    ),
    (
        Channel.DISTRESS,
        r"自杀|轻生|不想活|活不下去|活着没意思|想死|跳(?:楼|河|桥)|割腕|喝农药",
    ),
    (
        Channel.MISCONDUCT,
        (
            r"举报|检举|控告|揭发|实名反映|违纪|违法乱纪|贪(?:污|腐|官|赃)|腐败|受贿|行贿|索贿|贿赂|红包|回扣"
            r"|好处费|吃拿卡要|(?:权钱|钱权)交易|以权谋私|滥用职权|玩忽职守|徇私|优亲厚友|保护伞|挪用|侵吞|私吞"
            r"|截留|冒领|套取|克扣(?:补贴|补助|低保|救济)|公款(?:吃喝|旅游)|小金库|买官|卖官|买票|贿选|拉票"
            r"|小官大贪|雁过拔毛|利益输送|暗箱操作|黑社会|涉黑|黑恶"
            rf"|{_GIFT}.{{0,8}}(?:才|就)(?:肯|给|能)?.{{0,4}}(?:办|盖|批|签|过)"
            rf"|不{_GIFT}.{{0,6}}不.{{0,3}}(?:办|盖|批|签)"
        ),
    ),
    (
        Channel.PETITION,
        (
            r"上访|信访|越级|进京|申诉|冤(?:枉|案|情)|平反|行政复议|行政诉讼|(?:民)?告官|国家赔偿"
            r"|(?:征地|拆迁|征收)(?:的)?(?:补偿)?(?:太低|不公|不服|纠纷|没给|没到)|不服(?:判决|裁定|处罚|决定)"
            r"|强(?:拆|征)|集体(?:反映|上访)|讨(?:个)?说法|拉横幅|堵(?:门|路)"
        ),
    ),
    (
        Channel.PRIVATE,
        (
            r"离婚|出轨|小三|婆媳|(?:老公|丈夫|老婆|妻子|婆婆|儿媳|女婿|前夫|前妻)|分家|遗产|遗嘱|继承纠纷|抚养费|抚养权|彩礼"
            r"|(?:不|没有?)(?:赡养|养老人|管老人)|邻居|隔壁(?:家|老)|欠(?:我|钱|债|薪)|借(?:我|了我)?的?钱|不还钱|讨债|要账"
            r"|宅基地(?:纠纷|被占)|地界|打官司|被(?:骗|偷)了|个人隐私|病历|艾滋"
        ),
    ),
)
_COMPILED = tuple((channel, re.compile(rule)) for channel, rule in _RULES)
_NAMED = re.compile(
    rf"(?:[{_SURNAME}](?:[\u4e00-\u9fff]{{0,2}}|某某?|[xX*]{{1,2}}){_TITLE}"
    rf"|{_TITLE}[{_SURNAME}][\u4e00-\u9fff]{{1,2}})"
)
_IS_WRONG = re.compile(_WRONG)
_BARE = re.compile(
    rf"(?:叫|名叫|姓名是?|就是)(?:做|个)?[{_SURNAME}][\u4e00-\u9fff]{{1,2}}(?:的|[^\u4e00-\u9fff]|$)"
)
_DIGITS = re.compile(r"(?<!\d)(?:\d{17}[\dxX]|1[3-9]\d{9}|\d{16,19}|0\d{9,11})(?!\d)")
_BETWEEN = re.compile(r"[\s\W_]+")


def channel_of(text: str) -> Channel | None:
    """Return the channel that a text belongs to, or None where it may be left here.

    Signs between characters, wide letters and compatibility forms hide nothing.
    """
    plain = _plain(text)
    for channel, rule in _COMPILED:
        if rule.search(plain):
            return channel
    if _accuses_somebody(text, plain):
        return Channel.MISCONDUCT
    return None


def tells_of_person(text: str) -> bool:
    """Say whether a text holds a number that leads to a person (identity, telephone).

    Eighteen and sixteen to nineteen digits, mobile and landline numbers, however
    they are grouped.
    """
    joined = re.sub(r"(?<=\d)[\s\-—.·]+(?=[\dxX])", "", _normal(text))
    return _DIGITS.search(joined) is not None


def _accuses_somebody(text: str, plain: str) -> bool:
    # A name ends where a sign stands, so the signs are kept for it.
    named = _NAMED.search(plain) or _BARE.search(_normal(text))
    return named is not None and _IS_WRONG.search(plain) is not None


def _plain(text: str) -> str:
    return _BETWEEN.sub("", _normal(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
