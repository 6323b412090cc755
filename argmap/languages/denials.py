"""Words that deny, in many languages: none is left out beside what is quoted, and none is added."""

from __future__ import annotations

DENIAL = r"""(?ix) \b (?:
    not | never | no | nobody | none | nothing | neither | nor | without | cannot | hardly | nicht
    | kein\w{0,2} | nie | niemals | niemand | nichts | weder | ohne | ne | pas | jamais | aucune?
    | rien | sans | sin | nunca | jamás | ningun[ao]? | ningún | não | sem | non | mai | nessun[ao]?
    | senza | niet | geen | nooit | не | нет | никогда | без | لا | لم | لن | ليس | ליס | לא | אין
    | בלי ) \b | n't \b | \b n' | 않 | [不没沒未无無非] | ない | なか | ません | ไม่"""
"""The pattern of such a word."""
NOT_ONLY = (
    r"(?i)\b(?:not (?:only|merely)|nicht (?:nur|bloß|allein)|(?:non|pas) seulement|no s[oó]lo"
    r"|não só|non solo|niet alleen|не только)\b"
)
"""The pattern of words that deny nothing, although they begin like it."""
DENIED_BEFORE = ("不", "没", "沒", "未", "无", "無", "非", "ไม่")
DENIED_AFTER = ("ない", "なか", "なく", "なけ", "ません", "ず")
"""What denies the word after it, or before it, in scripts that have no space between the two."""
DENIED_ENDING = r"'t(?!\w)"  # can't
