"""The argumentation schemes that argmap knows, each with its critical questions.

After Walton, Reed and Macagno, Argumentation Schemes (2008); the questions of each stand in the
order in which they matter.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TakenUpAs(StrEnum):
    """How a claim takes up a critical question."""

    PREMISE = "premise"
    """It answers the question, and the step needs it."""
    UNDERCUTTER = "undercutter"
    """It is an exception: the premises may be true, and still not bear."""


class CriticalQuestion(NamedTuple):
    """A question that tests a step: its id (`bias`), its words, and how a claim takes it up; ""
    where either may.
    """

    id: str
    text: str
    taken_up_as: TakenUpAs | None = None


class Scheme(NamedTuple):
    """A pattern of reasoning.

    `summary` says in a sentence how it reasons. `premises` and `conclusion` are what a step by it
    says; `aliases` are other names of it, also those of AIF and Carneades where they are not alike.
    """

    name: str
    summary: str
    premises: tuple[str, ...]
    conclusion: str
    questions: tuple[CriticalQuestion, ...]
    aliases: tuple[str, ...] = ()


def _premise(id: str, text: str) -> CriticalQuestion:
    return CriticalQuestion(id, text, TakenUpAs.PREMISE)


def _undercutter(id: str, text: str) -> CriticalQuestion:
    return CriticalQuestion(id, text, TakenUpAs.UNDERCUTTER)


SCHEMES: tuple[Scheme, ...] = (
    # --- what somebody says ---
    Scheme(
        "expert opinion",
        "Somebody who knows the field says so.",
        ("A source is an expert in a field.", "It says that something in this field is so."),
        "It is so.",
        (
            _undercutter("consensus", "Do other experts in the field disagree?"),
            _premise("evidence", "Does the expert go by evidence?"),
            _undercutter("bias", "Has the expert something to gain by saying so?"),
            _premise("expertise", "Is the source really an expert?"),
            _premise("field", "Does the claim belong to the expert's field?"),
            _premise("wording", "Is this what the expert said, or does it follow from that?"),
        ),
        ("authority", "expert", "epistemic authority", "credible source"),
    ),
    Scheme(
        "witness testimony",
        "Somebody who saw it says so.",
        ("A witness could see or hear what happened.", "The witness says that it happened."),
        "It happened.",
        (
            _undercutter("other-witnesses", "Do other witnesses contradict it?"),
            _undercutter("facts", "Do known facts contradict it?"),
            _undercutter("bias", "Does the witness take sides?"),
            _premise("consistency", "Is the testimony consistent in itself?"),
            _undercutter("plausibility", "Is it too unlikely to be believed on one person's word?"),
        ),
        ("witness", "testimony"),
    ),
    Scheme(
        "position to know",
        "Somebody who is in a position to know says so.",
        ("A source is in a position to know about something.", "It says that this is so."),
        "It is so.",
        (
            _premise("position", "Is the source really in a position to know?"),
            _undercutter("honesty", "Is there a reason to doubt its honesty?"),
            _premise("wording", "Did it say just this?"),
        ),
    ),
    Scheme(
        "popular opinion",
        "Nearly everybody thinks so.",
        ("Nearly everybody holds that something is so.",),
        "It is so.",
        (
            _premise("grounds", "Could those who hold it know?"),
            _premise("number", "Is it shown that so many hold it?"),
            _undercutter("error", "Is it one of the things that people are often wrong about?"),
        ),
        ("ad populum", "general acceptance", "majority opinion"),
    ),
    Scheme(
        "popular practice",
        "Nearly everybody does so.",
        ("It is usual to act in a certain way.",),
        "To act so is right, or permitted.",
        (
            _undercutter("bad-custom", "Can a practice be usual and still be bad?"),
            _premise("number", "Is it shown to be usual?"),
            _premise("reason", "Do those who act so have a good reason?"),
        ),
        ("common practice", "tradition", "custom"),
    ),
    Scheme(
        "character",
        "What somebody is like speaks for or against what they say.",
        ("Somebody holds a claim.", "This person is honest and careful, or is not."),
        "The claim is more, or less, worthy of belief.",
        (
            _undercutter("relevance", "Does character matter for a claim of this sort?"),
            _premise("evidence", "Is it shown that the person is like this?"),
            _undercutter(
                "content", "Are there reasons for the claim that do not depend on who holds it?"
            ),
        ),
        ("ethotic", "ad hominem", "positive ethotic", "negative ethotic", "ethos"),
    ),
    Scheme(
        "bias",
        "Who has something to gain is believed less.",
        (
            "Somebody argues for a claim.",
            "This person has something to gain by it, or takes sides.",
        ),
        "The claim is to be believed less on this person's word.",
        (
            _premise("evidence", "Is it shown that the person is biased?"),
            _undercutter("open-side", "May somebody argue for one side in this sort of dialogue?"),
            _undercutter(
                "content", "Are there reasons for the claim that do not depend on who holds it?"
            ),
        ),
        ("untrustworthy due to bias", "circumstantial ad hominem"),
    ),
    Scheme(
        "commitment",
        "Somebody has said or done what commits them to it.",
        ("Somebody is committed to one thing.", "Who is committed to it is committed to another."),
        "This person is committed to the other as well.",
        (
            _premise("evidence", "Is it shown that the person is committed to it?"),
            _undercutter(
                "exception", "Can one be committed to the one and, in this case, not to the other?"
            ),
        ),
    ),
    Scheme(
        "inconsistent commitment",
        "Somebody's words do not go together with their other words or deeds.",
        (
            "Somebody is committed to one thing.",
            "By other words or deeds, this person is committed to the contrary.",
        ),
        "The commitments cannot all be kept.",
        (
            _premise("evidence", "Are both commitments shown?"),
            _undercutter("change", "Has the person given up the one for good reasons?"),
            _undercutter("only-apparent", "Can both be kept if they are read with care?"),
        ),
        ("inconsistency", "double standard", "tu quoque"),
    ),
    # --- cases ---
    Scheme(
        "example",
        "One case shows what holds of more.",
        ("In this case something of a certain kind has a certain property.",),
        "Things of this kind have it, mostly.",
        (
            _premise("typical", "Is the case typical of its kind?"),
            _undercutter("counterexample", "Are there cases in which it does not hold?"),
            _premise("truth", "Is the case as it is told?"),
            _undercutter("special", "Do special circumstances explain the case?"),
        ),
        ("exemplification", "illustration", "for example"),
    ),
    Scheme(
        "sample",
        "What holds of a sample holds of all.",
        (
            "In a sample, a certain share has a certain property.",
            "The sample is drawn from all that is spoken of.",
        ),
        "Of all, about the same share has it.",
        (
            _premise("representative", "Was the sample drawn so that it stands for all?"),
            _premise("size", "Is it large enough?"),
        ),
        (
            "random sample to population",
            "sample to population",
            "statistical generalization",
            "generalization",
            "generalisation",
            "induction",
            "inductive generalization",
        ),
    ),
    Scheme(
        "analogy",
        "What holds of a similar case holds here.",
        ("One case is similar to another.", "In the one, something holds."),
        "It holds in the other.",
        (
            _undercutter("difference", "Do the cases differ in what matters?"),
            _premise("similarity", "Are they alike in what matters?"),
            _undercutter(
                "other-case", "Is another case still more similar, in which it does not hold?"
            ),
            _premise("source-case", "Does it hold in the first case?"),
        ),
        ("comparison", "similarity", "parallel case"),
    ),
    Scheme(
        "precedent",
        "An earlier decision binds the later one.",
        ("An earlier case was decided by a certain rule.", "This case is like it."),
        "This case is to be decided by the same rule.",
        (
            _undercutter("difference", "Do the cases differ in what the decision went by?"),
            _premise("rule", "Was the earlier case decided by this rule?"),
            _undercutter("other-precedent", "Is there a precedent that fits better?"),
            _undercutter("overruled", "Has the precedent been given up?"),
        ),
    ),
    # --- what to do ---
    Scheme(
        "practical reasoning",
        "It is a means to a goal.",
        ("Somebody has a goal.", "To act in a certain way is a means to it."),
        "One should act so.",
        (
            _undercutter("alternatives", "Are there better means to the goal?"),
            _undercutter(
                "side-effects", "Has the means consequences that weigh more than the goal?"
            ),
            _premise("possible", "Is it possible to act so?"),
            _premise("sufficient", "Will the means reach the goal, or is more needed?"),
            _undercutter("other-goals", "Are there goals that conflict with this one?"),
            _premise("worthy", "Is the goal worth reaching?"),
        ),
        ("means to end", "goal", "instrumental"),
    ),
    Scheme(
        "positive consequences",
        "Something good will come of it.",
        ("If one acts in a certain way, something will follow.", "What follows is good."),
        "One should act so.",
        (
            _premise("likely", "How likely is it to follow?"),
            _undercutter("bad-side", "Do bad consequences weigh more?"),
            _premise("value", "Is what follows good, and for whom?"),
            _undercutter("otherwise", "Would it come about without that?"),
        ),
        ("good consequences", "benefits"),
    ),
    Scheme(
        "negative consequences",
        "Something bad will come of it.",
        ("If one acts in a certain way, something will follow.", "What follows is bad."),
        "One should not act so.",
        (
            _premise("likely", "How likely is it to follow?"),
            _undercutter("good-side", "Do good consequences weigh more?"),
            _premise("value", "Is what follows bad, and for whom?"),
            _undercutter("avoidable", "Can it be avoided by other means?"),
        ),
        ("bad consequences", "harmful consequences", "consequences", "danger", "risk"),
    ),
    Scheme(
        "slippery slope",
        "The first step leads to the next, and in the end to the worst.",
        (
            "One step is taken.",
            "Each step makes the next hard to resist.",
            "At the end of them stands something very bad.",
        ),
        "The first step should not be taken.",
        (
            _undercutter("stop", "Can one stop on the way?"),
            _premise("steps", "Are all steps from the first to the last told?"),
            _premise("links", "Does each step make the next more likely?"),
            _premise("end", "Is the end so bad?"),
        ),
        ("slippery slope base case", "slippery slope inductive step", "wedge"),
    ),
    Scheme(
        "values",
        "It serves, or harms, what is valued.",
        ("Something is valued.", "To act in a certain way serves, or harms, this value."),
        "That speaks for, or against, acting so.",
        (
            _undercutter("other-values", "Does a value that weighs more speak for the contrary?"),
            _premise("shared", "Do those concerned hold this value?"),
            _premise("serves", "Does it really serve, or harm, the value?"),
        ),
        ("value", "positive value", "negative value", "value-based practical reasoning"),
    ),
    Scheme(
        "alternatives",
        "All other possibilities are out.",
        ("One of several possibilities must be so.", "All of them but one are not."),
        "The one that is left is so.",
        (
            _undercutter("more", "Is there a further possibility?"),
            _premise("excluded", "Are the others really excluded?"),
            _undercutter("together", "Can several of them be so together?"),
        ),
        ("exclusion", "elimination", "dilemma", "process of elimination"),
    ),
    Scheme(
        "waste",
        "Too much has been put into it to stop now.",
        ("Much has been put into something.", "If one stops now, it is lost."),
        "One should go on.",
        (
            _undercutter("sunk", "Is it lost anyway, whether one goes on or not?"),
            _premise("success", "Can it still succeed?"),
            _undercutter("cost", "Does going on cost more than it brings?"),
        ),
        ("sunk costs", "sunk cost"),
    ),
    # --- rules and words ---
    Scheme(
        "established rule",
        "A rule says so.",
        ("A rule holds for cases of a certain kind.", "This is such a case."),
        "What the rule says holds here.",
        (
            _undercutter("exception", "Is this an exception to the rule?"),
            _premise("applies", "Is this a case for the rule?"),
            _premise("valid", "Is the rule in force?"),
            _undercutter("other-rule", "Does a rule that comes first say otherwise?"),
        ),
        ("rule", "rules", "law", "norm", "principle"),
    ),
    Scheme(
        "verbal classification",
        "What is called so has what all have that are called so.",
        ("Something is of a certain class.", "What is of this class has a certain property."),
        "It has this property.",
        (
            _premise("class", "Is it clearly of this class?"),
            _undercutter("exception", "Are there members of the class without the property?"),
            _undercutter(
                "vague", "Is the word for the class so vague that nothing follows from it?"
            ),
        ),
        ("classification", "definition to verbal classification", "definition", "appearance"),
    ),
    Scheme(
        "composition",
        "What holds of the parts holds of the whole.",
        ("The parts of a whole have a certain property.",),
        "The whole has it.",
        (
            _undercutter(
                "kind", "Is it a property that a whole may lack although its parts have it?"
            ),
            _premise("all-parts", "Do all parts have it?"),
        ),
        ("part to whole",),
    ),
    Scheme(
        "division",
        "What holds of the whole holds of its parts.",
        ("A whole has a certain property.", "Something is part of it."),
        "The part has this property.",
        (
            _undercutter(
                "kind", "Is it a property that a part may lack although the whole has it?"
            ),
            _premise("whole", "Has the whole this property?"),
        ),
        ("whole to part",),
    ),
    # --- causes and signs ---
    Scheme(
        "cause to effect",
        "Its cause is there, so it will come.",
        ("As a rule, one thing causes another.", "The one is there, or will be."),
        "The other will come.",
        (
            _undercutter("interference", "Will something else prevent it?"),
            _premise("strength", "How strong is the rule?"),
            _premise("cause", "Is the cause really there?"),
        ),
        ("cause", "causal", "causation", "causal reasoning"),
    ),
    Scheme(
        "correlation to cause",
        "The two go together, so the one causes the other.",
        ("Two things occur together.",),
        "The one causes the other.",
        (
            _undercutter("third-cause", "Does a third thing cause both?"),
            _undercutter("direction", "Is it the other way round?"),
            _premise("correlation", "Do they really occur together, and not by chance?"),
            _premise("mechanism", "Is it told how the one brings about the other?"),
        ),
        ("correlation",),
    ),
    Scheme(
        "best explanation",
        "Nothing else explains it as well.",
        (
            "Something was observed.",
            "A certain account explains it.",
            "No other account explains it as well.",
        ),
        "The account is true.",
        (
            _undercutter("rival", "Is there another account that explains it as well?"),
            _premise("explains", "Does the account explain all that was observed?"),
            _undercutter("early", "Is it too early to decide, since more can be found out?"),
        ),
        (
            "abduction",
            "abductive",
            "inference to the best explanation",
            "effect to cause",
            "backward abductive",
        ),
    ),
    Scheme(
        "sign",
        "It is a sign of it.",
        ("A certain mark is there.", "It is mostly a sign of something."),
        "That of which it is a sign is there.",
        (
            _undercutter("other-cause", "Can the mark come from something else?"),
            _premise("strength", "How often does the mark mean that?"),
            _premise("mark", "Is the mark really there?"),
        ),
        ("symptom", "indicator"),
    ),
    Scheme(
        "evidence to hypothesis",
        "What would have to be seen if it were so was seen, or was not.",
        ("If it is so, something will be seen.", "That was seen, or was not."),
        "It is so, or it is not.",
        (
            _undercutter("other-reason", "Can it be seen for another reason?"),
            _premise("prediction", "Does it really follow that it will be seen?"),
            _premise("observed", "Was it observed with care?"),
        ),
        ("hypothesis", "verification", "falsification", "evidence"),
    ),
    Scheme(
        "ignorance",
        "If it were so, one would know.",
        ("If something were so, it would be known.", "It is not known to be so."),
        "It is not so.",
        (
            _premise("search", "Has it been looked into thoroughly?"),
            _premise("would-be-known", "Would it be known if it were so?"),
            _undercutter("burden", "Is it for the other side to show that it is not so?"),
        ),
        ("lack of evidence", "negative evidence", "ad ignorantiam"),
    ),
    # --- logic ---
    Scheme(
        "deduction",
        "It follows by logic.",
        ("Some premises are true.", "The conclusion follows from them whatever they are about."),
        "The conclusion is true.",
        (
            _premise("general-premise", "Does the general premise hold without exception?"),
            _undercutter(
                "valid", "Does the conclusion follow, or does a word change its meaning on the way?"
            ),
        ),
        (
            "modus ponens",
            "modus tollens",
            "defeasible modus ponens",
            "syllogism",
            "disjunctive syllogism",
            "hypothetical syllogism",
            "universal instantiation",
            "instantiation",
            "specification",
            "deductive",
            "reductio ad absurdum",
            "conditional proof",
            "transitivity",
            "contraposition",
        ),
    ),
)
"""The schemes that argmap knows, by kind."""
