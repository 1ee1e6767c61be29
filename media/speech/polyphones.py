"""List words of county texts whose reading the general dictionary gets wrong.

Data only: phrase to syllables with tones, and surnames read otherwise than the
same character in other words.
"""

PHRASES = {
    "还款": "huan2 kuan3",
    "还贷": "huan2 dai4",
    "还本": "huan2 ben3",
    "还清": "huan2 qing1",
    "还房贷": "huan2 fang2 dai4",
    "还建": "huan2 jian4",
    "还田": "huan2 tian2",
    "还林": "huan2 lin2",
    "还草": "huan2 cao3",
    "还湿": "huan2 shi1",
    "还地": "huan2 di4",
    "还证": "huan2 zheng4",
    "还书": "huan2 shu1",
    "还给": "huan2 gei3",
    "办得了": "ban4 de5 liao3",
    "办不了": "ban4 bu4 liao3",
    "来不了": "lai2 bu4 liao3",
    "走不了": "zou3 bu4 liao3",
    "供养": "gong1 yang3",
    "大夫": "dai4 fu5",
    "相片": "xiang4 pian4",
    "照片": "zhao4 pian4",
    "行政": "xing2 zheng4",
    "银行": "yin2 hang2",
    "重庆": "chong2 qing4",
    "参差": "cen1 ci1",
    "便宜": "pian2 yi5",
    "处长": "chu4 zhang3",
    "调解": "tiao2 jie3",
    "调查": "diao4 cha2",
    "种粮": "zhong4 liang2",
    "种茶": "zhong4 cha2",
    "种树": "zhong4 shu4",
    "种粮户": "zhong4 liang2 hu4",
    "数一数": "shu3 yi5 shu3",
    "什么": "shen2 me5",
    "谁": "shei2",
    "谢谢": "xie4 xie5",
    "嗯": "en1",
    "哪儿": "na3 er2",
}
"""Longest match wins. Words read rightly today are kept where a mistake would hurt."""

SURNAMES = {
    "令狐": "ling2 hu2",
    "尉迟": "yu4 chi2",
    "万俟": "mo4 qi2",
    "长孙": "zhang3 sun1",
    "单于": "chan2 yu2",
    "澹台": "tan2 tai2",
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
}
"""Read so only before 某 or a title, at the start of a run or after a linking word."""

ALSO_WORDS = {"区": "ou1", "任": "ren2"}
"""Surnames that also stand before titles as words (任组长, 区书记): only before 某."""
