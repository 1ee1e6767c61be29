"""Bring traditional characters and spelt-out numbers into one form; it knows no words.

Only characters that mean the same in every word are replaced: 著 and 乾 stay.
"""

import re
from collections.abc import Container, Iterator

_TRADITIONAL = (
    "證证辦办戶户業业險险養养醫医療疗護护駕驾執执營营稅税務务積积區区縣县鄉乡"
    "鎮镇銷销籤签發发給给領领補补貼贴貸贷檔档遷迁轉转換换變变審审許许認认報报"
    "備备殘残廢废優优撫抚遺遗屬属親亲屍尸喪丧離离結结產产權权買买賣卖車车輛辆"
    "運运輸输駛驶練练習习學学擾扰導导師师開开關关門门閉闭飲饮館馆飯饭麵面藥药"
    "廠厂藝艺術术畫画書书圖图體体驗验檢检測测繪绘礦矿採采盜盗竊窃搶抢掛挂號号"
    "碼码電电話话網网絡络機机構构動动農农漁渔獸兽豬猪雞鸡鴨鸭魚鱼蟲虫樹树種种"
    "糧粮穀谷倉仓庫库壩坝灣湾溝沟澆浇災灾難难貧贫窮穷幫帮孫孙兒儿媽妈爺爷婦妇"
    "嬰婴歲岁齡龄壽寿鑰钥鎖锁鋪铺攤摊牆墙樓楼層层廳厅間间閒闲場场廣广裝装飾饰"
    "專专項项價价費费錢钱銀银賬账帳帐戰战軍军隊队復复員员職职勞劳爭争議议決决"
    "訴诉訟讼調调處处罰罚聯联單单個个們们這这裡里裏里還还沒没麼么誰谁嗎吗請请"
    "問问訊讯時时從从過过進进遠远邊边頭头見见對对錯错舊旧壞坏丟丢損损斷断續续"
    "約约組组織织團团會会協协黨党創创貿贸貨货質质標标準准製制設设計计劃划規规"
    "範范環环氣气熱热燈灯燒烧煙烟菸烟劑剂輻辐傷伤殯殡寵宠飼饲餵喂貓猫獎奖勵励"
    "勸劝應应當当實实現现資资訪访評评級级類类別别較较輕轻殺杀滅灭塵尘淨净潔洁"
    "髒脏灑洒陽阳陰阴雲云風风鹽盐麥麦黃黄龍龙鳳凤齒齿齊齐龜龟鄰邻鄭郑醬酱釀酿"
    "鐵铁鋼钢銅铜鑄铸鏈链鏡镜鐘钟鍾钟響响頁页順顺預预頒颁額额願愿顧顾題题顏颜"
    "飛飞騎骑驚惊騙骗鬥斗鬧闹點点歸归歷历曆历殼壳況况濟济濕湿灘滩為为無无狀状"
    "獨独獲获畢毕異异瘋疯癱瘫盤盘眾众礎础禮礼禍祸窩窝筆笔節节簡简籌筹糾纠紅红"
    "紙纸終终統统經经綠绿維维線线緊紧編编縮缩總总績绩繳缴罷罢羅罗聽听肅肃腦脑"
    "臨临與与興兴舉举艱艰蘇苏衛卫衝冲複复覽览觀观觸触託托註注誌志詢询誠诚課课"
    "講讲謝谢譯译讓让豐丰負负財财責责賠赔購购贈赠贊赞趕赶跡迹踐践軌轨軟软載载"
    "辭辞達达違违遞递適适選选郵邮釋释針针鈔钞錄录長长閱阅隱隐雖虽雙双靜静韓韩"
    "須须頻频駐驻鬆松傳传債债僅仅儀仪億亿兩两冊册凍冻劇剧勝胜匯汇華华衆众參参"
    "圍围園园圓圆堅坚墊垫壓压夢梦夾夹奪夺妝妆寧宁寫写將将尋寻尷尴島岛峽峡帶带"
    "幣币幹干廟庙彈弹後后恆恒態态憑凭憶忆懷怀戲戏據据擁拥擇择擔担撥拨擴扩敗败"
    "數数斂敛於于曬晒東东條条來来楊杨極极榮荣槍枪樣样橋桥欄栏歡欢歐欧氾泛漢汉"
    "潛潜潰溃澤泽濱滨瀏浏爐炉牽牵犧牺狹狭獄狱瑪玛甕瓮盡尽監监稱称穩稳"
    "髮发隻只併并係系佔占週周遊游佈布徵征餘余喫吃"
)
_SIMPLE = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
_DIGITS = dict(
    zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, *range(3, 10)), strict=True)
)
_DIGITS |= {str(n): n for n in range(10)}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千\d]{2,9}")
_SPELT = 3
"""From so many digits in a row they are one number: 一二三一五."""


def simplified(text: str) -> str:
    """Return a text with its traditional characters simplified, one for one."""
    return text.translate(_SIMPLE)


def in_figures(text: str, kept: Container[str] = ()) -> str:
    """Return a text with its numbers in figures: 六十岁 and 6十岁 are 60岁.

    Args:
        text: A cleaned text.
        kept: Numbers that stay as they are written.
    """
    return _NUMERAL.sub(
        lambda found: found[0] if found[0] in kept else _value(found[0]), text
    )


def numbers_in(text: str) -> Iterator[str]:
    """Yield the numbers of a text that are written with characters."""
    for found in _NUMERAL.finditer(text):
        if not found[0].isdigit():
            yield found[0]


def _value(numeral: str) -> str:
    """Return a number in figures; what is none stays."""
    places = [c for c in numeral if c in _PLACES]
    if not places:
        spelt = len(numeral) >= _SPELT
        return "".join(str(_DIGITS[c]) for c in numeral) if spelt else numeral
    sizes = [_PLACES[place] for place in places]
    if len(places) == len(numeral) or sizes != sorted(set(sizes), reverse=True):
        # 四十五十 are two numbers.
        return numeral
    total = held = 0
    for character in numeral:
        if character in _PLACES:
            total += (held or 1) * _PLACES[character]
            held = 0
        else:
            held = held * 10 + _DIGITS[character]
    return str(total + held)
