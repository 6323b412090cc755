"""French. No-break spaces stand before colons, semicolons and question marks, as its printers have
it.
"""

from __future__ import annotations

from argmap.languages.essays.phrases import Pattern, Phrases, RolePhrases, in_any_place

PHRASES = Phrases(
    small_words=(
        "presque quiconque tel telle ceci cela ça le la les l un une des du de d ce cet cette ces c il elle "
        "ils elles on nous vous je j tu son sa ses leur leurs notre nos votre vos mon ma mes aucun aucune "
        "chaque tout toute tous toutes plusieurs certains certaines quelques beaucoup peu rien personne nul "
        "qui que qu quand où comment pourquoi si lorsque lorsqu puisque puisqu parce quoique bien dans en à "
        "au aux avec sans sous sur par pour contre entre vers chez depuis pendant durant après avant dès "
        "jusqu selon malgré même ne n s y plus moins trop très ni et mais ou or car donc"
    ),
    because_words=("parce que", "parce qu", "puisque", "puisqu", "car"),
    but_words=("mais", "or", "pourtant", "cependant"),
    and_words=("et", "donc", "ainsi", "aussi", "alors", "de plus", "enfin", "en outre"),
    why="Pourquoi\u202f?",
    small_after_colon=True,
    numbers=(
        "une",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
    ),
    last_and=" et ",
    and_clause=", et ",
    and_apart="Il faut y joindre ceci\u00a0: {claim}.",
    one_claim=in_any_place("La thèse en débat est la suivante\u00a0: {claim}."),
    several_claims="Le débat porte sur {n} thèses.",
    first_claim=in_any_place("Voici la première\u00a0: {claim}."),
    next_claim=in_any_place("En voici une autre\u00a0: {claim}."),
    number_of_sides="Ce débat oppose {n} camps.",
    first_side=in_any_place("Le premier, {topic}, soutient ceci\u00a0: {claim}."),
    other_side=in_any_place("L'autre, {topic}, répond\u00a0: {claim}."),
    next_side=in_any_place("Un autre camp, {topic}, soutient ceci\u00a0: {claim}."),
    also_held=in_any_place("Il soutient aussi ceci\u00a0: {claim}."),
    no_side=in_any_place("Une thèse n'est d'aucun camp\u00a0: {claim}."),
    this_position="cette position",
    one_reason=in_any_place("En faveur de {topic}, une raison est avancée\u00a0: {claim}."),
    number_of_reasons="En faveur de {topic}, {n} raisons sont avancées.",
    no_reason="En faveur de {topic}, aucune raison n'est avancée.",
    reasons_in_turn=(
        Pattern("D'abord, {claim}.", "La première raison est celle-ci\u00a0: {claim}."),
        Pattern("Ensuite, {claim}.", "La deuxième raison est celle-ci\u00a0: {claim}."),
        Pattern("En troisième lieu, {claim}.", "La troisième raison est celle-ci\u00a0: {claim}."),
        Pattern("En quatrième lieu, {claim}.", "La quatrième raison est celle-ci\u00a0: {claim}."),
        Pattern("En cinquième lieu, {claim}.", "La cinquième raison est celle-ci\u00a0: {claim}."),
        Pattern("En sixième lieu, {claim}.", "La sixième raison est celle-ci\u00a0: {claim}."),
    ),
    further_reason=Pattern("Par ailleurs, {claim}.", "Une raison encore\u00a0: {claim}."),
    last_reason=Pattern("Enfin, {claim}.", "La dernière raison est celle-ci\u00a0: {claim}."),
    reason_named="Une raison en faveur de {topic} a déjà été donnée\u00a0: {refs}.",
    objection_to_topic=(
        in_any_place("Contre {topic}, on peut objecter ceci\u00a0: {claim}."),
        in_any_place("Une autre objection vise {topic}\u00a0: {claim}."),
        in_any_place("Contre {topic}, il y a encore ceci\u00a0: {claim}."),
    ),
    objection_named="À {topic} s'oppose un point déjà énoncé\u00a0: {refs}.",
    several_support="Plusieurs raisons vont dans ce sens.",
    reason=RolePhrases(
        first=(
            Pattern("En effet, {claim}.", "Voici pourquoi\u00a0: {claim}."),
            Pattern("Car {claim}.", "La raison en est la suivante\u00a0: {claim}."),
            Pattern("C'est que, de fait, {claim}.", "Un point l'appuie\u00a0: {claim}."),
        ),
        more=(
            Pattern("De plus, {claim}.", "À cela s'ajoute ceci\u00a0: {claim}."),
            in_any_place("{claim}."),
            Pattern("En outre, {claim}.", "Une autre raison s'y ajoute\u00a0: {claim}."),
            in_any_place("{claim}."),
        ),
        named_already=(
            "Une raison en a déjà été donnée\u00a0: {refs}.",
            "Ce qui précède va dans le même sens\u00a0: {refs}.",
        ),
    ),
    objection=RolePhrases(
        first=(
            in_any_place("On peut objecter ceci\u00a0: {claim}."),
            Pattern("Pourtant, {claim}.", "Une objection s'y oppose\u00a0: {claim}."),
            Pattern("Cependant, {claim}.", "À cela s'oppose une objection\u00a0: {claim}."),
        ),
        more=(
            in_any_place("Une autre objection est possible\u00a0: {claim}."),
            in_any_place("On peut objecter encore ceci\u00a0: {claim}."),
        ),
        named_already=(
            "À cela s'oppose un point déjà énoncé\u00a0: {refs}.",
            "Ce point se heurte à ce qui a été dit\u00a0: {refs}.",
        ),
    ),
    answer=RolePhrases(
        first=(
            Pattern("Mais {claim}.", "Il y a une réponse à cela\u00a0: {claim}."),
            in_any_place("À cela, on peut répondre\u00a0: {claim}."),
            Pattern("Or {claim}.", "Voici la réponse\u00a0: {claim}."),
        ),
        more=(
            Pattern("De plus, {claim}.", "Une autre réponse est possible\u00a0: {claim}."),
            in_any_place("On peut encore répondre\u00a0: {claim}."),
        ),
        named_already=(
            "La réponse a déjà été donnée\u00a0: {refs}.",
            "Là encore, un point déjà énoncé répond\u00a0: {refs}.",
        ),
    ),
    doubt=RolePhrases(
        first=(
            Pattern(
                "Même si cela est vrai, cela ne suffit peut-être pas, car {claim}.",
                "Même si cela est vrai, cela ne suffit peut-être pas\u00a0: {claim}.",
            ),
            Pattern(
                "Il n'est pas sûr que cela s'ensuive, car {claim}.",
                "Il n'est pas sûr que cela s'ensuive\u00a0: {claim}.",
            ),
        ),
        more=(in_any_place("Le doute se nourrit encore de ceci\u00a0: {claim}."),),
        named_already=(
            "Il n'est pas sûr que cela s'ensuive, pour une raison déjà donnée\u00a0: {refs}.",
        ),
    ),
    doubt_of_objection=RolePhrases(
        first=(
            Pattern(
                "Mais il n'est pas sûr que l'objection porte, car {claim}.",
                "Mais il n'est pas sûr que l'objection porte\u00a0: {claim}.",
            ),
            Pattern(
                "L'objection s'affaiblit, car {claim}.", "L'objection s'affaiblit\u00a0: {claim}."
            ),
        ),
        more=(in_any_place("Un autre point affaiblit l'objection\u00a0: {claim}."),),
        named_already=(
            "Mais il n'est pas sûr que l'objection porte, comme on l'a dit\u00a0: {refs}.",
        ),
    ),
    together_with="Il faut y joindre ce qui a été dit\u00a0: {refs}.",
    rule=(
        Pattern("Cela compte, car {claim}.", "Cela compte en vertu d'un principe\u00a0: {claim}."),
        in_any_place("Le principe en est le suivant\u00a0: {claim}."),
    ),
    rule_named="Le principe en a déjà été énoncé\u00a0: {refs}.",
    is_argued=(
        "Le point {refs} s'appuie à son tour sur des raisons.",
        "Il y a davantage à dire pour {refs}.",
    ),
    is_disputed=("Le point {refs} est contesté.", "Tous n'admettent pas le point {refs}."),
    in_favour=in_any_place("En sa faveur, on peut dire ceci\u00a0: {claim}."),
    is_both=("Sur {refs}, les avis divergent.", "Beaucoup dépend du point {refs}."),
    according_to="selon {names}",
    see="voir {places}",
    common_ground="admis de tous",
    added="ajouté ici",
    inference="inférence\u00a0: {who}",
    open_heading="Ce qui reste ouvert",
    conclusion_heading="Conclusion",
    one_unanswered="Une objection reste sans réponse\u00a0: {refs}.",
    unanswered="Parmi les objections, {n} restent sans réponse\u00a0: {refs}.",
    unsupported="Rien n'est avancé à l'appui de {refs}.",
    and_further="{n} autres affirmations",
    nothing_open="Aucune objection ne reste sans réponse, ni aucune affirmation sans appui.",
    steps_added="Certaines des inférences sont tirées ici, et dans aucune source.",
    no_reasons="aucune raison",
    a_reason="une raison",
    reasons="{n} raisons",
    no_objections="aucune objection",
    an_objection="une objection",
    objections="{n} objections",
    balance=(
        "En somme, le bilan de {refs} est le suivant\u00a0: {reasons} pour, {objections} contre.",
        "Quant à {refs}, voici le bilan\u00a0: {reasons} pour, {objections} contre.",
    ),
    not_settled="Tant que ces points restent ouverts, la question n'est pas tranchée.",
    what_follows="Que faut-il en conclure\u202f?",
    verdicts={
        ("stands",): "{refs} tient.",
        ("stands", "backed"): "{refs} tient, et sur un fond solide.",
        ("stands", "merely asserted"): "{refs} tient, sans être plus qu'une affirmation.",
        ("stands", "open"): "{refs} tient\u202f; savoir si cela est étayé reste disputé.",
        ("falls",): "{refs} tombe.",
        ("falls", "rebutted"): "{refs} tombe, car une objection reste sans réponse.",
        ("falls", "not shown"): "{refs} tombe, car aucun appui n'en tient.",
        ("contested",): "{refs} reste disputé, sans tenir ni tomber.",
    },
    rests_on="Voici ce qui le porte\u00a0: {refs}.",
    brought_down_by="Voici ce qui le fait tomber\u00a0: {refs}.",
    kept_open_by="Voici ce qui le laisse en suspens\u00a0: {refs}.",
)
