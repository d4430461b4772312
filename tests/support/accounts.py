"""A small form with every kind of thing in it."""

FORM = """规则集 账目年报 = accounts
  标题 "账目年报"
  版本 "2"

表单 账目 = accounts_form "账目年报"
  识别 /账目/

部分 概况 = overview "一、概况"
部分 收支 = flows "二、收支" 又作 "二、收支情况" 含 表一

字段 年报.标题 = report.title 文本
  取自 抬头 /.*年报/
字段 年报.单位 = report.organ 机关
  取自 抬头 整行
字段 年报.年度 = report.year 年份
  取自 年报.标题 /(\\d{4})/
字段 签发.日期 = signed.date 日期
  取自 文末 整行

表 表一 = table1 "收支"
  组 来源 = sources "来源"
    列 拨款 = grants "拨款"
    列 自筹 = own "自筹" 又作 "自筹款"
  列 合计数 = total "合计"
  行 收入 = income "收入"
  组 支出类 = spending "支出"
    行 工资 = wages "工资"
    行 办公 = office "办公"
  行 结余 = balance "结余"
  每格 非负数 单位 万元

表 表二 = table2 "件数"
  小节 甲节 = first "甲"
    列 发文 = issued "发文"
    列 收文 = received "收文"
    行 公函 = letters "公函"
    行 通知 = notices "通知"
  小节 乙节 = second "乙"
    列 发文 = issued "发文"
    行 简报 = bulletins "简报"
  每格 非负整数 单位 件
"""
