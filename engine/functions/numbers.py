"""数字 numbers."""

from engine.functions._numerals import CHARACTERS
from engine.functions._said import said_numbers
from engine.model.function import Example, Function, Parameter
from engine.model.types import SAID_NUMBER, TEXT, list_of

FUNCTION = Function(
    name="数字",
    english="numbers",
    parameters=(Parameter("文", "text", TEXT),),
    result=list_of(SAID_NUMBER),
    doc=(
        "文字里说到的数，连同单位：1,234件、3.2万元、5％、百分之三十、三件。“5万”没有单位，就是50000。"
        "日期、条款号、文号、电话、序号、《》里和短引号里的数字不算；年份的单位是年。"
    ),
    english_doc=(
        "The numbers that a text says, with their units; 5万 without a unit is 50000. Dates, articles, document "
        "numbers, telephones, list marks and what stands in 《》 or a short quotation are none; years have the unit 年."
    ),
    examples=(
        Example('数(数字("新收1,234件，占比30%，结转三件。"))', "3"),
        Example('数(数字("2023年1月1日，〔2021〕30号，第四十九条，一是统一。"))', "0"),
    ),
    call=said_numbers,
    only_where=rf"[0-9０-９]+|[{CHARACTERS}]+",  # no two numbers share one
)
