"""Chinese."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="姓名",
    date="日期",
    key="参考答案",
    fill_in="在每个编号方框中写出应填的主张。",
    fill_in_letters="在每个编号方框中写出应填主张的字母。",
    fill_in_file="把引号中的 {blank} 换成应填的主张。",
    mark_kinds="在每个圆圈中填写：理由写＋，异议写−。",
    mark_links="用括线连接只有合在一起才成立的前提。",
    cut_out="剪下卡片，拼成论证图：每个主张下面放它的理由（＋）和异议（−）。",
    bank="可选的主张",
    some_are_wrong="其中有些用不上。",
)
