"""Cut a run of letters into the syllables of Mandarin; it knows no words.

It remembers no letters either: they are what somebody typed. Who asks for the same cuts
again and again remembers them for one question.
"""

from collections.abc import Callable

_ALL = (  # the last line is what some type for deng, leng, teng, lve and nve
    "a o e ai ei ao ou an en ang er "
    "ba bo bai bei bao ban ben bang beng bi bie biao bian bin bing bu "
    "pa po pai pei pao pou pan pen pang peng pi pie piao pian pin ping pu "
    "ma mo me mai mei mao mou man men mang meng mi mie miao miu mian min ming mu "
    "fa fo fei fou fan fen fang feng fu "
    "da de dai dei dao dou dan dang deng dong di die diao diu dian ding du duo dui "
    "duan dun ta te tai tao tou tan tang teng tong ti tie tiao tian ting tu tuo tui "
    "tuan tun na ne nai nei nao nou nan nen nang neng nong ni nie niao niu nian nin "
    "niang ning nu nuo nuan nv nve la le lai lei lao lou lan lang leng long li lia "
    "lie liao liu lian lin liang ling lu luo luan lun lv lve "
    "ga ge gai gei gao gou gan gen gang geng gong gu gua guo guai gui guan gun guang "
    "ka ke kai kao kou kan ken kang keng kong ku kua kuo kuai kui kuan kun kuang "
    "ha he hai hei hao hou han hen hang heng hong hu hua huo huai hui huan hun huang "
    "ji jia jie jiao jiu jian jin jiang jing jiong ju jue juan jun "
    "qi qia qie qiao qiu qian qin qiang qing qiong qu que quan qun "
    "xi xia xie xiao xiu xian xin xiang xing xiong xu xue xuan xun "
    "zha zhe zhi zhai zhei zhao zhou zhan zhen zhang zheng zhong zhu zhua zhuo zhuai "
    "zhui zhuan zhun zhuang cha che chi chai chao chou chan chen chang cheng chong "
    "chu chua chuo chuai chui chuan chun chuang sha she shi shai shei shao shou shan "
    "shen shang sheng shu shua shuo shuai shui shuan shun shuang re ri rao rou ran "
    "ren rang reng rong ru ruo rui ruan run za ze zi zai zei zao zou zan zen zang "
    "zeng zong zu zuo zui zuan zun ca ce ci cai cao cou can cen cang ceng cong cu cuo "
    "cui cuan cun sa se si sai sao sou san sen sang seng song su suo sui suan sun "
    "ya yo ye yao you yan yin yang ying yong yi yu yue yuan yun "
    "wa wo wai wei wan wen wang weng wu "
    "den len ten lue nue"
)
SYLLABLES = frozenset(_ALL.split())
_BEGUN = frozenset(one[:end] for one in SYLLABLES for end in range(1, len(one) + 1))
_LONGEST = 6
MOST_CUTS = 6
"""A run has few sensible cuts; xian is xian and xi an."""
MOST_LETTERS = 60

Cutting = Callable[[str], tuple[tuple[str, ...], ...]]
"""`cuts`, or what remembers its answers for one question."""


def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the cuts of letters into syllables, those of fewest syllables first.

    The last part of a cut may be the beginning of a syllable, as while typing.
    Letters that cannot be cut have none.
    """
    letters = letters[:MOST_LETTERS]
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(letters) + 1)]
    ways[0].append(())
    for end in range(1, len(letters) + 1):
        found = [
            (*way, letters[start:end])
            for start in range(max(0, end - _LONGEST), end)
            if letters[start:end] in SYLLABLES
            or (end == len(letters) and is_begun(letters[start:end]))
            for way in ways[start]
        ]
        ways[end] = sorted(found, key=_effort)[:MOST_CUTS]
    return tuple(ways[-1])


def is_begun(letters: str) -> bool:
    """Say whether letters begin a syllable."""
    return letters in _BEGUN


def _effort(way: tuple[str, ...]) -> tuple[int, int]:
    unfinished = sum(part not in SYLLABLES for part in way)
    return len(way) + unfinished, unfinished
