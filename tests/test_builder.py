"""Maps that a program builds: what it writes, and what it is told."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

import argmap
from argmap import (
    ArgumentMap,
    CheckSettings,
    Citation,
    Claim,
    DecisionRecord,
    DraftClaim,
    DraftInference,
    Inference,
    Map,
    OwnScheme,
    Source,
)
from argmap.model import Shape, fields_of
from tests.tools import tool


def test_a_map_is_built_as_it_would_be_told() -> None:
    new = Map("Should school start at nine?")
    later = new.side("Start at nine", id="later")
    now = new.side("Keep eight o'clock", id="now")
    aap = new.source("School Start Times", author="AAP", id="aap2014")
    nine = new.claim("School should start at nine.", id="nine", side=later, expect="contested")
    sleep = new.claim("Teenagers would sleep more.", id="sleep", evidence=aap.at("p. 643"))
    buses = new.claim("Buses are cheaper after nine.", id="buses")
    budget = new.claim("The budget is short.", id="budget", common_ground=True)
    rule = new.claim("Schools should save money.", id="rule", stated_in=[aap, "aap2014 p. 9"])
    eight = new.claim("School should start at eight.", id="eight", side=now, main=True)
    nine.because(sleep, implicit=True).undercut_by("Sleep is not what school is for.")
    nine.because(buses, budget, warrant=rule, scheme="practical reasoning", held_by="the town")
    nine.but(eight).outweighed_by("Health counts for more.", stated_in=aap)
    eight.but("sleep", id="why-not")
    assert argmap.dumps(new.build()) == dedent("""\
        title: Should school start at nine?
        sides:
          later: Start at nine
          now: Keep eight o'clock
        sources:
          aap2014:
            author: AAP
            title: School Start Times
        claims:
          nine:
            text: School should start at nine.
            side: later
            premises:
              - premises: [sleep]
                implicit: true
                undercutters:
                  - sleep-is-not-what-school-is-for
              - premises: [buses, budget]
                warrant: rule
                scheme: practical reasoning
                held_by: the town
            rebuttals:
              - premises: [eight]
                outweighed_by:
                  - premises: [health-counts-for-more]
                    stated_in: aap2014

          sleep:
            text: Teenagers would sleep more.
            evidence: aap2014 p. 643

          buses:
            text: Buses are cheaper after nine.

          budget:
            text: The budget is short.
            common_ground: true

          rule:
            text: Schools should save money.
            stated_in: [aap2014, aap2014 p. 9]

          eight:
            text: School should start at eight.
            side: now
            main: true
            rebuttals:
              - premises: [sleep]
                step: why-not

          sleep-is-not-what-school-is-for:
            text: Sleep is not what school is for.

          health-counts-for-more:
            text: Health counts for more.
        expect:
          nine: contested
        """)


def test_each_call_returns_what_comes_next() -> None:
    new = Map()
    nine = new.claim("School should start at nine.")
    sleep = nine.because("Teenagers would sleep more.").premise
    sleep.because("A study shows it.").premise.but("The study is small.")
    early, late = sleep.because("They go to bed late.", "They get up early.").premises
    assert (early.text, late.id) == ("They go to bed late.", "they-get-up-early")
    assert argmap.outline(new.build()) == dedent("""\
        1 School should start at nine.
          1.1 Teenagers would sleep more.
            1.1.1 A study shows it. [unsupported]
              1.1.1.1 Objection: The study is small. [unsupported]
            1.1.2a They go to bed late. [unsupported]
            1.1.2b They get up early. [unsupported]
        """)
    assert new.claims["they-get-up-early"] is late
    assert new.claim("One more.").id in new.build().claims


def test_ids_that_somebody_chose_are_kept() -> None:
    new = Map()
    first = new.claim("It is late.")
    assert first.id == "it-is-late"
    chosen = new.claim("It is late, I say.", id="it-is-late")
    reason = chosen.because("The sun is down.", id="why")
    assert [first.id, chosen.id, reason.id] == ["it-is-late-0d54a", "it-is-late", "why"]
    assert [claim.has_own_id for claim in new.build().claims.values()] == [False, True, False]


def test_what_a_map_holds_besides_claims() -> None:
    settings = CheckSettings(ignore=("wording",))
    new = Map(
        "A title", language="de", note="A note.", strict=True, settings=settings,
        synonyms=[["cat", "tomcat"]], key_terms=["cat"], schemes={"own": argmap.OwnScheme()},
    )  # fmt: skip
    assert new.build() == ArgumentMap(
        "A title", "de", "A note.", strict=True, settings=settings,
        synonyms=(("cat", "tomcat"),), key_terms=("cat",), schemes={"own": argmap.OwnScheme()},
    )  # fmt: skip


def test_critical_questions_are_taken_up_by_claims() -> None:
    new = Map()
    nine = new.claim("School should start at nine.")
    honest = new.claim("Doctors are honest.", id="honest")
    nine.because("Doctors say so.", honest, scheme="expert opinion", questions={"bias": honest})
    [inference] = new.build().inferences.values()
    assert inference.questions == {"bias": "honest"}


TEXT, TRUTH, NAME = ("It is so.", "It is so."), (True, True), ("a", "a")
SAMPLES: dict[Shape, tuple[object, object]] = {
    Shape.TEXT: TEXT,
    Shape.NAME: NAME,
    Shape.FLAG: TRUTH,
    Shape.TEXTS: (["the town", "the county"], ("the town", "the county")),
    Shape.NAMES: (["a", "b"], ("a", "b")),
    Shape.GROUPS: ([["cat", "tomcat"]], (("cat", "tomcat"),)),
    Shape.CITATIONS: (["a p. 4", "a"], (Citation("a", "p. 4"), Citation("a"))),
    Shape.REASONS: ({"long-claim": "So."}, {"long-claim": "So."}),
    Shape.WORDS: ({"bias": "So?"}, {"bias": "So?"}),
    Shape.QUESTIONS: ({"bias": "a"}, {"bias": "a"}),
    Shape.RECORD: (DecisionRecord("accepted"), DecisionRecord("accepted")),
    Shape.SCHEMES: ({"own": OwnScheme()}, {"own": OwnScheme()}),
}
"""What a program may give for a field of a shape, and what the map has then."""
ALONE: dict[Shape, tuple[object, object]] = {
    Shape.TEXTS: ("the town", ("the town",)),
    Shape.NAMES: ("a", ("a",)),
    Shape.CITATIONS: ("a p. 4", (Citation("a", "p. 4"),)),
}
"""The same for one thing in place of a list."""
SETTINGS = CheckSettings(ignore=("wording",))
NARROW: dict[str, tuple[object, object]] = {
    field.name: (field.choices[-1], field.choices[-1])
    for part in (Claim, Inference, Source)
    for field in fields_of(part)
    if field.choices
} | {"settings": (SETTINGS, SETTINGS)}
"""The same for fields that take less than their shape."""
CREATE: dict[Callable[..., object], tuple[type, Callable[[Map, Any], object]]] = {
    Map.claim: (Claim, lambda new, fields: new.claim("Made.", id="made", **fields)),
    Map.source: (Source, lambda new, fields: new.source("Made", id="made", **fields)),
    DraftClaim.because: (Inference, lambda new, fields: new.claims["a"].because("b", id="made", **fields)),
    DraftClaim.but: (Inference, lambda new, fields: new.claims["a"].but("b", id="made", **fields)),
    DraftInference.undercut_by: (
        Inference, lambda new, fields: new.claims["a"].because("c").undercut_by("b", id="made", **fields)),
    DraftInference.outweighed_by: (
        Inference, lambda new, fields: new.claims["a"].because("c").outweighed_by("b", id="made", **fields)),
}  # fmt: skip
"""The methods that create a part `made`: its type, and a call with some of its fields."""


def must_have_parameters(method: Callable[..., object], fields: set[str]) -> None:
    given = {
        name
        for name, each in inspect.signature(method).parameters.items()
        if each.kind is each.KEYWORD_ONLY
    }
    missing = fields - given
    assert not missing, (
        f"argmap/api/builder.py: `{method.__qualname__}` needs a keyword argument for {missing}"
    )


@pytest.mark.parametrize("samples", [SAMPLES, SAMPLES | ALONE], ids=["lists", "alone"])
@pytest.mark.parametrize("method", CREATE, ids=lambda method: method.__qualname__)
def test_every_field_of_a_part_can_be_given(
    method: Callable[..., object], samples: dict[Shape, tuple[object, object]]
) -> None:
    part, create = CREATE[method]
    elsewhere = {"text", "title", "kind", "premises", "target", "weighing"}
    shapes = {each.name: each.shape for each in fields_of(part) if each.name not in elsewhere}
    must_have_parameters(method, {*shapes})
    tried = {name: NARROW.get(name, samples[shape]) for name, shape in shapes.items()}
    new = Map()
    new.side("A", id="a")
    new.source("A", id="a")
    for letter in "abc":
        new.claim(f"{letter} is so.", id=letter)
    create(new, {name: given for name, (given, _) in tried.items()})
    map = new.build()
    made = {**map.claims, **map.sources, **map.inferences}["made"]
    assert {name: getattr(made, name) for name in tried} == {
        name: expected for name, (_, expected) in tried.items()
    }


@pytest.mark.parametrize("samples", [SAMPLES, SAMPLES | ALONE], ids=["lists", "alone"])
def test_every_field_of_a_map_can_be_given(samples: dict[Shape, tuple[object, object]]) -> None:
    elsewhere = {"sides", "sources", "claims", "inferences", "expect", "worksheet"}
    shapes = {
        each.name: each.shape for each in fields_of(ArgumentMap) if each.name not in elsewhere
    }
    must_have_parameters(Map.__init__, {*shapes} - {"title"})
    tried = {name: NARROW.get(name) or samples[shape] for name, shape in shapes.items()}
    made = Map(**{name: given for name, (given, _) in tried.items()}).build()  # type: ignore[arg-type]
    assert {name: getattr(made, name) for name in tried} == {
        name: expected for name, (_, expected) in tried.items()
    }


# --- mistakes ---


def test_all_mistakes_are_reported_with_the_lines_of_the_program() -> None:
    new = Map()
    first = inspect.currentframe().f_lineno + 1  # type: ignore[union-attr]
    nine = new.claim("School should start at nine.", side="later")
    new.source("School Start Times", id="aap2014")
    nine.because("slep", stated_in="app2014 p. 4")
    new.claim("Teenagers would sleep more.", id="sleep", evidence="Smith")
    nine.because("")
    with pytest.raises(argmap.InvalidMap) as caught:
        new.build()
    assert re.sub("(?m)^\\S*test_builder.py", "program.py", str(caught.value)) == dedent(f"""\
        program.py:{first}:1: error[unknown-side]: unknown side `later`
          = help: add the side with `side`, and pass what it returns
        program.py:{first + 3}:1: error[unknown-source]: unknown source `Smith`
          = help: add the source with `source`, and pass what it returns
        program.py:{first + 4}:1: error[missing-text]: the claim `claim-e3b0c` has no text
        program.py:{first + 2}:1: error[unknown-claim]: unknown claim `slep`
          = help: did you mean `sleep`?
        program.py:{first + 2}:1: error[unknown-source]: unknown source `app2014`
          = help: did you mean `aap2014`?""")


def test_findings_name_the_lines_of_the_program() -> None:
    new = Map()
    new.claim("School should start at nine.").because("Teenagers would sleep more.")
    [finding] = argmap.check(new.build(), ["unsupported-claim"])
    assert finding.span
    assert finding.span.file.endswith("test_builder.py")


@pytest.mark.tools
def test_a_cell_of_a_notebook_is_named_by_its_number() -> None:
    tool("packages")
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.user_ns["new"] = Map()
        done = shell.run_cell("new.claim('A b.')\nnew.claim('C d.', side='now')\nnew.build()", True)
        assert str(done.error_in_exec).startswith("In[1]:2:1: error[unknown-side]: unknown side")
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("line", "error", "message"),
    [
        ("nine.because(3)", TypeError, "a premise must be a claim or its text, not 3"),
        ("nine.because(nine.but('A b.'))", TypeError, "a premise must be a claim: pass `.premise` of this inference"),
        ("nine.because('A b.').but('C d.')", AttributeError,
         "an inference has no `but`: use `.premise.but(…)` for its premise, or `.undercut_by(…)` to doubt that the premise bears on the target"),
        ("nine.because('A b.').becuse", AttributeError, "`DraftInference` has no `becuse`"),
        ("nine.because('A b.', 'C d.').premise", argmap.ArgmapError, "this inference has 2 premises: choose one of `premises`"),
        ("nine.because('A b.', shceme='sign')", TypeError,
         "argmap.DraftClaim.because: unknown option `shceme`: did you mean `scheme`?"),
        ("new.claim('A b.', main='yes')", TypeError, "argmap.Map.claim: `main` takes True or False, not 'yes'"),
        ("new.claim(None)", TypeError, "argmap.Map.claim: `text` takes a string, not None"),
        ("new.claim('A b.', note=3)", TypeError, "argmap.Map.claim: `note` takes a string, not 3"),
        ("new.claim('A b.', expect='stand')", argmap.ArgmapError, "unknown verdict `stand`: did you mean `stands`?"),
        ("Map('B').claim('A b.').because(nine)", argmap.ArgmapError,
         "<DraftClaim 'School should start at nine.'> belongs to another map, <Map 'A': 1 claim, 0 inferences>"),
        ("nine.because('nin').premise", argmap.ArgmapError, "unknown claim `nin`: did you mean `nine`?"),
        ("setattr(nine, 'note', 'So.')", AttributeError, "'DraftClaim' object has no attribute 'note'"),
        ("argmap.part(new.build(), focus=nine)", TypeError,
         "argmap.part: `focus` takes an id: pass `.id` of <DraftClaim 'School should start at nine.'>"),
        ("argmap.evaluate(new.build(), accept=[nine])", TypeError,
         "argmap.evaluate: `accept` takes an id: pass `.id` of <DraftClaim 'School should start at nine.'>"),
        ("Map('B', lnaguage='de')", TypeError, "argmap.Map.__init__: unknown option `lnaguage`: did you mean `language`?"),
        ("argmap.loads(None)", TypeError, "argmap.loads: `text` takes a string, not None"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_once(
    line: str, error: type[Exception], message: str
) -> None:
    new = Map("A")
    nine = new.claim("School should start at nine.", id="nine")
    with pytest.raises(error) as caught:
        eval(line, {"Map": Map, "argmap": argmap}, {"new": new, "nine": nine})  # noqa: S307
    assert str(caught.value) == message


def test_drafts_print_in_a_line() -> None:
    new = Map("A")
    nine = new.claim("School should start at nine.")
    reason = nine.because("Teenagers would sleep more.", "sleep")
    assert [repr(part) for part in (nine, reason, reason.outweighed_by(nine))] == [
        "<DraftClaim 'School should start at nine.'>",
        "<DraftInference: reason 'Teenagers would sleep more. + sleep'>",
        "<DraftInference: weighing 'School should start at nine.'>",
    ]
    assert repr(new.side("Now")) == "<DraftSide 'Now'>"
    assert repr(new.source(author="AAP")) == "<DraftSource 'AAP'>"


def test_many_parts_are_built_in_little_time() -> None:
    new = Map()
    root = new.claim("Claim 0 holds.")
    for number in range(1, 2_000):
        claim = new.claim(f"Claim {number} holds.")
        root.because(claim)
        assert claim.id == f"claim-{number}-holds"
        root = claim if number % 40 == 0 else root
    assert len(new.build().inferences) == 1_999
