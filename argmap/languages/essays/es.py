"""Spanish."""

from __future__ import annotations

from argmap.languages.essays.phrases import Pattern, Phrases, RolePhrases, in_any_place

PHRASES = Phrases(
    small_words=(
        "uno casi el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel aquella "
        "aquellos aquellas esto eso él ella ellos ellas nosotros su sus nuestro nuestra nuestros nuestras mi "
        "mis tu tus ningún ninguna ninguno nada nadie cada todo toda todos todas muchos muchas mucho pocos "
        "pocas poco varios varias algunos algunas algún alguna quien quienes que qué cuando cuándo donde "
        "dónde como cómo si aunque porque pues mientras en a al con sin sobre bajo por para contra entre "
        "hacia hasta desde según durante tras ante del de no ni ya aún también tampoco solo sólo más menos "
        "hay se me le les es y e o u pero sino"
    ),
    because_words=("porque", "pues", "ya que", "puesto que", "dado que"),
    but_words=("pero", "sin embargo"),
    and_words=("y", "o", "así que", "por tanto", "por lo tanto", "además", "también", "por último"),
    why="¿Por qué?",
    small_after_colon=True,
    numbers=(
        "una",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
    ),
    last_and=" y ",
    and_clause=", y ",
    and_apart="A esto va unido otro punto: {claim}.",
    one_claim=Pattern("La tesis en debate es que {claim}.", "La tesis en debate es esta: {claim}."),
    several_claims="El debate trata de {n} tesis.",
    first_claim=Pattern("La primera es que {claim}.", "La primera es esta: {claim}."),
    next_claim=Pattern("Otra es que {claim}.", "Otra es esta: {claim}."),
    number_of_sides="En este debate se enfrentan {n} posturas.",
    first_side=Pattern(
        "La primera, {topic}, sostiene que {claim}.", "La primera, {topic}, sostiene esto: {claim}."
    ),
    other_side=Pattern(
        "La otra, {topic}, sostiene que {claim}.", "La otra, {topic}, sostiene esto: {claim}."
    ),
    next_side=Pattern(
        "Otra postura, {topic}, sostiene que {claim}.",
        "Otra postura, {topic}, sostiene esto: {claim}.",
    ),
    also_held=Pattern("También sostiene que {claim}.", "También sostiene esto: {claim}."),
    no_side=in_any_place("Una tesis no es de ninguna postura: {claim}."),
    this_position="esta tesis",
    one_reason=Pattern(
        "La razón a favor de {topic} es que {claim}.",
        "A favor de {topic} se da una razón: {claim}.",
    ),
    number_of_reasons="A favor de {topic} se dan {n} razones.",
    no_reason="A favor de {topic} no se da ninguna razón.",
    reasons_in_turn=(
        Pattern("En primer lugar, {claim}.", "La primera razón es esta: {claim}."),
        Pattern("En segundo lugar, {claim}.", "La segunda razón es esta: {claim}."),
        Pattern("En tercer lugar, {claim}.", "La tercera razón es esta: {claim}."),
        Pattern("En cuarto lugar, {claim}.", "La cuarta razón es esta: {claim}."),
        Pattern("En quinto lugar, {claim}.", "La quinta razón es esta: {claim}."),
        Pattern("En sexto lugar, {claim}.", "La sexta razón es esta: {claim}."),
    ),
    further_reason=Pattern("Otra razón es que {claim}.", "Otra razón es esta: {claim}."),
    last_reason=Pattern("Por último, {claim}.", "La última razón es esta: {claim}."),
    reason_named="Una razón a favor de {topic} ya se ha dado: {refs}.",
    objection_to_topic=(
        Pattern(
            "Contra {topic} se puede objetar que {claim}.",
            "Contra {topic} cabe una objeción: {claim}.",
        ),
        Pattern(
            "También cuenta contra {topic} que {claim}.",
            "Otra objeción a {topic} es esta: {claim}.",
        ),
        Pattern(
            "Además, contra {topic} se puede alegar que {claim}.",
            "Hay otra objeción a {topic}: {claim}.",
        ),
    ),
    objection_named="A {topic} se opone un punto ya expuesto: {refs}.",
    several_support="Hay varias razones para ello.",
    reason=RolePhrases(
        first=(
            Pattern("La razón es que {claim}.", "Hay una razón para ello: {claim}."),
            Pattern("En efecto, {claim}.", "La razón es esta: {claim}."),
            Pattern("Y es que {claim}.", "Esto se puede razonar: {claim}."),
        ),
        more=(
            Pattern("Además, {claim}.", "A esto se añade otro punto: {claim}."),
            in_any_place("{claim}."),
            Pattern("Asimismo, {claim}.", "Hay otra razón: {claim}."),
            in_any_place("{claim}."),
        ),
        named_already=(
            "Una razón para ello ya se ha dado: {refs}.",
            "También apoya esto lo ya dicho: {refs}.",
        ),
    ),
    objection=RolePhrases(
        first=(
            Pattern(
                "Contra esto se puede objetar que {claim}.",
                "Contra esto cabe una objeción: {claim}.",
            ),
            Pattern("Sin embargo, {claim}.", "A esto se opone una objeción: {claim}."),
            Pattern("Cabe objetar que {claim}.", "Cabe objetar lo siguiente: {claim}."),
        ),
        more=(
            Pattern("También se puede objetar que {claim}.", "Hay otra objeción: {claim}."),
            Pattern("Otra objeción es que {claim}.", "Otra objeción es esta: {claim}."),
        ),
        named_already=(
            "A esto se opone un punto ya expuesto: {refs}.",
            "Esto choca con lo ya dicho: {refs}.",
        ),
    ),
    answer=RolePhrases(
        first=(
            Pattern("Pero {claim}.", "Hay una respuesta a esto: {claim}."),
            Pattern(
                "A esto se puede responder que {claim}.", "A esto se puede responder: {claim}."
            ),
            Pattern("Ahora bien, {claim}.", "La respuesta es esta: {claim}."),
        ),
        more=(
            Pattern("Además, {claim}.", "Hay otra respuesta: {claim}."),
            Pattern(
                "También se puede responder que {claim}.", "También se puede responder: {claim}."
            ),
        ),
        named_already=(
            "La respuesta a esto ya se ha dado: {refs}.",
            "También aquí responde un punto anterior: {refs}.",
        ),
    ),
    doubt=RolePhrases(
        first=(
            Pattern(
                "Aunque esto sea cierto, quizá no baste, pues {claim}.",
                "Aunque esto sea cierto, quizá no baste: {claim}.",
            ),
            Pattern(
                "Es dudoso que eso se siga de ahí, pues {claim}.",
                "Es dudoso que eso se siga de ahí: {claim}.",
            ),
        ),
        more=(in_any_place("Otro punto alimenta la duda: {claim}."),),
        named_already=("Es dudoso que eso se siga de ahí, por una razón ya dada: {refs}.",),
    ),
    doubt_of_objection=RolePhrases(
        first=(
            Pattern(
                "Pero quizá la objeción no acierte, pues {claim}.",
                "Pero quizá la objeción no acierte: {claim}.",
            ),
            Pattern("La objeción se debilita, pues {claim}.", "La objeción se debilita: {claim}."),
        ),
        more=(in_any_place("Otro punto debilita la objeción: {claim}."),),
        named_already=("Pero quizá la objeción no acierte, como ya se ha dicho: {refs}.",),
    ),
    together_with="A esto va unido lo ya dicho: {refs}.",
    rule=(
        Pattern("Esto cuenta porque {claim}.", "Esto cuenta en virtud de un principio: {claim}."),
        Pattern("El principio es que {claim}.", "El principio es este: {claim}."),
    ),
    rule_named="El principio ya se ha enunciado: {refs}.",
    is_argued=(
        "El punto {refs} se funda a su vez en razones.",
        "Hay más que decir a favor de {refs}.",
    ),
    is_disputed=("El punto {refs} se discute.", "No todos admiten el punto {refs}."),
    in_favour=Pattern("A su favor está que {claim}.", "A su favor está esto: {claim}."),
    is_both=("Sobre {refs} hay división de opiniones.", "Mucho depende del punto {refs}."),
    according_to="según {names}",
    see="véase {places}",
    common_ground="admitido por todos",
    added="añadido aquí",
    inference="inferencia: {who}",
    open_heading="Lo que queda abierto",
    conclusion_heading="Conclusión",
    one_unanswered="Una objeción queda sin respuesta: {refs}.",
    unanswered="De las objeciones, {n} quedan sin respuesta: {refs}.",
    unsupported="Nada se ofrece en apoyo de {refs}.",
    and_further="{n} afirmaciones más",
    nothing_open="Ninguna objeción queda sin respuesta, ni ninguna afirmación sin apoyo.",
    steps_added="Algunas de las inferencias se hacen aquí y en ninguna fuente.",
    no_reasons="ninguna razón",
    a_reason="una razón",
    reasons="{n} razones",
    no_objections="ninguna objeción",
    an_objection="una objeción",
    objections="{n} objeciones",
    balance=(
        "En suma, {refs} tiene {reasons} a favor y {objections} en contra.",
        "Por su parte, {refs} tiene {reasons} a favor y {objections} en contra.",
    ),
    not_settled="Mientras estos puntos sigan abiertos, la cuestión no está zanjada.",
    what_follows="¿Qué se sigue de todo esto?",
    verdicts={
        ("stands",): "{refs} se sostiene.",
        ("stands", "backed"): "{refs} se sostiene, y con buen fundamento.",
        ("stands", "merely asserted"): "{refs} se sostiene, pero sin más base que la afirmación.",
        ("stands", "open"): "{refs} se sostiene; si está respaldado sigue en disputa.",
        ("falls",): "{refs} cae.",
        ("falls", "rebutted"): "{refs} cae, porque una objeción queda sin respuesta.",
        ("falls", "not shown"): "{refs} cae, porque ningún apoyo se sostiene.",
        ("contested",): "{refs} sigue en disputa: ni se sostiene ni cae.",
    },
    rests_on="Esto es lo que lo sostiene: {refs}.",
    brought_down_by="Esto es lo que lo hace caer: {refs}.",
    kept_open_by="Esto es lo que lo deja abierto: {refs}.",
)
