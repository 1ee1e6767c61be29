"""Say all mistakes of a form at once, in plain words; it checks nothing."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_FIELDS = {
    "id": "编号",
    "name": "名称",
    "register_name": "登记号前的名字",
    "lines": "屏上的单位名",
    "panel": "屏幕",
    "width": "横向像素",
    "height": "竖向像素",
    "diagonal_inches": "屏幕寸数",
    "distance_mm": "观看距离",
    "service_hours": "服务时间",
    "least_exposures_per_day": "每天至少放几次",
    "least_showings_per_hour": "每小时至少放几次",
    "title": "标题",
    "category": "类别",
    "mandate": "公开时限",
    "mandate_name": "公开时限",
    "groups": "挂到哪里",
    "weekdays": "星期",
    "dayparts": "时段",
    "settled_on": "事项确定之日",
    "hung_since": "以前已贴出",
    "objections_telephone": "提意见的电话",
    "secrecy_basis": "保密自查情况",
    "basis": "依据",
    "withheld": "遮住或去掉的部分",
    "explanation": "说明",
    "code": "登记码",
    "county_name": "县名",
    "enquiry_place": "咨询台",
    "enquiry_telephone": "咨询电话",
    "hotline": "热线",
    "qr_target": "二维码网址",
}
_REASONS = {
    "missing": "没有填",
    "string_too_short": "没有填，或太短",
    "string_too_long": "太长",
    "too_short": "至少要一项",
    "too_long": "太多了",
    "string_pattern_mismatch": "格式不对：小写字母、数字和短横线",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "int_from_float": "要写整数",
    "enum": "不在可选的项里",
    "date_parsing": "不是一天",
}


def form_faults(error: ValidationError) -> str:
    """Return every mistake with its field."""
    faults = dict.fromkeys(_fault(detail) for detail in error.errors())
    return f"有 {len(faults)} 处要改：{'；'.join(faults)}。其余填的都还在。"


def _fault(detail: ErrorDetails) -> str:
    names = [str(part) for part in detail["loc"] if isinstance(part, str)]
    field = names[-1] if names else ""
    reason = _REASONS.get(detail["type"], "不对")
    return f"“{_FIELDS.get(field, field or '这张表')}”{reason}"
