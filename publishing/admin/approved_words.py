"""Say when displays take up words that stand beside disclosures."""

from typing import Final

WHEN_SHOWN: Final = (
    "批准人用自己钥匙签的县，请再到“办事指南 · 送批和发布”送批，批了屏上才换；"
    "其他县屏上几秒内换好。"
)
