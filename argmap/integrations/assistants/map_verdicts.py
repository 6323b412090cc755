"""The tools that say which claims stand, why, and what a claim needs to stand."""

from __future__ import annotations

from argmap.integrations.assistants.tool_call import Content, ToolAnswer, ToolCall
from argmap.options import Search, Suppositions, group_of
from argmap.util.text import count

_MOST_MAIN_CLAIMS, _MOST_CLAIMS = 50, 200
_MOST_LINES = 60
"""How many lines of an explanation are answered."""
_MOST_NEEDS = 20


def evaluate(call: ToolCall) -> ToolAnswer:
    """Evaluate a map.

    Show which claims stand, fall or are contested, given all reasons and objections in the map.
    This judges the map, not the world. With `accept` or `reject`, it shows what would change if a
    claim were true or false.
    """
    from argmap.model import Verdict
    from argmap.model.graph import main_claims, stated_only
    from argmap.verdicts.evaluate import evaluate as evaluate_map
    from argmap.verdicts.text_report import describe_verdict, format_changes, format_verdicts

    map = call.read_map()
    supposed = call.suppositions(map)
    verdicts = evaluate_map(map, supposed)
    # A model that adds answers of its own must see what they alone decide.
    stated_map = stated_only(map)
    accept = tuple(id for id in supposed.accept if id in stated_map.claims)
    reject = tuple(id for id in supposed.reject if id in stated_map.claims)
    known = Suppositions(accept, reject, supposed.strict)
    without_additions = evaluate_map(stated_map, known)
    mains: Content = {}
    for claim in main_claims(map)[:_MOST_MAIN_CLAIMS]:
        verdict = describe_verdict(verdicts, claim.id)
        side = map.sides_of_claims[claim.id]
        main: Content = {"text": claim.text, "side": side, "verdict": verdict}
        if claim.id in without_additions.claims:
            stated = describe_verdict(without_additions, claim.id)
            if stated != verdict:
                main["without_implicit"] = stated
        mains[claim.id] = main
    others = [id for id in map.claims if id not in mains]
    *_, summary = format_verdicts(verdicts).splitlines()
    content: Content = {
        "summary": summary,
        "main_claims": mains,
        "claims": {id: describe_verdict(verdicts, id) for id in others[:_MOST_CLAIMS]},
    }
    if len(others) > _MOST_CLAIMS:
        content["left_out"] = len(others) - _MOST_CLAIMS
    if supposed.accept or supposed.reject:
        before = evaluate_map(map, Suppositions(strict=supposed.strict))
        changes = format_changes(before, verdicts).splitlines()[1:]
        content["changes"] = [line.strip() for line in changes]
    weak = [id for id in mains if verdicts[id] is not Verdict.STANDS]
    if weak:
        content["next"] = (
            f"`why` explains the verdict on `{weak[0]}`, and `needs` lists what would make it stand"
        )
    return ToolAnswer(content)


def why(call: ToolCall) -> ToolAnswer:
    """Explain a verdict.

    Explain why a claim stands, falls or is contested, down to the reasons and objections that
    decide it.
    """
    from argmap.verdicts.evaluate import evaluate as evaluate_map
    from argmap.verdicts.explain import explain, format_explanation
    from argmap.verdicts.text_report import describe_verdict

    map = call.read_map()
    claim = call.claim_of(map)
    verdicts = evaluate_map(map, call.suppositions(map))
    lines = format_explanation(explain(verdicts, claim), full=True).splitlines()
    if len(lines) > _MOST_LINES:
        left_out = count(len(lines) - _MOST_LINES, "more line")
        lines = [*lines[:_MOST_LINES], f"({left_out}: ask about the claims above)"]
    verdict = describe_verdict(verdicts, claim)
    return ToolAnswer({"claim": claim, "verdict": verdict, "explanation": "\n".join(lines)})


def needs(call: ToolCall) -> ToolAnswer:
    """Find what a claim needs.

    Find what would make a claim stand: objections to answer, and claims to document. Use it to
    strengthen a side: it names the few places where work changes the verdict.
    """
    from argmap.verdicts.needs import format_needs
    from argmap.verdicts.needs import needs as find_needs
    from argmap.verdicts.text_report import describe_verdict

    map = call.read_map()
    claim = call.claim_of(map)
    supposed = call.suppositions(map)
    size = group_of(Search, call.arguments).size
    search = find_needs(map, claim, size=size, supposed=supposed)
    # What together makes the claim stand: {"answer": ["cost:rebuts:pool"]}.
    needed: list[dict[str, list[str]]] = []
    for remedies in search.found[:_MOST_NEEDS]:
        needed.append({})
        for remedy in remedies:
            needed[-1].setdefault(_WAYS[remedy.word], []).append(remedy.id)
    content: Content = {
        "claim": claim,
        "verdict": describe_verdict(search.verdicts, claim),
        "needs": needed,
        "report": format_needs(search),
    }
    if search.found:
        content["next"] = _HOW_TO_ANSWER
    return ToolAnswer(content)


_WAYS = {
    "answered": "answer",
    "answered with evidence": "answer_with_evidence",
    "documented": "document",
}


_HOW_TO_ANSWER = (
    "do only what the sources or the map's author support; to answer an objection, write it in its"
    " long form, such as `- {premises: [cost], outweighed_by: [why it counts for less]}` or"
    " `undercutters: [why it does not follow]`, or add `rebuttals` to its premise; to document a"
    " claim, add `evidence`"
)
