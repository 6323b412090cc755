"""German. A claim keeps its word order: it stands behind a colon, or behind "denn", "doch", "aber"
or "und".
"""

from __future__ import annotations

from argmap.languages.essays.phrases import Pattern, Phrases, RolePhrases, in_any_place

PHRASES = Phrases(
    small_words=(
        "fast kaum uns sie alles etwas der die das den dem des ein eine einer einem einen eines kein keine "
        "keiner dieser diese dieses jener jene jenes jeder jede jedes alle viele manche einige mehrere wenige "
        "meisten beide er es wir ihr ich man niemand jemand sein seine ihre unser unsere mein meine wer was "
        "wo wann wie warum wenn falls ob obwohl weil da nachdem bevor während seit bis in im an am auf aus "
        "bei beim mit nach vor von vom zu zum zur über unter um durch für gegen ohne zwischen neben trotz "
        "wegen laut nur auch nicht nichts schon noch erst bereits heute inzwischen dort hier dann so und aber "
        "oder denn doch"
    ),
    because_words=("weil", "denn"),
    but_words=("aber", "doch", "jedoch", "allerdings"),
    and_words=(
        "und",
        "oder",
        "also",
        "daher",
        "deshalb",
        "außerdem",
        "zudem",
        "schließlich",
        "ferner",
    ),
    why="Warum?",
    small_after_colon=False,
    numbers=(
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ),
    last_and=" und ",
    and_clause=", und ",
    and_apart="Dazu gehört noch etwas: {claim}.",
    one_claim=in_any_place("Zur Debatte steht eine These: {claim}."),
    several_claims="Zur Debatte stehen {n} Thesen.",
    first_claim=in_any_place("Die erste lautet: {claim}."),
    next_claim=in_any_place("Eine weitere lautet: {claim}."),
    number_of_sides="In dieser Debatte gibt es {n} Seiten.",
    first_side=in_any_place("Die eine Seite, {topic}, vertritt: {claim}."),
    other_side=in_any_place("Die andere Seite, {topic}, hält dagegen: {claim}."),
    next_side=in_any_place("Eine weitere Seite, {topic}, vertritt: {claim}."),
    also_held=in_any_place("Sie sagt außerdem: {claim}."),
    no_side=in_any_place("Auf keiner Seite steht eine These: {claim}."),
    this_position="diese Position",
    one_reason=in_any_place("Für {topic} wird ein Grund genannt: {claim}."),
    number_of_reasons="Für {topic} werden {n} Gründe genannt.",
    no_reason="Für {topic} wird kein Grund genannt.",
    reasons_in_turn=(
        in_any_place("Der erste Grund lautet: {claim}."),
        in_any_place("Zweitens: {claim}."),
        in_any_place("Ein dritter Grund kommt hinzu: {claim}."),
        in_any_place("Viertens: {claim}."),
        in_any_place("Der fünfte Grund lautet: {claim}."),
        in_any_place("Sechstens: {claim}."),
    ),
    further_reason=in_any_place("Ein weiterer Grund lautet: {claim}."),
    last_reason=in_any_place("Der letzte Grund lautet: {claim}."),
    reason_named="Ein Grund für {topic} ist schon genannt: {refs}.",
    objection_to_topic=(
        in_any_place("Gegen {topic} lässt sich einwenden: {claim}."),
        in_any_place("Ein weiterer Einwand gegen {topic} lautet: {claim}."),
        in_any_place("Auch das spricht gegen {topic}: {claim}."),
    ),
    objection_named="Gegen {topic} steht, was schon genannt ist: {refs}.",
    several_support="Dafür spricht mehreres.",
    reason=RolePhrases(
        first=(
            Pattern("Denn {claim}.", "Dafür gibt es einen Grund: {claim}."),
            in_any_place("Dafür spricht: {claim}."),
            Pattern("Denn {claim}.", "Das lässt sich begründen: {claim}."),
        ),
        more=(
            in_any_place("Hinzu kommt: {claim}."),
            in_any_place("{claim}."),
            in_any_place("Dafür spricht auch: {claim}."),
            in_any_place("{claim}."),
        ),
        named_already=(
            "Ein Grund dafür ist schon genannt: {refs}.",
            "Dafür spricht auch, was schon gesagt ist: {refs}.",
        ),
    ),
    objection=RolePhrases(
        first=(
            in_any_place("Dagegen lässt sich einwenden: {claim}."),
            Pattern("Allerdings gilt auch: {claim}.", "Allerdings gilt auch: {claim}."),
            Pattern("Doch {claim}.", "Dagegen spricht: {claim}."),
        ),
        more=(
            in_any_place("Ein weiterer Einwand lautet: {claim}."),
            in_any_place("Auch das spricht dagegen: {claim}."),
        ),
        named_already=(
            "Dagegen steht, was schon genannt ist: {refs}.",
            "Dem widerspricht ein Punkt, der schon genannt ist: {refs}.",
        ),
    ),
    answer=RolePhrases(
        first=(
            Pattern("Aber {claim}.", "Darauf gibt es eine Antwort: {claim}."),
            in_any_place("Darauf lässt sich antworten: {claim}."),
            Pattern("Doch {claim}.", "Die Antwort darauf lautet: {claim}."),
        ),
        more=(
            in_any_place("Hinzu kommt als Antwort: {claim}."),
            in_any_place("Eine weitere Antwort lautet: {claim}."),
        ),
        named_already=(
            "Die Antwort darauf ist schon gegeben: {refs}.",
            "Auch hier antwortet ein früherer Punkt: {refs}.",
        ),
    ),
    doubt=RolePhrases(
        first=(
            Pattern(
                "Selbst wenn das stimmt, ist damit wenig entschieden, denn {claim}.",
                "Selbst wenn das stimmt, ist damit wenig entschieden: {claim}.",
            ),
            Pattern(
                "Ob das wirklich daraus folgt, ist zweifelhaft, denn {claim}.",
                "Ob das wirklich daraus folgt, ist zweifelhaft: {claim}.",
            ),
        ),
        more=(in_any_place("Noch etwas weckt diesen Zweifel: {claim}."),),
        named_already=(
            "Ob das wirklich daraus folgt, ist aus einem schon genannten Grund zweifelhaft: {refs}.",
        ),
    ),
    doubt_of_objection=RolePhrases(
        first=(
            Pattern(
                "Der Einwand muss nicht treffen, denn {claim}.",
                "Der Einwand muss nicht treffen: {claim}.",
            ),
            Pattern(
                "Das schwächt den Punkt vielleicht nicht, denn {claim}.",
                "Den Einwand schwächt: {claim}.",
            ),
        ),
        more=(in_any_place("Auch das schwächt den Einwand: {claim}."),),
        named_already=("Der Einwand muss nicht treffen, wie schon gesagt ist: {refs}.",),
    ),
    together_with="Dazu gehört, was schon gesagt ist: {refs}.",
    rule=(
        in_any_place("Dahinter steht ein Grundsatz: {claim}."),
        in_any_place("Zum Grund wird dies erst durch eine Regel: {claim}."),
    ),
    rule_named="Der Grundsatz dahinter ist schon genannt: {refs}.",
    is_argued=("Auch der Punkt {refs} wird begründet.", "Für {refs} lässt sich mehr sagen."),
    is_disputed=("Der Punkt {refs} ist umstritten.", "Nicht alle teilen den Punkt {refs}."),
    in_favour=in_any_place("Dafür spricht: {claim}."),
    is_both=("Über {refs} gehen die Meinungen auseinander.", "Viel hängt ab von {refs}."),
    according_to="so {names}",
    see="vgl. {places}",
    common_ground="unstrittig",
    added="hier ergänzt",
    inference="Schluss: {who}",
    open_heading="Was offen bleibt",
    conclusion_heading="Schluss",
    one_unanswered="Ein Einwand bleibt ohne Antwort: {refs}.",
    unanswered="Von den Einwänden bleiben {n} ohne Antwort: {refs}.",
    unsupported="Ohne Stütze bleibt vorerst: {refs}.",
    and_further="{n} weitere Aussagen",
    nothing_open="Kein Einwand bleibt ohne Antwort und keine Aussage ohne Stütze.",
    steps_added="Manche der Schlüsse zieht keine Quelle, sondern dieser Text.",
    no_reasons="keinen Grund",
    a_reason="einen Grund",
    reasons="{n} Gründe",
    no_objections="keinen Einwand",
    an_objection="einen Einwand",
    objections="{n} Einwände",
    balance=(
        "Am Ende hat {refs} {reasons} für sich und {objections} gegen sich.",
        "Auf der Seite von {refs} zählt man {reasons}, dagegen {objections}.",
    ),
    not_settled="Solange die offenen Punkte nicht geklärt sind, ist die Frage nicht entschieden.",
    what_follows="Was folgt daraus?",
    verdicts={
        ("stands",): "{refs} hält stand.",
        ("stands", "backed"): "{refs} hält stand, und zwar auf festem Boden.",
        ("stands", "merely asserted"): "{refs} hält stand, ist aber bloß behauptet.",
        ("stands", "open"): "{refs} hält stand; ob es belegt ist, bleibt strittig.",
        ("falls",): "{refs} fällt.",
        ("falls", "rebutted"): "{refs} fällt, denn ein Einwand dagegen ist nicht beantwortet.",
        ("falls", "not shown"): "{refs} fällt, denn keine Stütze dafür hält.",
        ("contested",): "{refs} bleibt strittig: Es hält weder stand noch fällt es.",
    },
    rests_on="Was es trägt: {refs}.",
    brought_down_by="Was es zu Fall bringt: {refs}.",
    kept_open_by="Was es offenhält: {refs}.",
)
