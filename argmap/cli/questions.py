"""`argmap why`, `cruxes`, `needs` and `positions`: questions about the verdicts of a map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import File, HowToJudge, file_must_be_last
from argmap.cli.signature import Argument
from argmap.options import Option, Search

NamedClaim = Annotated[
    str, Argument("CLAIM", "Id of the claim, its number in the outline, or words of it.", "claim")
]


def why(
    console: Console,
    *,
    claim: NamedClaim,
    file: File = DEFAULT_FILE,
    judging: HowToJudge,
    full: Annotated[bool, Option("Show all lines, not just the first eight.")] = False,
) -> None:
    """Example:
    argmap why more-sleep debate.yaml
    argmap why 1.2 debate.yaml
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts.evaluate import evaluate
    from argmap.verdicts.explain import explain, format_explanation

    claim, file = _claim_and_file("why", claim, file)
    map, supposed = judging.read(console, file)
    explanation = explain(evaluate(map, supposed), find_claim(map, claim, console.say))
    if judging.format == "json":
        from argmap.verdicts import json_report

        console.put(json_report.format_explanation(explanation))
    else:
        console.put(format_explanation(explanation, full=full))


def _claim_and_file(command: str, claim: str, file: str) -> tuple[str, str]:
    """Return the claim and the file that are meant: `school.md:7` alone names both.

    Raises:
        Failure: the file comes first.
    """
    file_must_be_last(command, {"CLAIM": claim}, file)
    name, colon, line = claim.rpartition(":")
    if colon and file == DEFAULT_FILE and not Path(file).exists() and Path(name).is_file():
        return f":{line}", name
    return claim, file


def cruxes(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    about: Annotated[str, Option("Find the cruxes for this claim. [default: all main claims]",
        "CLAIM", names="claim")] = "",
    search: Search,
    judging: HowToJudge,
) -> None:  # fmt: skip
    """Example:
    argmap cruxes debate.yaml
    argmap cruxes debate.yaml --about start-later --size 2
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts import json_report
    from argmap.verdicts.cruxes import cruxes as find_cruxes
    from argmap.verdicts.cruxes import format_cruxes

    map, supposed = judging.read(console, file)
    claims = [find_claim(map, about, console.say)] if about else []  # none: all main claims
    with console.progress("looking for cruxes") as progress:
        searches = find_cruxes(map, claims, size=search.size, supposed=supposed, progress=progress)
    report = json_report.format_cruxes if judging.format == "json" else format_cruxes
    console.put(report(searches))


def needs(
    console: Console,
    *,
    claim: NamedClaim,
    file: File = DEFAULT_FILE,
    search: Search,
    judging: HowToJudge,
) -> None:
    """Example:
    argmap needs start-later debate.yaml
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts import json_report
    from argmap.verdicts.needs import format_needs
    from argmap.verdicts.needs import needs as find_needs

    claim, file = _claim_and_file("needs", claim, file)
    map, supposed = judging.read(console, file)
    id = find_claim(map, claim, console.say)
    with console.progress("looking for the changes needed") as progress:
        found = find_needs(map, id, size=search.size, supposed=supposed, progress=progress)
    report = json_report.format_needs if judging.format == "json" else format_needs
    console.put(report(found))


def positions(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    about: Annotated[str, Option("Count the positions in which this claim stands.", "CLAIM",
        names="claim")] = "",
    limit: Annotated[int, Option("Maximum number of outcomes to list, or of positions in JSON.",
        "N", least=1)] = 10,
    judging: HowToJudge,
) -> None:  # fmt: skip
    """Example:
    argmap positions debate.yaml
    argmap positions debate.yaml --about start-later
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts import json_report, text_report
    from argmap.verdicts.positions import positions as find_positions
    from argmap.verdicts.positions import stands_in

    map, supposed = judging.read(console, file)
    with console.progress("looking for positions"):
        # As data, the positions themselves show in which of them a claim stands.
        if about and judging.format == "text":
            id = find_claim(map, about, console.say)
            report = text_report.format_stands_in(map, id, stands_in(map, id, supposed))
        else:
            found = find_positions(map, supposed, limit=limit)
            in_format = json_report if judging.format == "json" else text_report
            report = in_format.format_positions(found)
    console.put(report)
