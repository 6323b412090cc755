"""Hebrew."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="שם",
    date="תאריך",
    key="פתרון",
    fill_in="כתבו בכל תיבה ממוספרת את הטענה המתאימה לה.",
    fill_in_letters="כתבו בכל תיבה ממוספרת את האות של הטענה המתאימה לה.",
    fill_in_file="כתבו כל טענה חסרה במקום {blank}, בין המירכאות.",
    mark_kinds="כתבו בכל עיגול + אם הקו הוא נימוק, − אם הוא התנגדות.",
    mark_links="חברו בסוגר את ההנחות שיש להן משקל רק יחד.",
    cut_out="גזרו את הכרטיסים וסדרו אותם למפה: מתחת לכל טענה נימוקיה (+) וההתנגדויות לה (−).",
    bank="טענות לבחירה",
    some_are_wrong="לא כולן שייכות לכאן.",
)
