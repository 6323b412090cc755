"""English."""

from __future__ import annotations

from argmap.languages.essays.phrases import Pattern, Phrases, RolePhrases, in_any_place

PHRASES = Phrases(
    small_words=(
        "nearly almost people everybody everyone somebody someone a an the this that these those there it its "
        "he she they we you his her their our your my one some any all every each many most more much few "
        "several no none not nothing nobody only even both either neither such what who whoever whatever "
        "where when whenever while if unless whether how why in on at by for from of to with without within "
        "under over above below after before during since until between among against about across through "
        "throughout beyond despite although though as because and but or so yet"
    ),
    because_words=("because",),
    but_words=("but", "yet", "however", "still", "nevertheless"),
    and_words=(
        "and",
        "or",
        "so",
        "therefore",
        "thus",
        "hence",
        "moreover",
        "also",
        "besides",
        "furthermore",
        "finally",
        "in addition",
    ),
    why="Why?",
    small_after_colon=False,
    numbers=(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    last_and=" and ",
    and_clause=", and ",
    and_apart="This goes together with another point: {claim}.",
    one_claim=Pattern(
        "The claim at issue is that {claim}.", "The claim at issue is this: {claim}."
    ),
    several_claims="There are {n} claims at issue.",
    first_claim=Pattern("One is that {claim}.", "One is this: {claim}."),
    next_claim=Pattern("Another is that {claim}.", "Another is this: {claim}."),
    number_of_sides="This debate has {n} sides.",
    first_side=Pattern(
        "One side, {topic}, holds that {claim}.", "One side, {topic}, holds this: {claim}."
    ),
    other_side=Pattern(
        "The other side, {topic}, holds that {claim}.",
        "The other side, {topic}, holds this: {claim}.",
    ),
    next_side=Pattern(
        "A further side, {topic}, holds that {claim}.",
        "A further side, {topic}, holds this: {claim}.",
    ),
    also_held=Pattern("It also holds that {claim}.", "It also holds this: {claim}."),
    no_side=Pattern(
        "On neither side stands the claim that {claim}.", "One claim stands on no side: {claim}."
    ),
    this_position="this position",
    one_reason=Pattern(
        "The reason given for {topic} is that {claim}.",
        "The reason given for {topic} is this: {claim}.",
    ),
    number_of_reasons="There are {n} reasons for {topic}.",
    no_reason="No reason is given for {topic}.",
    reasons_in_turn=(
        Pattern("First, {claim}.", "The first reason is this: {claim}."),
        Pattern("Second, {claim}.", "The second reason is this: {claim}."),
        Pattern("Third, {claim}.", "The third reason is this: {claim}."),
        Pattern("Fourth, {claim}.", "The fourth reason is this: {claim}."),
        Pattern("Fifth, {claim}.", "The fifth reason is this: {claim}."),
        Pattern("Sixth, {claim}.", "The sixth reason is this: {claim}."),
    ),
    further_reason=Pattern(
        "A further reason is that {claim}.", "A further reason is this: {claim}."
    ),
    last_reason=Pattern("Finally, {claim}.", "The last reason is this: {claim}."),
    reason_named="One reason for {topic} has been named already: {refs}.",
    objection_to_topic=(
        Pattern(
            "Against {topic} it can be objected that {claim}.",
            "Against {topic} stands an objection: {claim}.",
        ),
        Pattern(
            "It also counts against {topic} that {claim}.",
            "Another objection to {topic} is this: {claim}.",
        ),
        Pattern(
            "One may object to {topic}, too, that {claim}.",
            "There is a further objection to {topic}: {claim}.",
        ),
    ),
    objection_named="Against {topic} stands a point made before: {refs}.",
    several_support="Several things speak for it.",
    reason=RolePhrases(
        first=(
            Pattern("The reason is that {claim}.", "There is a reason for this: {claim}."),
            Pattern("After all, {claim}.", "This can be argued: {claim}."),
            Pattern("This is so because {claim}.", "The reason is this: {claim}."),
        ),
        more=(
            Pattern("Besides, {claim}.", "Add to this: {claim}."),
            in_any_place("{claim}."),
            Pattern("What is more, {claim}.", "There is another reason: {claim}."),
            in_any_place("{claim}."),
        ),
        named_already=(
            "A reason for this has been named already: {refs}.",
            "What was said before speaks for this as well: {refs}.",
        ),
    ),
    objection=RolePhrases(
        first=(
            Pattern(
                "Against this it can be objected that {claim}.",
                "Against this stands an objection: {claim}.",
            ),
            Pattern("However, {claim}.", "There is an objection to this: {claim}."),
            Pattern("One may object that {claim}.", "One may object: {claim}."),
        ),
        more=(
            Pattern(
                "It can also be objected that {claim}.", "There is a further objection: {claim}."
            ),
            Pattern("Nor is that all: {claim}.", "Another objection is this: {claim}."),
        ),
        named_already=(
            "Against this stands a point made before: {refs}.",
            "This runs counter to a point that has been named: {refs}.",
        ),
    ),
    answer=RolePhrases(
        first=(
            Pattern("But {claim}.", "There is an answer to this: {claim}."),
            Pattern("To this one can answer that {claim}.", "To this one can answer: {claim}."),
            Pattern("Yet {claim}.", "The answer is this: {claim}."),
        ),
        more=(
            Pattern("Moreover, {claim}.", "There is a second answer: {claim}."),
            Pattern("Besides, {claim}.", "One can also answer: {claim}."),
        ),
        named_already=(
            "The answer to this has been given already: {refs}.",
            "Here, too, an earlier point answers: {refs}.",
        ),
    ),
    doubt=RolePhrases(
        first=(
            Pattern(
                "Even if this is true, it may not settle the point, for {claim}.",
                "Even if this is true, it may not settle the point: {claim}.",
            ),
            Pattern(
                "Whether this really follows is open to doubt, since {claim}.",
                "Whether this really follows is open to doubt: {claim}.",
            ),
        ),
        more=(
            Pattern(
                "The same doubt arises because {claim}.",
                "There is a further ground for doubt: {claim}.",
            ),
        ),
        named_already=(
            "Whether this really follows is open to doubt, on a ground that has been named: {refs}.",
        ),
    ),
    doubt_of_objection=RolePhrases(
        first=(
            Pattern(
                "But this need not tell against the point, for {claim}.",
                "But this need not tell against the point: {claim}.",
            ),
            Pattern(
                "That objection misses its mark if {claim}.",
                "That objection may miss its mark: {claim}.",
            ),
        ),
        more=(
            Pattern(
                "It is weakened further because {claim}.",
                "Another point weakens it further: {claim}.",
            ),
        ),
        named_already=("But this need not tell against the point, as was said before: {refs}.",),
    ),
    together_with="This goes together with what has been said: {refs}.",
    rule=(
        Pattern("This counts because {claim}.", "Behind this stands a rule: {claim}."),
        Pattern(
            "What makes this a reason is that {claim}.",
            "What makes this a reason is a rule: {claim}.",
        ),
    ),
    rule_named="The rule behind this has been stated: {refs}.",
    is_argued=("The point {refs} is argued for in turn.", "More can be said for {refs}."),
    is_disputed=("The point {refs} is disputed.", "Not everybody grants {refs}."),
    in_favour=Pattern(
        "In its favour it can be said that {claim}.", "In its favour there is this: {claim}."
    ),
    is_both=("Opinions differ on {refs}.", "Much turns on {refs}."),
    according_to="according to {names}",
    see="see {places}",
    common_ground="common ground",
    added="added here",
    inference="inference: {who}",
    open_heading="What stays open",
    conclusion_heading="Conclusion",
    one_unanswered="One objection is left unanswered: {refs}.",
    unanswered="Of the objections, {n} are left unanswered: {refs}.",
    unsupported="Nothing is offered in support of {refs}.",
    and_further="{n} further claims",
    nothing_open="No objection is left without an answer, and no claim without support.",
    steps_added="Some of the inferences are drawn here and in no source.",
    no_reasons="no reason",
    a_reason="one reason",
    reasons="{n} reasons",
    no_objections="no objection",
    an_objection="one objection",
    objections="{n} objections",
    balance=(
        "In sum, {refs} has {reasons} for it and {objections} against it.",
        "For its part, {refs} has {reasons} for it and {objections} against it.",
    ),
    not_settled="As long as the points above stay open, the question is not settled.",
    what_follows="What does this come to?",
    verdicts={
        ("stands",): "{refs} stands.",
        ("stands", "backed"): "{refs} stands, and on firm ground.",
        ("stands", "merely asserted"): "{refs} stands, but it is merely asserted.",
        ("stands", "open"): "{refs} stands; whether it is backed remains contested.",
        ("falls",): "{refs} falls.",
        ("falls", "rebutted"): "{refs} falls, because an objection to it is not answered.",
        ("falls", "not shown"): "{refs} falls, because no support for it holds.",
        ("contested",): "{refs} is contested: it neither stands nor falls.",
    },
    rests_on="What carries it: {refs}.",
    brought_down_by="What brings it down: {refs}.",
    kept_open_by="What keeps it open: {refs}.",
)
