"""Say what a display certificate does not prove; the same words on paper and screen."""

from typing import Final

NOT_PROVEN: Final = (
    "它不证明有人看过：只证明屏幕在那些时间显示了签发的画面，或者公开栏等载体有记录。",
    "它不证明内容属实：只证明内容就是签字人签发的那一份，一字未改。",
    "它不证明设备立在什么地方、前面有没有遮挡：设备的钥匙是发布中心登记的。",
    "它不证明县里没有另设一台假设备：请把设备的指纹和大厅里的设备核对。",
    "它不证明没有漏掉对县里不利的条目：要查这一点，请用设备留存的校验点核对整本日志。",
    "公开栏、网站等载体的记录由经办人填写、拍照，设备没有作证。",
)
"""Sentences, each on a line of its own."""
