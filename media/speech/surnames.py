"""Find surnames in a run of Han characters and say how they are read.

A character is a surname only by what stands around it: 某, a title, a word for a
person before it. Where that leaves a doubt the general dictionary decides.
"""

import re
from collections.abc import Iterator

SURNAMES = {
    "令狐": "ling2 hu2",
    "尉迟": "yu4 chi2",
    "万俟": "mo4 qi2",
    "长孙": "zhang3 sun1",
    "单于": "chan2 yu2",
    "澹台": "tan2 tai2",
    "仲孙": "zhong4 sun1",
    "单": "shan4",
    "解": "xie4",
    "仇": "qiu2",
    "查": "zha1",
    "曾": "zeng1",
    "华": "hua4",
    "盖": "ge3",
    "朴": "piao2",
    "乐": "yue4",
    "缪": "miao4",
    "宁": "ning4",
    "覃": "qin2",
    "翟": "zhai2",
    "尉": "wei4",
    "薄": "bo2",
    "冼": "xian3",
    "燕": "yan1",
    "应": "ying1",
    "逄": "pang2",
    "葛": "ge3",
    "卜": "bu3",
    "阚": "kan4",
    "乜": "nie4",
    "宓": "mi4",
    "繁": "po2",
    "撒": "sa3",
    "洗": "xian3",
    "谌": "chen2",
    "逯": "lu4",
    "郇": "xun2",
}
"""Read so before 某 or a title, and between a word for a person and a given name."""

ALSO_WORDS = {
    "区": "ou1",
    "任": "ren2",
    "种": "chong2",
    "黑": "he4",
    "召": "shao4",
    "折": "she2",
    "员": "yun4",
    "秘": "bi4",
    "那": "na1",
    "相": "xiang4",
    "少": "shao4",
    "过": "guo1",
    "要": "yao1",
    "教": "jiao4",
    "会": "gui4",
    "都": "du1",
    "哈": "ha3",
}
"""Surnames that also stand before titles as words (任组长, 区书记): only before 某,
or where a mark stands between the word for a person and the name."""

_TITLE = (
    "(?=某|(?:副)?(?:局长|主任|书记|县长|镇长|乡长|村长|区长|科长|股长|处长|组长|队长"
    "|所长|站长|会长|校长|院长|部长|厂长|行长|医生|大夫|老师|同志|先生|女士|师傅|律师"
    "|法官|检察官|警官|会计|经理))"
)
_BY_TITLE = re.compile(
    r"(?<![^\W，、和与由请被向对找给跟及同让是为])"
    f"(?:(?:{'|'.join(SURNAMES)}){_TITLE}|(?:{'|'.join(ALSO_WORDS)})(?=某))"
)
_FAMILIAR = re.compile(f"(?<=^[老小])(?:{'|'.join(SURNAMES)})$")
_PERSON = (
    "(?:联系人|申请人|负责人|代表人|委托人|受托人|代理人|经办人|承办人|审核人|监护人"
    "|当事人|征收人|权利人|承包人|出租人|承租人|签发人|主持人|户主|村民|居民|农户|姓名"
    "|成员|组员|组长|书记|主任|局长|县长|镇长|乡长|村长|科长|股长|处长|所长|站长|队长"
    "|会长|校长|院长|委员|代表|会计|同志|干部|党员|老人|学生|教师|医生)"
)
_GIVEN = "(?=[一-鿿]{1,2}(?:$|[、和与及等在于是已将对向因同给由说为]))"
_DOUBTFUL = ("应",)
"""After a word for a person mostly a verb: 申请人应提交."""
_AFTER_PERSON = re.compile(
    f"{_PERSON}(?P<name>{'|'.join(n for n in SURNAMES if n not in _DOUBTFUL)}){_GIVEN}"
)
_LISTED = re.compile(
    f"(?:人员|{_PERSON})(?:(?:（[^（）]{{0,12}}）)?[:：] {{0,4}}|（| {{1,4}})"
    "(?:[一-鿿]{2,4}[、，, ] {0,4}){0,60}$"
)
_FIRST = re.compile(f"(?:{'|'.join(SURNAMES | ALSO_WORDS)}){_GIVEN}")
_NO_NAME: dict[str, str] = {
    "单": "位独个据价元列项一次方纯程户干身亲证号双边向人车体册间层页",
    "解": "决释除答读放散聘冻约体压困救毒封职任缴付析说",
    "仇": "恨视人家",
    "查": "询看阅验处明找封扣实清出对补办获收核无档体房到证账勘重究",
    "曾": "经任在于是被获有多因用为向与以",
    "华": "侨东北中南人裔夏",
    "盖": "章上好印房有戳楼棚",
    "朴": "素实",
    "乐": "意于观园捐器队手",
    "宁": "愿可静夏",
    "尉": "官",
    "薄": "弱利膜",
    "燕": "麦子",
    "葛": "根",
    "卜": "卦",
    "繁": "体多殖荣育忙重琐",
    "撒": "种播谎",
    "洗": "衣车手涤澡",
    "应": "当急该对用由届聘征付收缴补退",
    "区": "别域划内县级分间政委长",
    "任": "命职期何务免用教选意",
    "种": "植子类粮养",
    "黑": "色恶",
    "召": "开集回",
    "折": "旧扣算合",
    "员": "工",
    "秘": "书",
    "那": "么里些",
    "相": "关应互片",
    "少": "数年儿于",
    "过": "期程户渡错",
    "要": "求件点",
    "教": "师育练学材",
    "会": "计议员长场",
    "都": "市会已",
}
"""What makes a word of a surname: 村民查询, 户主盖章."""


def surnames(run: str, before: str = "") -> Iterator[tuple[int, str]]:
    """Yield where a surname begins in a run and its syllables with tones.

    Args:
        run: Han characters only.
        before: What stands before the run; a word for a person and a mark there
            make a name of its beginning.
    """
    places: dict[int, str] = {}
    for found in (*_BY_TITLE.finditer(run), *_FAMILIAR.finditer(run)):
        places[found.start()] = found[0]
    for found in _AFTER_PERSON.finditer(run):
        places[found.start("name")] = found["name"]
    first = _FIRST.match(run)
    if first and _LISTED.search(before):
        places[0] = first[0]
    for at, name in places.items():
        if run[at + 1 : at + 2] not in tuple(_NO_NAME.get(name, "")):
            yield at, SURNAMES.get(name) or ALSO_WORDS[name]
