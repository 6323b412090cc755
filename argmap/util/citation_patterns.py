"""Words of citations in any language, as patterns: names of authors, and places in a source."""

from __future__ import annotations

AND = r"(?:and|und|et|y|e|&)"
"""What joins the last two of several authors."""
ET_AL = r"(?:et al\.?|et coll\.|u\. ?a\.|and others|und andere|y otros)"
"""What stands for the other authors."""
PARTICLES = r"a[fl]|auf|av|bin|d[aeiou]|das|de[lnr]|della|dos|el|l[ae]|te[nr]|van|vo[mn]|zu"
"""Words of family names that are written small."""
PLACE = (
    r"(?<!\w)(?:S\.|§+|¶+|(?i:pp?\.|ch\.|chap\.|cap\.|kap\.|art\.|par\.|paras?\.|sect?\.|figs?\.|abb\."
    r"|tab\.|nr\.|no\.|rn\.|rz\.|fn\.|anm\.|vols?\.|bd\.|l\.|págs?\.|(?:pages?|seiten?|chapter"
    r"|section|article|paragraph|figure|table|kapitel|abschnitt|artikel|tabelle|chapitre"
    r"|páginas?|pagin[ae]|capítulo|capitolo)\b))"
)
"""What the number of a place in a source is behind."""
