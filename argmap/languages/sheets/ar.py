"""Arabic."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="الاسم",
    date="التاريخ",
    key="نموذج الإجابة",
    fill_in="اكتب في كل مربع مرقّم الادعاء الذي يناسبه.",
    fill_in_letters="اكتب في كل مربع مرقّم حرف الادعاء الذي يناسبه.",
    fill_in_file="اكتب كل ادعاء ناقص مكان {blank} بين علامتي الاقتباس.",
    mark_kinds="اكتب في كل دائرة + إن كان الخط حجة، − إن كان اعتراضًا.",
    mark_links="صِل بقوس المقدمات التي لا تُعتبر إلا مجتمعة.",
    cut_out="قصّ البطاقات ورتّبها في خريطة: تحت كل ادعاء حججه (+) والاعتراضات عليه (−).",
    bank="ادعاءات للاختيار منها",
    some_are_wrong="ليست كلها في محلها هنا.",
)
