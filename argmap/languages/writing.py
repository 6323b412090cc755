"""How people write in any language: characters and marks, words of citations, words that deny.

Characters are ranges for a class of a regular expression, words are patterns.
"""

from __future__ import annotations

import re

from argmap.util.citation_patterns import AND, PARTICLES

IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters of Chinese and Japanese."""
SOUTHEAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaadf"
"""Those of Thai, Lao, Burmese, Khmer and their neighbors."""
UNSPACED = f"{IDEOGRAPHS}{SOUTHEAST_ASIAN}\u0f00-\u0fff"
"""Those of all scripts without spaces between words; the last is Tibetan."""
_BEGINS_UNSPACED = f"[{UNSPACED}]"

COLONS = (":", "：")
COMMAS = (",", "，", "،", "、")
EXCLAMATION_MARKS = ("!", "！")
QUESTION_MARKS = ("?", "？", "؟")
SENTENCE_ENDS = (".", "。", *EXCLAMATION_MARKS)
STOPS = (*SENTENCE_ENDS, *QUESTION_MARKS, *COLONS)
"""What the last line of a sentence or a heading ends with."""
OPENING_BRACKETS = ("(", "（")
CLOSING_BRACKETS = (")", "）")

GREETING = (
    r"(?i)(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|hej|liebe[rs]?"
    r"|sehr geehrter?|guten (?:morgen|tag|abend)|moin|servus|grüezi|bonjour|salut|ch(?:er|ère)s?"
    r"|hola|estimad[ao]s?|querid[ao]s?|buen[ao]s (?:días|tardes)|ciao|car[aeio]s?|gentil[ei]"
    r"|buongiorno|ol[aá]|prezad[ao]s?|bom dia)\b"
)
"""What a letter begins with."""

# --- citations ---

NO_DATE = r"n\. ?d\.|o\. ?J\.|s\. ?[df]\."
"""What stands for the year of a source that has none."""
SEE = (
    r"see(?:,? also|,? e\.g\.,?)?|cf\.|e\.g\.,?|compare|(?:as )?(?:cited|quoted|qtd\.) in"
    r"|zit(?:\.|iert) n(?:ach|\.)|so auch|siehe(?: auch)?|s\.(?: a\.)?"
    r"|vgl\.(?: auch| hierzu| dazu)?"
    r"|z\. ?B\.|voir(?: aussi)?|véase(?: también)?|vedi(?: anche)?|ver"
)
"""What a source in brackets may begin with."""
AFTER = r"also|as in|following|after|based on|adapted from|nach|so|hierzu"
"""What it may begin with, too, where a list has the source: "after May 2019" is a time."""
IDEM = r"(?i:idem|id\.|ders\.|derselbe|dies\.|dieselben?)"
"""What stands for the author of the work before."""
IBIDEM = r"(?i:ib(?:id)?(?:em)?\.?|ibíd\.|ebda?\.?|ebenda|a\. ?a\. ?O\.)"
"""What stands for the source that was cited last."""
SMALL_IN_NAME = (
    rf"(?:{AND}|{PARTICLES}|of|for|the|on|f[uü]r|der|des?|dem|die|pour|para|per|d[aou]s?|aux?)"
)
"""Words within names of people and bodies that are written small."""
BODY = (
    r"(?:\w*(?:[Aa]mt|[Bb]ehörde|[Ii]nstitut|[Mm]inisterium|[Uu]niversität|[Ss]tiftung"
    r"|[Vv]erband|[Kk]ommission|[Aa]gentur)|Agency|Association|Bureau|Commission|Department"
    r"|Foundation|Institute|Ministry|Office|Organi[sz]ation|University)(?!\w)"
)
"""A word that names what publishes, and neither a place nor an event."""
TITLE_OF_PERSON = (
    r"M(?:rs?|s|x|me|lle)\.?|Miss|[DP]r\.?|Prof\.?|Professor(?:in)?|Sir|Lady|Frau|Herrn?"
    r"|Fr\.|Hr\.|M\.|Madame|Monsieur|Sr[a.]?\.?|Señora?|Don|Doña|Sig\.(?:ra)?|Signora?"
)
"""What stands before a person's name."""
NOT_A_NAME = (
    r"(?i:in|im|at|am|an|on|as|by|to|so|but|and|if|when|since|until|from|after|before|around|about"
    r"|during|early|mid|late|summer|spring|autumn|fall|winter|status|version|however|yet|also|thus"
    r"|still|moreover|hence|therefore|while|although|because|even|only|like|unlike|whether|both|today|now|here"
    r"|wie|laut|nach|bei|aber|denn|auch|seit|ab|bis|vor|um|anfang|mitte|ende|stand|ausgabe|sommer"
    r"|frühling|herbst|jedoch|doch|zudem|außerdem|dennoch|trotzdem|weil|obwohl|dass|ob|schon|nur|heute|hier|nun"
    r"|for|following|against|contra|pace|despite|contrary|professor|prof\.|für|gegen|entgegen|anders"
    r"|dagegen|selbst|sogar|figure|fig\.|table|section|annex|appendix|abbildung|abb\.|tabelle"
    r"|abschnitt|anhang"
    r"|selon|d’après|comme|depuis|en|según|como|desde|die|der|das|the|this|that|these)|[Mm]it"
)
"""Capitalized words before a year that aren't a name, or don't begin one."""
VIEW = (
    r"(?:Analyse|Angaben?|Ansicht|Auffassung|Aussage|Bericht|Berechnung|Einschätzung|Erhebung"
    r"|Ergebnis|Meinung|Schätzung|Sicht|Studie|Theorie|These|Umfrage|Untersuchung)(?:en|n|se)?"
)
"""What somebody has: "nach Ansicht von Kant (1797)"."""
NO_SUBJECT_BEHIND = (
    r"(?i:of|in|im|at|am|on|about|against|for|with|to|from|into|since|during|after|before"
    r"|von|vom|bei|über|gegen|für|seit|vor|nach|mit|zu|zum|zur|à|de|du|en|sur|contre|con|sobre)\b"
)
"""What a name behind is no subject of its sentence: "critics of Kant (1797) argue"."""
OPPOSED = (
    r"(?i:\b(?:against|contra|pace|despite|unlike|contrary to|(?:contrast|opposed) to|entgegen"
    r"|gegen|(?:gegensatz|widerspruch) zu|anders als|contre"
    r"|(?:contradict|criticis|criticiz|challeng|disprov|disput|rebut|refut|reject)\w*"
    r"|(?:kritisier|widerleg|widersprech)\w*)\s+"
    r"(?:what )?(?:(?:the|de[mnr]|die|das) )?(?:\w+ (?:by|of|von) (?:the |der )?)?"
    r"(?:professor |prof\. )?)"
)
"""What is right before the name of somebody whom a sentence opposes."""
IS_WRONG = (
    r"(?i:(?:is|are|was|were|(?:has|have) been|ist|sind|wurden?|wird) (?:\w+ )?(?:wrong|mistaken"
    r"|false|falsch|im unrecht|disproved|refuted|rejected|widerlegt)\b"
    r"|wrongly|falsely|mistakenly|incorrectly|fails? to|errs?\b|irr(?:t|en)\b"
    r"|(?:hat|haben) unrecht\b|überzeugt nicht|\w+ (?:zu unrecht|fälschlich))"
)
"""What opposes somebody right behind the name."""
SAYS = (
    r"(?i:(?:has |have |had |hat |haben |a |ont |ha |han )?"
    r"(?:also |auch |already |bereits |rightly |zu Recht )?"
    r"(?:sa(?:ys?|id)|stat(?:es?|ed)|argu(?:es?|ed)|claim(?:s|ed)?|den(?:y|ies|ied)|f(?:inds?|ound)"
    r"|report(?:s|ed)?|wr(?:ites?|ote|itten)|not(?:es?|ed)|suggest(?:s|ed)?|conclud(?:es?|ed)"
    r"|observ(?:es?|ed)|maintain(?:s|ed)?|insist(?:s|ed)?|object(?:s|ed)? that|repl(?:y|ies|ied)"
    r"|point(?:s|ed)? out|think(?:s)?|thought|believ(?:es?|ed)|estimat(?:es?|ed)|assum(?:es?|ed)"
    r"|schreib(?:t|en)|schrieb(?:en)?|geschrieben|behaupte(?:n|t|te|ten)|argumentier(?:t|en|te|ten)"
    r"|sag(?:t|en|te|ten)|f(?:indet|inden|and|anden)|mein(?:t|en|te|ten)|berichte(?:n|t|te|ten)"
    r"|beton(?:t|en|te|ten)|stell(?:t|en|te|ten) fest|bestreite(?:n|t)|folger(?:t|n|te|ten)"
    r"|kritisier(?:t|en|te|ten)|vertritt|schätz(?:t|en|te|ten)|zufolge"
    r"|dit|disent|écri(?:t|vent)|affirm(?:e|ent|é)|soutien(?:t|nent)|constat(?:e|ent)|conclu(?:t|ent)"
    r"|dice|dicen|escriben?|afirman?|sostienen?|concluyen?|señalan?)(?!\w))"
)
"""A verb of which an author is the subject. Events *show* and *prove* as well, and so do not count.
"""
SAID_BEFORE = r"(?:argumentier(?:t|en)|behaupte(?:t|n)|schreib(?:t|en)|beton(?:t|en))"
"""A German verb of saying that stands before its subject: "Dagegen argumentiert Kant (1797)"."""
ACCORDING_TO = (
    r"(?i:\b(?:according to|laut|selon|según|secondo|d['’]après)\s+(?:the |l['’]|la |le )?)"
)
"""What is right before the name of whose words a sentence reports."""

# --- denials ---

DENIAL = r"""(?ix) \b (?:
    not | never | no | nobody | none | nothing | neither | nor | without | cannot | hardly | nicht
    | kein\w{0,2} | nie | niemals | niemand | nichts | weder | ohne | ne | pas | jamais | aucune?
    | rien | sans | sin | nunca | jamás | ningun[ao]? | ningún | não | sem | non | mai | nessun[ao]?
    | senza | niet | geen | nooit | не | нет | никогда | без | لا | لم | لن | ليس | ליס | לא | אין
    | בלי ) \b | n't \b | \b n' | 않 | [不没沒未无無非] | ない | なか | ません | ไม่"""
"""A word that denies: none is left out beside what is quoted, and none is added."""
NOT_ONLY = (
    r"(?i)\b(?:not (?:only|merely)|nicht (?:nur|bloß|allein)|(?:non|pas) seulement|no s[oó]lo"
    r"|não só|non solo|niet alleen|не только)\b"
)
"""Words that deny nothing, although they begin like it."""
NEXT_CLAUSE = r"""(?ix) (?:
    (?P<contrast> but | yet | while | whereas | although | though | aber | doch | jedoch | während
      | sondern | mais | tandis[ ]que | pero | mientras )
    | and | so | or | und | oder | et | ou | y | o ) \b"""
"""What begins another clause behind a comma."""
SUBJECT = r"""(?ix) \b (?:
    i|you|he|she|it|we|they|this|who|that|which | ich|er|sie|es|wir | je|il|elle|ils|elles|nous | él
    | ella|ellos|ellas ) (?: [ ] \w+ )? $"""
"""A pronoun that the verb of a clause comes behind, perhaps after another word."""
BUT = r"(?i)\b(?:but|aber|sondern|mais|pero|sino)\b"
"""What ends the words before it that deny something."""
QUALIFIER = r"""(?ix) \b (?:
    all | any\w* | both | each | every\w* | few | fewer | half | less | many | more | most | much
    | one | several | some\w* | two | three | four | five | six | seven | eight | nine | ten
    | dozens? | hundreds? | thousands? | millions? | billions? | almost | always | barely | likely
    | mainly | mostly | nearly | often | only | partly | perhaps | possibly | probably | rarely
    | scarcely | seldom | sometimes | usually | can | could | may | might | must | ought | shall
    | should | will | would
    | alle\w? | beide\w? | einige\w? | jede\w? | manch\w+ | mehr\w* | meiste\w? | viele?\w?
    | wenig\w* | zwei | drei | vier | fünf | sechs | sieben | acht | neun | zehn | fast
    | immer | manchmal | meistens | nur | oft | selten | vielleicht | wahrscheinlich | wohl
    | darf | dürfen | kann | können | könnten? | muss | müssen | müssten? | soll\w* | wird
    | würden? | werden | chaque | deux | trois | plusieurs | peu | beaucoup | tou(?:s|t|tes?)
    | parfois | presque | souvent | toujours | peut | peuvent | pourr\w+ | doit | doivent | devr\w+
    | seulement | algun[ao]s | cada | casi | dos | muchos? | pocos? | quizás? | siempre | sólo
    | tod[ao]s? | varios | deben? | debería\w* | pueden? | podría\w*
    ) \b | \d"""
"""A word for how many, how often, how surely, or whether one must: none changes in brackets."""
DOUBT = r"""(?ix) \b (?:
    allegedly | doubts? | doubted | doubtful | dubious | false | falsely | maybe | perhaps
    | possibly | probably | questionable | reportedly | supposedly | uncertain | unclear | unlikely
    | unproven | untrue | wrongly
    | angeblich | bezweifelt? | fälschlich\w* | falsch | fraglich | ungewiss | unklar
    | unwahrscheinlich | vielleicht | vermutlich | wahrscheinlich | zweifelhaft
    | faux | peut-être | prétendument | doute | falso | quizás? | supuestamente | duda ) \b"""
"""A word that casts doubt on what is said: none is left out within a sentence."""
REPORT = r"""(?ix) \b (?:
    (?:alleg|argu|assum|believ|claim|fear|guess|hope|imagin|pretend|report|rumou?r|
    say|suggest|suppos|suspect|think)(?:s|e|es|ed|d|ing)? | said | thought
    | behaupte\w* | glaub\w+ | mein\w+ | sag\w+ | vermute\w* | affirm\w+ | croi\w+ | dit | disent
    | prétend\w* | afirma\w* | cree\w* | dice\w*
    ) \b"""
"""A word that says who says it: a clause such as `they claimed that` is not cut off."""
ACCORDING = r"(?i)\b(?:according to|laut|zufolge|selon|d'après|según)\b"
"""What names whose words a whole sentence has: it is not cut off either."""
SUBORDINATE = (
    r"(?i)^['(]*(?:whether|ob)$"
    r"|\S\s+(?<!after )(?<!before )(?:that|whether|if|dass|daß|ob|wenn|falls|que|si)$"
)
"""What ends the words before a clause that may hold only with them: `they claimed that`."""
KNOWN_THAT = r"""(?ix) \b (?:
    know[ns]? | knew | show(?:s|ed|n)? | found | prove[ds] | proven | demonstrate[ds] | fact | clear
    | true | weiß | wissen | wussten? | zeig(?:t|en|te|ten) | gezeigt | beweist | bewiesen
    | Tatsache | klar | bekannt | steht[ ]fest ) (?:[ ]\w+){0,4} ,?[ ](?:that|dass|daß)$"""
"""What a clause is true without."""
OWN_CLAIM = r"""(?ix)
    ^['(]* (?: [^,]{1,40},[ ] | (?:here|thus|therefore|so)[ ] )? (?:we|i) [ ] (?:\w+[ ])?
      (?:argue[ds]?|conclude[ds]?|contend|hold|maintain|note|observe[ds]?|report|submit)
      (?:[ ]\w+){0,4} [ ] that $
    | ^['(]* (?: wir | ich ) [ ] (?:argumentieren?|behaupten?|folgern?|meinen?|sagen?|schließen?
      |vertreten?) (?:[ ]\w+){0,4} ,? [ ] da(?:ss|ß) $
    | ^['(]* (?: nous | je ) [ ] (?:affirmons|soutenons|concluons|soutiens|conclus) [ ] que $"""
"""What writers say of their own claim: it may be cut off."""
CONDITION = r"""(?ix) (?:^|[,:-][ ]) ['( ]* (?:(?:and|but|so|und|aber|doch)[ ])? (?:
    if | unless | when(?:ever)? | provided | supposing | suppose | assuming
    | in[ ]case | as[ ]long[ ]as | should | were | had
    | wenn | falls | sofern | solange | vorausgesetzt | angenommen | si ) \b [^;]* $"""
"""A condition before the clause that depends on it."""
UNLESS = (
    r"(?i)\b(?:only (?:if|when)|(?<!even )(?<!as )if|unless|provided|except"
    r"|(?<!auch )(?<!selbst )wenn|falls|sofern|außer|sauf|salvo)\b"
)
"""What begins a condition that is not cut off."""
ONLY_IN = r"""(?ix) (?: (?:(?:al)?though|albeit|but|if|allerdings|aber|doch|jedoch|mais|pero)[ ])?
    (?:only|solely|lediglich|nur|seulement|s[oó]lo)[ ]
    (?:a[mnt]|as|auf|bei|bis|during|for|für|i[mn]|mit|on|when|where|wo|with|within|dans|en|para)\b"""
"""What limits the clause before the comma that it stands behind."""
LIMIT = r"""(?ix) \b (?:
    almost | anything[ ]but | at[ ](?:best|least|most) | barely | far[ ]from | fewer | lack(?:s|ed)?
    | less | more[ ]than | nearly | occasionally | only | partly | rarely | scarcely | seldom
    | sometimes | unable | up[ ]to
    | (?:appear|attempt|fail|hope?|intend|plann?|pretend|refuse?|seem|tend|tri|try|used?|want)
      (?:e?s|e?d)?[ ]to
    | alles[ ]andere[ ]als | beinahe | bis[ ]zu | fast | höchstens | kaum | keinesfalls | keineswegs
    | manchmal | meist(?:ens)? | mindestens | nirgend(?:s|wo) | nur | schein(?:t|en) | selten
    | teilweise | versuch(?:t|en|te|ten) | weiger\w+ | weniger
    | au[ ]moins | jusqu'à | moins | presque | rarement | apenas | casi | menos | raramente ) \b
    | \b most (?: $ | [ ](?:of|likely)\b)"""
"""Words without which more is said: none is left out beside what is quoted."""
ARTICLE = r"(?i:an?|the|this|that|der|die|das|dem|den|des|eine?[mnrs]?|diese[mnrs]?)"
"""What stands before a noun such as `claim`, which is no verb then."""
POINTER = r"""(?ix) (?:a|an|the|he|him|his|she|her|hers|it|its|they|them|their|theirs|we|us|our
    | ours | you|your|yours|i|me|my|mine|this|that|these|those|who|whom|whose|which|such|its[ ]own
    | der|die|das|den|dem|des|ein\w{0,2}|er|sie|es|ihn|ihm|ihr\w{0,2}|sein\w{0,2}|wir|uns
    | unser\w{0,2} | dies\w{0,2}|le|la|les|un|une|il|elle|ils|elles|lui|leurs?|son|sa|ses|nous
    | notre|nos|ce|cet | cette | ces|el|los|las|una|él|ella|ellos|ellas|su|sus
    | nuestr[ao]s?|est[aeo]s?)(?:[ ]|$)"""
"""An article or a pronoun, which a name or a description may stand for."""
DENIED_BEFORE = ("不", "没", "沒", "未", "无", "無", "非", "ไม่")
DENIED_AFTER = ("ない", "なか", "なく", "なけ", "ません", "ず")
"""What denies the word after it, or before it, in scripts that have no space between the two."""
DENIED_ENDING = r"'t(?!\w)"  # can't

_EAST_ASIAN = ("zh", "ja", "ko")


def is_east_asian(language: str) -> bool:
    """Return whether Word counts the script of a language, a BCP 47 tag, as East Asian."""
    return language.lower().startswith(_EAST_ASIAN)


def is_unspaced(text: str) -> bool:
    """Return whether a text begins with a character of a script without spaces between words."""
    return text >= "\u0e00" and re.match(_BEGINS_UNSPACED, text) is not None


def is_in_brackets(text: str) -> bool:
    """Return whether brackets are around a text."""
    return text.startswith(OPENING_BRACKETS) and text.endswith(CLOSING_BRACKETS)
