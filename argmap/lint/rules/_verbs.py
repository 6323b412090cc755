"""Whether an English text holds a verb that could be that of a sentence: what tells a statement
from a heading.

There is no parser here, only words. What may be a verb counts as one where the word before it lets
it: "School visits" is a heading and "A visit helps" is not, while "Smoking harms" stays in doubt
and counts as a statement. So a rule that asks errs on the side of the author.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_COMMA = re.compile("[,;:–—]")

_ALWAYS_FINITE = """
    am is are was were be been has have had having does do did will would shall should can could may
    might must ought cannot isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't
    won't wouldn't shan't shouldn't can't couldn't mayn't mightn't mustn't needn't it's that's he's
    she's there's here's what's who's let's isnt arent wasnt werent hasnt havent doesnt dont didnt
    wont wouldnt shouldnt cant couldnt
"""
_CONTRACTION = re.compile(r"(?:n't|'re|'m|'ll|'ve|'d)$")

# Verbs that people argue with. Not here: those that are nouns nearly always, such as "study" and
# "book".
_BASE = """
    abandon abolish absorb abuse accept access accompany account accumulate accuse achieve
    acknowledge acquire act activate adapt add address adhere admire admit adopt advance advertise
    advise advocate affect afford aggravate agree aid aim alienate allege alleviate allocate allow
    alter amount amplify analyse analyze anticipate apologise apologize appeal appear apply appoint
    appreciate approve argue arise arm arouse arrest arrive ask assault assert assess assign assist
    assume assure attach attack attempt attend attest attract attribute authorise authorize avert
    avoid award back balance ban bankrupt bar bargain be bear become begin behave believe belong
    benefit betray block blur bomb boost bore bother break breed bribe bring build burden burn buy
    call cancel capture care carry cast cater cause cease celebrate censor certify challenge change
    charge chase cheat check choose circumvent cite claim clarify clash classify clean click climb
    close coexist coincide collaborate collapse collect collide combat combine come comfort command
    commit communicate compare compel compensate compete compile complicate comply compound
    compromise conceal concede concentrate concern conclude condemn conduct confer confirm conflict
    conform confront confuse connect conserve consider consist console constitute consult consume
    contain contaminate contest continue contract contradict contrast contribute control convey
    convict convince cooperate cope correct correlate corrupt cost count counter cover crack crash
    create criminalise criminalize cripple criticise criticize curb cure cut damage dare deal decay
    deceive decide declare decline decrease dedicate deem deepen defeat defend define defy degrade
    delay delete deliver demand demean demolish demonstrate deny depend deplete deploy deprive
    derive describe deserve desire destabilise destabilize destroy detain detect deter deteriorate
    devalue develop deviate devote dictate die differ diminish disadvantage disagree disappear
    discard discourage discover discriminate discuss disempower dismiss display disprove disregard
    disrupt dissolve distort distract distribute divert divide divorce dominate donate doubt
    download drain dramatise draw dream drive drop drown dry dump dwell earn ease eat educate elect
    eliminate embarrass embrace emerge emigrate emit emphasise emphasize employ empower enable enact
    encompass encourage encroach end endanger endorse endure enforce engage enhance enjoy enlarge
    enrich enslave ensure entail enter entice entitle entrench envision equal equip erase erode
    escalate eschew establish evade evaluate evolve exacerbate exaggerate exceed excel exclude
    excuse exercise exert exhaust exhibit exist expand expect experience explain explode exploit
    explore export expose express extend extract face facilitate fade fail fall fault favor favour
    fear feature feed feel fight fill finance find finish fit fix flee flourish flow fluctuate focus
    follow forbid force forfeit forget forgo foster fragment frame frighten frustrate fuel fulfil
    fulfill function fund gain gather gaze generate get give glorify go govern grant grasp grow
    guarantee guard guide hamper handle happen harass harden harm hate heal hear help hide highlight
    hinder hire hit hold honor honour hope host humiliate hunt hurt identify ignite ignore
    illustrate imagine impact impair impede implement imply import impose imprison improve
    incarcerate incentivise incentivize incite incline include increase incur indicate indoctrinate
    induce infect infer inflame inflict influence inform infringe inherit inhibit initiate injure
    innovate inquire insist inspire install instil instill institute insult insure integrate intend
    intensify interact interfere interpret interrupt intervene intimidate introduce intrude invade
    invest investigate invigorate invite involve isolate jeopardise jeopardize join judge justify
    keep kick kill know lack land last laugh lead leak lean learn leave legalise legalize legitimise
    legitimize lend lessen let liberalise liberate lie lift limit link listen live load lobby look
    lose love lower maintain make manage manipulate march marginalise marginalize mark market marry
    master matter maximise maximize mean meet migrate minimise minimize mirror misjudge mislead
    misrepresent miss mistake mistrust mitigate mobilise mobilize mock model modify monitor motivate
    move multiply murder name narrow need neglect normalise normalize note nurture obey object
    objectify oblige observe obstruct obtain occupy occur offend offer open operate oppose oppress
    originate outlaw outnumber outweigh overcome overestimate overlook overrule overshadow
    oversimplify overthrow overturn overwhelm own participate pass pave pay penalise penalize
    perceive perform perish permit perpetuate persist persuade pervert pick plan play plead please
    point poison pollute portray pose possess practise praise preclude predict prefer prejudice
    prepare prescribe present preserve press pressure presume pretend prevail prevent prey print
    prioritise prioritize privilege proceed proclaim produce profit progress prohibit proliferate
    promise promote propagate propose prosecute prosper protect prove provide provoke pull punish
    purchase pursue push put qualify question quote radicalise rain raise rank rape rationalise
    reach react read realise realize reassure rebel rebuild receive recognise recognize recommend
    recover recruit rectify recycle redefine redistribute reduce refer reflect reform refrain refuse
    refute regain regret regulate reinforce reject relate relax release relieve rely remain remedy
    remember remind remove render renew repair repay repeat repel replace replicate report represent
    require rescue research resemble resent reside resist resolve resort respect respond rest
    restore restrict result retain retaliate return reuse reveal reverse revert revolve reward ride
    rise risk rob ruin rule run sacrifice safeguard sanction satisfy save say score search secure
    see seek seem seize select sell send separate serve set settle shape share shelter shift shock
    shout show shrink shut sideline sign signal silence sink skew sleep slip slow smell smoke snow
    solidify solve sound spark speak specialise specialize specify speed spend split spoil sponsor
    spot spread spur stabilise stabilize stand start stay steal stem step stereotype stick stifle
    stigmatise stigmatize stimulate stop strengthen stress strike strip struggle study subject
    submit subordinate subscribe subsidise subsidize substitute succeed suck sue suffer suffice
    suffocate suggest suit supervise supplement supply support suppose suppress surpass surprise
    surrender surround survive suspect suspend sustain swap sway switch symbolise symbolize tackle
    taint take talk target tarnish tax teach tell tempt tend terrorise testify thank thin threaten
    thrive tie tire tolerate torture touch track trade train transcend transfer transform transmit
    transport trap travel treat trigger triple trump trust try turn twist undercut underestimate
    undergo undermine understand unify unite update uphold urge use utilise utilize vaccinate
    validate value vanish vary victimise view vilify violate visit voice volunteer vote wage wait
    waive walk want warn wash waste watch weaken wear weigh welcome widen win wish withdraw witness
    wonder work worry worsen worship write yield
"""
_IRREGULAR = """
    liked likes arose ate became began blew bore bought bred broke brought built came chose dealt
    drew drove dug fed fell felt fled flew forbade forgave forgot fought found gave got grew heard
    held hid hit hung kept knew lay led left lost made meant met misled overcame paid proved ran
    rang rose said sang sank saw sent shook shot shown shut slept slid sold sought spent spoilt
    spoke spread stole stood struck swam swore taught thought threw told took tore understood went
    wept woke won wore wrote
"""

# After these stands a noun, or a verb that is no verb of a sentence: "the need", "of trust", "to
# vote".
_BEFORE_NOUNS = """
    a an the no any each every some my your his her its our their of in on at by for from with
    without to into about against between under over through during as and or more less better such
    per among toward towards due own public private social economic political certain other
"""


def _forms(base: str) -> tuple[str, ...]:
    """Return the forms of a regular verb that a sentence can have: `deny`, `denies`, `denied`."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied"
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d"
    third_person = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s"
    # Both spellings of the past, since which one is right depends on the stress: "planned",
    # "developed".
    return base, third_person, f"{base}ed", f"{base}{base[-1]}ed"


_ENDING = re.compile(r"(?:[iy][sz]e[sd]?|if(?:y|ies|ied)|[^s]t?ates|[a-z]{2}ed)$")
"""How verbs end that need not be listed."""

_AUXILIARIES = frozenset(_ALWAYS_FINITE.split())
_NO_VERB_AFTER = frozenset(_BEFORE_NOUNS.split())
_BASE_FORMS = frozenset(_BASE.split())

_VERBS = frozenset(verb for base in _BASE_FORMS for verb in _forms(base)) | frozenset(
    _IRREGULAR.split()
)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, with plain apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


def may_be_verb(words: list[str], index: int) -> bool:
    """Return whether a word could be the verb of a sentence; `words` as `words_of` gives them."""
    word = words[index]
    if is_auxiliary(word):
        return True
    # A sentence has something before its verb; what begins with one is an order or a heading.
    if index == 0 or words[index - 1] in _NO_VERB_AFTER:
        return False
    if word.endswith("ed") and words[index + 1 : index + 2] == ["by"]:
        return False  # "people affected by war"
    return word in _VERBS or bool(_ENDING.search(word))


def is_auxiliary(word: str) -> bool:
    """Return whether a word is a verb wherever it stands: `is`, `should`, `don't`, `they'll`."""
    return word in _AUXILIARIES or ("'" in word and bool(_CONTRACTION.search(word)))


def is_predicate(words: list[str], index: int) -> bool:
    """Return whether a word is more likely a verb than a noun: not "sleep" in "teenagers need
    sleep".
    """
    if not may_be_verb(words, index):
        return False
    before = words[index - 1] if index else ""
    follows_verb = before in _VERBS and before not in _AUXILIARIES
    return not follows_verb


def is_base_form(word: str) -> bool:
    """Return whether a word is a verb without an ending, or a noun of the same form: `ban`."""
    return word in _BASE_FORMS


def count_verbs(text: str) -> int:
    """Return how many words of a text could be the verb of a sentence."""
    words = words_of(text)
    return sum(may_be_verb(words, index) for index in range(len(words)))


def has_verb(text: str) -> bool:
    """Return whether a text holds a word that could be the verb of a sentence."""
    if not _AUXILIARIES.isdisjoint(text.lower().split()):
        return True  # most sentences have one, and it is a verb wherever it stands
    words = words_of(text)
    return any(may_be_verb(words, index) for index in range(len(words)))


def has_two_clauses(text: str) -> bool:
    """Return whether a text has a clause before its first comma and one after:
    "it rains, we stay".
    """
    first, *others = _COMMA.split(text)
    return has_verb(first) and any(has_verb(other) for other in others)
