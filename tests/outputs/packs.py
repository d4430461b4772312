"""A pack whose examples come out in every way there is."""

from engine.verification.verify import PackResult, verify
from tests.evaluation.village import ruleset

BASE = """# 石桥村2023年资金公布

青禾县石桥村委会

一、概况

本年收支平衡。

二、收支

| 项目 | 上级拨款 | 自筹 | 总计 |
|---|---|---|---|
| 一、收入 | 70 | 30 | 100 |
| 二、支出 | 50 | 20 | 70 |
| 三、结余 | 20 | 10 | 30 |

青禾县石桥村委会

2024年1月15日
"""
RULES = """规则 R1 "行合计"
  级别 错误
  依据 格式 "办法"
  对每个 行 于 资金表.行
  要求 资金表[行, 上级] + 资金表[行, 自筹] = 资金表[行, 总计]
  提示 "“{行.名称}”相加为 {左}，写作 {右}"
  违例 资金表[收入, 自筹] 改为 "31"
  合例 资金表[收入, 自筹] 改为 "32"
  违例 概况.正文 改为 "电话13800138000。"
  违例 资金表[收入, 自筹] 改为 "30"

规则 R2 "[bold]有概况[/nothing] <b> & \x01"
  级别 警告
  依据 编辑建议 "写清楚"
  要求 存在 概况
  提示 "没有概况"
"""


def village_pack(rules: str = RULES, base: str | None = BASE) -> PackResult:
    return verify(ruleset(rules, base))
