"""`argmap grade --decide`: the page on which a teacher decides which claims of students match the key."""

from __future__ import annotations

import csv
import json
import os
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from argmap import ArgmapError, loads
from argmap.classroom import (
    DecisionDesk,
    Grader,
    Submission,
    decisions_in,
    format_decisions,
    proposals_of,
)
from argmap.comparison import NOT_IN_KEY, Decision, DecisionBook, DecisionKind
from argmap.languages import decision_words_for, known_languages, lexicon_for
from argmap.page import TOKEN_HEADER, PageServer, Service, format_decision_page
from argmap.util import Lexicon, RelationKind
from tests.browser import violations_of_axe
from tests.case import Case, all_cases
from tests.hostile_case import FOLDER as HOSTILE
from tests.hostile_case import files_of
from tests.oracles import nothing_unsafe
from tests.run import PATIENCE, Running, fake_browser
from tests.run import argmap as run

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY = """\
title: When should school start?
claims:
  nine: {text: School should start at nine., premises: [[sleep, learn]], rebuttals: [bus, fair]}
  sleep: Pupils would sleep longer.
  learn: Rested pupils learn better.
  bus: {text: Buses would come at the wrong time., rebuttals: [timetable]}
  timetable: Timetables can be changed.
  fair: It is not fair to parents.
"""
ANNA = """\
claims:
  a: {text: School should start at nine., premises: [b, c], rebuttals: [d, e]}
  b: Students could stay in bed longer.
  c: Pupils who have rested can learn better.
  d: Buses would come at the wrong time.
  e: It is unfair on mums and dads.
"""
BEN = """\
claims:
  a: {text: School should start at nine., premises: [b], rebuttals: [d]}
  b: {text: Pupils would not sleep longer., premises: [The canteen is too small.]}
  d: It is fair to parents.
"""
CLEO = """\
claims:
  a: {text: School should start at nine., premises: [c], rebuttals: [d]}
  c: pupils who have rested can lern better!
  d: It isn't fair to parents
"""
SAME, PARTLY, OPPOSITE = DecisionKind.SAME, DecisionKind.PARTLY, DecisionKind.OPPOSITE
RESTED = "Pupils who have rested can learn better."
SLEEP = "Pupils would sleep longer."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "class").mkdir()
    for name, text in (("anna", ANNA), ("ben", BEN), ("cleo", CLEO)):
        (tmp_path / "class" / f"{name}.yaml").write_text(text)
    return tmp_path


# --- what a decision holds for ---


ENGLISH = lexicon_for("en")


def holds(text: str, other: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Return whether a decision on a text holds for another one."""
    book = DecisionBook({text: NOT_IN_KEY}, lexicon)
    return book.on(lexicon.plain(other)) is not None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("It is not fair.", "It isn't fair"),
        ("It is not fair.", "IT ISNT FAIR!"),
        ("It’s not allowed.", "it is not allowed"),
        ("They can't learn.", "They cannot learn."),
        ("They can't learn.", "They can not lern."),
        ("Pupils would sleep longer.", "Pupils woud sleep longer"),
        ("Children's health suffers.", "Childrens health suffers."),
        ("What's right is right.", "What is right is right."),
        ("We should've buses.", "We should have buses."),
    ],
)
def test_a_decision_carries_over_to_a_variant(text: str, other: str) -> None:
    assert holds(text, other)
    assert holds(other, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("It is fair.", "It is not fair."),
        ("It is fair.", "It is unfair."),
        ("It isn't fair.", "It is fair."),
        ("Pupils have more time.", "Pupils have less time."),
        ("It would be legal then.", "It would be illegal then."),
        ("They can learn.", "They can't learn."),
        ("Pupils love school.", "Pupils live school."),
        ("It starts early.", "It starts late."),
        ("Careful pupils win.", "Careless pupils win."),
        ("Prices increase.", "Prices decrease."),
        ("They never sleep.", "They ever sleep."),
        ("They are employers.", "They are employees."),
        ("Zoos are good.", "Zoos are food."),
        ("Pupils sleep longer.", "Teachers sleep longer."),
    ],
)
def test_a_decision_never_carries_over_to_other_words(text: str, other: str) -> None:
    assert not holds(text, other)
    assert not holds(other, text)


@pytest.mark.parametrize(
    ("tag", "text", "other"),
    [
        ("de", "Das ist gerecht.", "Das ist nicht gerecht."),
        ("de", "Das ist gerecht.", "Das ist ungerecht."),
        ("fr", "C’est juste.", "C’est injuste."),
        ("es", "Siempre es justo.", "Nunca es justo."),
        ("it", "È giusto.", "Non è giusto."),
        ("pt", "É justo.", "Não é justo."),
        ("ar", "هذا عادل", "هذا ليس عادل"),
        ("he", "זה הוגן", "זה לא הוגן"),
    ],
)
def test_opposites_are_marked_in_languages_with_spaces(tag: str, text: str, other: str) -> None:
    lexicon = lexicon_for(tag)
    assert lexicon.relation(text, other).kind is RelationKind.DENIES
    assert not holds(text, other, lexicon)


def test_variants_with_different_decisions_decide_nothing() -> None:
    decisions = {
        "Pupils slept longer then.": NOT_IN_KEY,
        "Pupils sleept longer then.": Decision(SAME, SLEEP),
    }
    book = DecisionBook(decisions, ENGLISH)
    assert book.on("pupils sleept longer then") is not None
    assert book.on("pupils slleept longer then") is None


# --- the desk ---


class Saved:
    """Saves to memory, or fails."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.problem = ""

    def __call__(self, decisions: Any) -> None:
        if self.problem:
            raise ArgmapError(self.problem)
        self.texts.append(format_decisions(decisions))


def desk_of(saved: Saved, decisions: dict[str, Decision] | None = None) -> DecisionDesk:
    grader = Grader({"key.yaml": loads(KEY)}, decisions or {})
    maps = [loads(text) for text in (ANNA, BEN, CLEO)]
    results = [
        grader._replace(decisions={}).result_of(Submission(str(number), map))
        for number, map in enumerate(maps)
    ]
    return DecisionDesk(results, grader, saved)


def shown(desk: DecisionDesk) -> dict[str, dict[str, Any]]:
    """Return what a desk shows of each wording."""
    read: Any = desk.read()
    return {
        wording["text"]: {**wording, "claim": group["text"], "number": group["claim"]}
        for group in read["groups"]
        for wording in group["wordings"]
    }


def decision(desk: DecisionDesk, text: str, kind: str, claim: str = "") -> dict[str, object]:
    read: Any = desk.read()
    number = read["claims"].index(claim) if claim else -1
    return {"decide": [{"wording": shown(desk)[text]["id"], "kind": kind, "claim": number}]}


def test_wordings_are_shown_by_claims_of_the_key_with_their_places() -> None:
    wordings = shown(desk_of(Saved()))
    assert wordings[RESTED]["claim"] == "Rested pupils learn better."
    assert wordings[RESTED]["places"] == ["Reason for “School should start at nine”"]
    assert wordings[RESTED]["likely"]
    assert not wordings[RESTED]["opposite"]
    # What is certain needs no person, also after contractions.
    assert not {"Buses would come at the wrong time.", "It isn't fair to parents"} & wordings.keys()
    opposites = {text for text, wording in wordings.items() if wording["opposite"]}
    assert opposites == {"Pupils would not sleep longer.", "It is fair to parents."}
    assert wordings["It is unfair on mums and dads."]["claim"] == "It is not fair to parents."


def test_a_file_of_proposals_asks_what_the_page_asks() -> None:
    key = loads(KEY)
    # Two claims for one of the key, one that is like none, and one that is only shortened.
    more = """\
claims:
  a: {text: School should start at nine., premises: [b, c, d], rebuttals: [e, f]}
  b: Students could stay in bed longer.
  c: Nobody would be torn out of their sleep.
  d: The canteen is too small.
  e: It's unfair on mums and dads.
  f: Buses would come at the wrong time.
"""
    same = [text for text in KEY.splitlines() if "nine}" not in text]
    texts = (ANNA, BEN, CLEO, more, "\n".join(same) + "\n  own: Owls sleep by day.\n")
    grader = Grader({"key": key}, {})
    results = [grader.result_of(Submission("map", loads(text))) for text in texts]
    asked = shown(DecisionDesk(results, grader, lambda _: None))
    comparisons = [result.comparison for result in results if result.comparison is not None]
    proposals = proposals_of(comparisons)
    assert list(proposals) == sorted(asked, key=lambda text: asked[text]["id"])
    assert {"Owls sleep by day.", "Nobody would be torn out of their sleep."} <= proposals.keys()
    # Once all is decided, nothing is asked.
    decided = dict.fromkeys(proposals, NOT_IN_KEY)
    results = [
        grader._replace(decisions=decided).result_of(result.submission) for result in results
    ]
    assert not proposals_of(result.comparison for result in results if result.comparison)


def test_what_opposes_where_the_key_supports_may_be_the_opposite_whatever_its_words() -> None:
    key = loads("claims: {a: {text: Grades should stay., premises: [Grades motivate pupils.]}}")
    grader = Grader({"key": key}, {})
    keeping = {"text": "Grades should stay.", "rebuttals": ["Grades put pupils off learning."]}
    ending = {"text": "Grades should not stay.", "rebuttals": ["Grades are a motive for pupils."]}
    maps = [loads(json.dumps({"claims": {"a": claim}})) for claim in (keeping, ending)]
    results = [grader.result_of(Submission("map", map)) for map in maps]
    wordings = shown(DecisionDesk(results, grader, lambda _: None))
    opposites = {text for text, wording in wordings.items() if wording["opposite"]}
    # What opposes the opposite is a reason as in the key.
    assert opposites == {"Grades put pupils off learning.", "Grades should not stay."}
    assert "Grades are a motive for pupils." in wordings


PHONES = """\
claims:
  end: {text: Phones should be banned., premises: [focus, talk], rebuttals: [call]}
  focus: Pupils would listen better in lessons.
  talk: Pupils would talk with each other.
  call: Parents could not call their children.
"""
STAY = "Phones should not be banned."
NOBODY = "The classes will pay attention as little as ever."


def test_many_claims_of_one_pattern_are_one_decision() -> None:
    texts = [f"Blah reason number {number}." for number in range(1, 61)]
    claims = {"nine": {"text": "School should start at nine.", "premises": texts}}
    key = loads(KEY)
    grader = Grader({"key": key}, {})
    result = grader.result_of(Submission("map", loads(json.dumps({"claims": claims}))))
    saved = Saved()
    desk = DecisionDesk([result], grader, saved)
    (wording,) = shown(desk).values()
    assert (wording["text"], wording["claims"], wording["maps"]) == (texts[0], 60, 1)
    desk.save({"decide": [{"wording": wording["id"], "kind": "not in the key", "claim": -1}]})
    assert desk.decisions == dict.fromkeys(texts, NOT_IN_KEY)
    assert desk.read()["left"] == 0
    # Decisions on some of them leave the others open.
    del texts[7:]
    few = DecisionDesk([result], grader._replace(decisions=dict.fromkeys(texts, NOT_IN_KEY)), saved)
    assert few.read()["left"] == 1


def test_claims_of_one_pattern_that_may_be_in_the_key_are_decided_one_by_one() -> None:
    places = ("home", "school", "noon", "ten", "night")
    key = {
        "nine": {
            "text": "Nine is best.",
            "premises": [f"Pupils would sleep longer at {place}." for place in places],
        }
    }
    mine = {
        "nine": {
            "text": "Nine is best.",
            "premises": [f"Pupils could sleep longer at {place}." for place in places],
        }
    }
    grader = Grader({"key": loads(json.dumps({"claims": key}))}, {})
    result = grader.result_of(Submission("map", loads(json.dumps({"claims": mine}))))
    asked = shown(DecisionDesk([result], grader, lambda _: None))
    assert [wording["claims"] for wording in asked.values()] == [1] * 5


def phones_desk(main: str) -> DecisionDesk:
    """Return the desk for a map with some words for its main claim, and a reason of the key's."""
    map = {
        "end": {"text": main, "premises": [NOBODY, "call"], "rebuttals": ["talk"]},
        "talk": "They would speak to one another more.",
        "call": "Mums and dads would be unable to reach their kids.",
    }
    grader = Grader({"key": loads(PHONES)}, {})
    result = grader.result_of(Submission("map", loads(json.dumps({"claims": map}))))
    return DecisionDesk([result], grader, lambda _: None)


def test_what_one_map_has_as_the_key_is_not_the_opposite_because_another_map_exchanges_it() -> None:
    key = loads("claims: {a: {text: Grades should stay., premises: [Grades motivate pupils.]}}")
    grader = Grader({"key": key}, {})
    reason = ["Pupils are motivated by grades."]
    claims = [
        {"text": "Grades should stay.", relation: reason} for relation in ("premises", "rebuttals")
    ]
    maps = [loads(json.dumps({"claims": {"a": claim}})) for claim in claims]
    results = [grader.result_of(Submission("map", map)) for map in maps]
    both, exchanged = (
        shown(DecisionDesk(some, grader, lambda _: None)) for some in (results, results[1:])
    )
    assert [each["Pupils are motivated by grades."]["opposite"] for each in (both, exchanged)] == [
        False,
        True,
    ]


def test_a_reason_as_in_the_key_for_the_opposite_may_be_the_opposite_whatever_its_words() -> None:
    wordings = shown(phones_desk(STAY))
    assert wordings[NOBODY]["claim"] == "Pupils would listen better in lessons."
    # What is turned around below the opposite is as in the key.
    opposites = {text for text, wording in wordings.items() if wording["opposite"]}
    assert opposites == {STAY, NOBODY}


def test_a_decision_that_a_claim_is_the_opposite_counts_for_what_bears_on_it() -> None:
    free = "Leave our stuff alone."
    desk = phones_desk(free)
    before = shown(desk)
    assert not before[free]["opposite"]
    assert not before[NOBODY]["opposite"]
    desk.save(decision(desk, free, OPPOSITE, "Phones should be banned."))
    opposites = {text for text, wording in shown(desk).items() if wording["opposite"]}
    assert opposites == {NOBODY}


def test_words_alone_do_not_turn_around_what_bears_on_a_claim() -> None:
    map = {"text": STAY, "premises": [NOBODY, "They would speak to one another more."]}
    grader = Grader({"key": loads(PHONES)}, {})
    result = grader.result_of(Submission("map", loads(json.dumps({"claims": {"end": map}}))))
    wordings = shown(DecisionDesk([result], grader, lambda _: None))
    assert {text for text, wording in wordings.items() if wording["opposite"]} == {STAY}


CARRIAGES = """\
claims:
  ban: {text: Carriages should be banned., premises: [unfair, slow]}
  unfair: {text: It is unfair to make horses work in traffic., premises: [fumes]}
  fumes: The horses breathe in fumes.
  slow: The carriages slow down the buses.
"""
FAIR = "It's fair to the horses, since they have breaks from work."


@pytest.mark.parametrize(
    "reason",
    ["Working in traffic is hard on horses.", "It is unfair to make horses work in traffic."],
)
def test_the_opposite_of_what_another_claim_of_the_map_says_is_shown_there(reason: str) -> None:
    text = {"text": reason, "premises": ["The horses breathe in fumes."], "rebuttals": [FAIR]}
    main = {
        "text": "Carriages should be banned.",
        "premises": ["reason", "Carriages slow the buses down.", "Hooves ruin our roads."],
    }
    grader = Grader({"key": loads(CARRIAGES)}, {})
    map = loads(json.dumps({"claims": {"main": main, "reason": text}}))
    result = grader.result_of(Submission("map", map))
    wordings = shown(DecisionDesk([result], grader, lambda _: None))
    assert wordings[FAIR]["claim"] == "It is unfair to make horses work in traffic."
    assert wordings[FAIR]["opposite"]
    assert not wordings[FAIR]["likely"]
    # What is like no claim of the key is shown under none.
    assert wordings["Hooves ruin our roads."]["claim"] == ""


def test_a_decision_is_saved_carried_over_and_taken_back() -> None:
    saved = Saved()
    desk = desk_of(saved)
    left = desk.read()["left"]
    desk.save(decision(desk, RESTED, SAME, "Rested pupils learn better."))
    assert decisions_in(saved.texts[-1], "f").decisions == {
        RESTED: Decision(SAME, "Rested pupils learn better.")
    }
    carried = shown(desk)["pupils who have rested can lern better!"]
    assert (carried["kind"], carried["carried"]) == (SAME, RESTED)
    assert isinstance(left, int)
    assert desk.read()["left"] == left - 2
    # A decision of its own goes before one that carries over.
    desk.save(decision(desk, carried["text"], PARTLY, SLEEP))
    assert shown(desk)[carried["text"]]["claim"] == SLEEP
    desk.save({"undo": True})
    assert shown(desk)[carried["text"]]["carried"] == RESTED
    desk.save(decision(desk, RESTED, ""))
    assert not shown(desk)[RESTED]["kind"]
    assert desk.read()["left"] == left
    while desk.read()["can_undo"]:
        desk.save({"undo": True})
    assert desk.save({"undo": True})["left"] == left
    assert decisions_in(saved.texts[-1], "f").decisions == {}


def test_what_is_not_in_the_key_stays_where_that_was_decided() -> None:
    desk = desk_of(Saved())
    before = shown(desk)[RESTED]
    desk.save(decision(desk, RESTED, DecisionKind.NOT_IN_KEY))
    after = shown(desk)[RESTED]
    assert (after["number"], after["kind"]) == (before["number"], DecisionKind.NOT_IN_KEY)


def test_what_cannot_be_saved_is_not_decided() -> None:
    saved = Saved()
    desk = desk_of(saved)
    before = desk.read()
    saved.problem = "the disk is full"
    with pytest.raises(ArgmapError, match="the disk is full"):
        desk.save(decision(desk, RESTED, SAME, SLEEP))
    assert desk.read() == before


def test_a_claim_of_the_key_that_has_changed_is_asked_about_again() -> None:
    decided = {RESTED: Decision(SAME, "Pupils learn better if they rest."), "Else.": NOT_IN_KEY}
    saved = Saved()
    desk = desk_of(saved, decided)
    assert not shown(desk)[RESTED]["kind"]
    desk.save(decision(desk, RESTED, OPPOSITE, SLEEP))
    assert decisions_in(saved.texts[-1], "f").decisions == {
        "Else.": NOT_IN_KEY,
        RESTED: Decision(OPPOSITE, SLEEP),
    }


@pytest.mark.parametrize(
    "sent",
    [
        None, [], {}, "undo", 0, {"undo": False}, {"undo": 1.5}, {"decide": []}, {"decide": [None]},
        {"decide": [{}]}, {"decide": [], "undo": True},
        {"decide": [{"wording": -1, "kind": "same as", "claim": 0}]},
        {"decide": [{"wording": 99, "kind": "same as", "claim": 0}]},
        {"decide": [{"wording": True, "kind": "same as", "claim": 0}]},
        {"decide": [{"wording": 0, "kind": "same as", "claim": -1}]},
        {"decide": [{"wording": 0, "kind": "same as", "claim": 10**30}]},
        {"decide": [{"wording": 0, "kind": ["same as"], "claim": 0}]},
        {"decide": [{"wording": 0, "kind": "same", "claim": 0}]},
        {"decide": [{"wording": 0, "kind": "same as", "claim": 0, "file": "../x"}]},
        {"decide": [{"wording": 0, "kind": "same as", "claim": 0}] * 2 + [{"wording": 0}]},
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_as_a_whole(sent: object) -> None:
    saved = Saved()
    desk = desk_of(saved)
    before = desk.read()
    with pytest.raises(ArgmapError, match="this is not a decision"):
        desk.save(sent)
    assert desk.read() == before
    assert not saved.texts


# --- the server ---


class Asked:
    """A server with a service, and requests to it as the page sends them, but for what is changed."""

    def __init__(self, server: PageServer, kept: list[object]) -> None:
        self.server = server
        self.kept = kept
        self.token = server.address.partition("#")[2]

    def __call__(
        self,
        method: str = "GET",
        path: str = "/kept",
        body: bytes = b"",
        changed: Mapping[str, str | None] = MappingProxyType({}),
    ) -> HTTPResponse:
        origin = f"http://127.0.0.1:{self.server.port}"
        headers: dict[str, str | None] = {TOKEN_HEADER: self.token}
        if method == "POST":
            headers |= {"Origin": origin, "Content-Type": "application/json"}
            headers["Content-Length"] = str(len(body))
        headers |= changed
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value.replace("PORT", str(self.server.port)))
        connection.endheaders(body or None)
        return connection.getresponse()


@pytest.fixture
def ask() -> Iterator[Asked]:
    kept: list[object] = []

    def save(sent: object) -> dict[str, object]:
        if sent == "refuse":
            raise ArgmapError("not that one")
        kept.append(sent)
        return {"kept": len(kept)}

    with PageServer(0, {"/kept": Service(lambda: {"kept": len(kept)}, save)}) as server:
        server.show(b"<!DOCTYPE html>")
        yield Asked(server, kept)


def test_the_token_is_random_and_long(ask: Asked) -> None:
    assert re.fullmatch("[0-9a-f]{32}", ask.token)
    others = {ask.token}
    for _ in range(4):
        with PageServer(0, {"/x": Service(dict, lambda _: {})}) as server:
            others.add(server.address[-32:])
    assert len(others) == 5


def test_what_is_kept_is_read_and_saved_with_the_token(ask: Asked) -> None:
    assert json.loads(ask().read()) == {"kept": 0}
    response = ask("POST", body=b'{"a": [1]}')
    assert (response.status, json.loads(response.read())) == (200, {"kept": 1})
    assert response.headers["Content-Type"] == "application/json"
    assert ask.kept == [{"a": [1]}]
    localhost = ask(
        "POST", body=b"1", changed={"Host": "localhost:PORT", "Origin": "http://localhost:PORT"}
    )
    assert localhost.status == 200


def test_a_service_says_why_it_refuses(ask: Asked) -> None:
    response = ask("POST", body=b'"refuse"')
    assert (response.status, json.loads(response.read())) == (400, {"problem": "not that one"})


def test_only_the_page_itself_is_there_for_who_has_no_token(ask: Asked) -> None:
    assert ask(path="/", changed={TOKEN_HEADER: None}).status == 200
    for path in ("/kept", "/changes"):
        for token in (None, "", "0" * 32, ask.token[:-1], ask.token + "0", "é"):
            assert ask(path=path, changed={TOKEN_HEADER: token}).status == 403
            assert ask("HEAD", path=path, changed={TOKEN_HEADER: token}).status == 403
    assert ask(path=f"/kept?{ask.token}").status == 404


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (403, {TOKEN_HEADER: None}),
        (403, {TOKEN_HEADER: "0" * 32}),
        (403, {"Origin": None}),
        (403, {"Origin": "null"}),
        (403, {"Origin": "https://127.0.0.1:PORT"}),
        (403, {"Origin": "http://localhost:PORT"}),
        (403, {"Origin": "http://127.0.0.1:PORT/"}),
        (403, {"Origin": "http://127.0.0.1:PORT.example.org"}),
        (403, {"Origin": "http://127.0.0.1"}),
        (415, {"Content-Type": None}),
        (415, {"Content-Type": "text/plain"}),
        (415, {"Content-Type": "application/x-www-form-urlencoded"}),
        (411, {"Content-Length": None}),
        (411, {"Transfer-Encoding": "chunked"}),
        (400, {"Content-Length": "-1"}),
        (400, {"Content-Length": "+1"}),
        (400, {"Content-Length": "1e3"}),
        (413, {"Content-Length": "5000001"}),
        (413, {"Content-Length": "9" * 5000}),
        (421, {"Host": "example.org"}),
    ],
)
def test_a_request_of_another_page_saves_nothing(
    ask: Asked, status: int, changed: dict[str, str | None]
) -> None:
    assert ask("POST", body=b"1", changed=changed).status == status
    assert ask.kept == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"1 2", b"{'a': 1}"])
def test_what_is_no_json_is_refused(ask: Asked, body: bytes) -> None:
    assert ask("POST", body=body).status == 400
    assert ask.kept == []
    assert ask().status == 200


def test_five_megabytes_are_taken(ask: Asked) -> None:
    body = b'"' + b"a" * 4_999_998 + b'"'
    assert ask("POST", body=body).status == 200


def test_other_paths_and_methods_do_not_save(ask: Asked) -> None:
    for path in ("/", "/changes", "/other", "/kept/", "/kept/../kept", "/%6bept"):
        assert ask("POST", path=path, body=b"1").status == 405
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        response = ask(method)
        assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert ask.kept == []


# --- the page in a browser ---


@contextmanager
def deciding(folder: Path, *words: str) -> Iterator[tuple[Running, str]]:
    with Running("grade", "class", "--key", "key.yaml", "--decide", *words, cwd=folder) as running:
        line = running.line()
        address = re.fullmatch(
            r"decide at (http://127\.0\.0\.1:\d+/#[0-9a-f]{32}) and press Ctrl-C when you are done",
            line,
        )
        assert address, line
        yield running, address[1]


def expect(locator: Any) -> Any:
    """Return what waits until a part of a page is as expected."""
    from playwright.sync_api import expect

    return expect(locator)


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("section")


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    pytest.fail("nothing has changed")


def row(page: Page, text: str) -> Any:
    return page.locator("li", has=page.get_by_text(text, exact=True)).first


def saved_in(folder: Path) -> dict[str, Decision]:
    file = folder / "matches.yaml"
    return decisions_in(file.read_text(), "f").decisions if file.exists() else {}


def wait_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("matches.yaml")


def test_decisions_are_saved_read_again_and_used(folder: Path, page: Page) -> None:
    with deciding(folder) as (running, address):
        # A tab that many tests have used remembers no more than fifty pages.
        page.context.new_cdp_session(page).send("Page.resetNavigationHistory")
        before = page.evaluate("history.length")
        opened(page, address)
        assert page.url == address.partition("#")[0]
        # The tab was somewhere before.
        assert page.evaluate("history.length") == before + 1
        assert page.locator("#left").text_content() == "Still to decide: 7"
        button = row(page, RESTED).get_by_role("button", name="Same")
        button.click()
        wait_saved(page)
        assert button.get_attribute("aria-pressed") == "true"
        expected = {RESTED: Decision(SAME, "Rested pupils learn better.")}
        assert saved_in(folder) == expected
        page.reload()
        page.wait_for_selector("section")
        assert page.locator("#left").text_content() == "Still to decide: 5"
        carried = row(page, "pupils who have rested can lern better!")
        assert f"carried over from “{RESTED}”" in carried.text_content()
        ended = running.interrupted()
        assert ended.code == 0
        assert ended.err == "1 decision saved in matches.yaml\n"
    graded = run("grade", "class", "--key", "key.yaml", "-f", "json", cwd=folder)
    assert graded.err == "using the decisions in matches.yaml\n"
    found = [map["counts"]["claims_found"] for map in json.loads(graded.out)["maps"]]
    assert found == [3, 1, 3]


def test_one_click_decides_a_group_but_what_is_unticked_and_undo_takes_it_back(
    folder: Path, page: Page
) -> None:
    with deciding(folder) as (_, address):
        opened(page, address)
        section = page.locator("section", has=page.get_by_role("heading", name=SLEEP))
        ticks = {
            text: section.get_by_role("checkbox", name=text).is_checked()
            for text in ("Students could stay in bed longer.", "Pupils would not sleep longer.")
        }
        assert list(ticks.values()) == [True, False]
        section.get_by_role("button", name="Ticked claims are the same: 1").click()
        wait_saved(page)
        assert saved_in(folder) == {"Students could stay in bed longer.": Decision(SAME, SLEEP)}
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#left")).to_have_text("Still to decide: 7")
        assert saved_in(folder) == {}
        box = section.get_by_role("checkbox", name="Students could stay in bed longer.")
        box.uncheck()
        assert section.get_by_role("button", name="Ticked claims are the same: 0").is_disabled()


def test_what_another_program_wrote_meanwhile_is_not_lost(folder: Path, page: Page) -> None:
    file = folder / "matches.yaml"
    by_hand = "- {claim: A., not in the key: true}\n"
    with deciding(folder) as (_, address):
        opened(page, address)
        row(page, RESTED).get_by_role("button", name="Same").click()
        wait_saved(page)
        file.write_text(by_hand)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#saved")).to_contain_text("another program has changed matches.yaml")
        assert file.read_text() == by_hand
        # A file that was deleted is written anew.
        file.unlink()
        page.get_by_role("button", name="Undo").click()
        wait_until(page, file.exists)
        assert saved_in(folder) == {}


def test_the_keyboard_alone_is_enough(folder: Path, page: Page) -> None:
    with deciding(folder) as (_, address):
        opened(page, address)
        first = page.locator("input").first
        first.focus()
        texts = page.locator("li .text").all_text_contents()
        keys = ("1", "2", "3", "4")
        # As fast as anyone can press them: each is for the next wording.
        for key in keys:
            page.keyboard.press(key)
        wait_until(page, lambda: len(saved_in(folder)) == 4)
        kinds = {decision.kind for decision in saved_in(folder).values()}
        assert kinds == set(DecisionKind)
        assert saved_in(folder)[texts[0]].kind is SAME
        page.keyboard.press("0")
        wait_until(page, lambda: len(saved_in(folder)) == 3)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.type") == "checkbox"


def test_a_claim_can_match_another_claim_of_the_key(folder: Path, page: Page) -> None:
    with deciding(folder, "--matches", "mine.yaml") as (_, address):
        opened(page, address)
        row(page, "The canteen is too small.").locator("select").select_option(
            label="Timetables can be changed."
        )
        expect(page.locator("#saved")).to_contain_text("mine.yaml")
        text = (folder / "mine.yaml").read_text()
        assert decisions_in(text, "f").decisions == {
            "The canteen is too small.": Decision(SAME, "Timetables can be changed.")
        }
        assert not (folder / "matches.yaml").exists()


def test_another_claim_of_the_key_is_one_click_or_key_away_and_nothing_jumps(
    folder: Path, page: Page
) -> None:
    with deciding(folder) as (_, address):
        opened(page, address)
        text = "Pupils would not sleep longer."
        offers = row(page, text).get_by_role("button", name=re.compile("^[567]: "))
        labels = [label.partition(": ") for label in offers.all_text_contents()]
        assert [number for number, *_ in labels] == ["5", "6", "7"]
        offers.nth(1).click()
        wait_saved(page)
        chosen = labels[1][2]
        assert saved_in(folder) == {text: Decision(SAME, chosen)}
        moved = page.locator("section", has=page.get_by_role("heading", name=chosen))
        assert moved.get_by_text(text, exact=True).count() == 1
        # What is decided offers no other claim any more.
        assert row(page, text).locator(".offers").count() == 0
        page.get_by_role("button", name="Undo").click()
        wait_until(page, lambda: not saved_in(folder))
        # The page shows it a little later than the file.
        expect(row(page, text).locator(".offers button")).to_have_count(3)
        # The row that comes next gets the focus, and stays where it was.
        page.set_viewport_size({"width": 1100, "height": 400})
        first = row(page, "Students could stay in bed longer.")
        chosen = first.locator(".offers button").first.text_content().partition(": ")[2]
        following = row(page, text)
        following.evaluate("row => row.scrollIntoView({block: 'end'})")
        first.locator("input").focus()
        top = following.bounding_box()["y"]
        page.keyboard.press("5")
        moved = page.locator("section", has=page.get_by_role("heading", name=chosen))
        expect(moved.get_by_text("Students could stay in bed longer.")).to_have_count(1)
        assert {decision.theirs for decision in saved_in(folder).values()} == {chosen}
        expect(following.locator("input")).to_be_focused()
        assert abs(following.bounding_box()["y"] - top) < 2


def test_a_claim_can_say_another_claim_of_the_key_besides(folder: Path, page: Page) -> None:
    learn, slept = "Rested pupils learn better.", "Students could stay in bed longer."
    with deciding(folder) as (_, address):
        opened(page, address)
        assert row(page, RESTED).get_by_label("Also says…").count() == 0
        row(page, RESTED).get_by_role("button", name="Same").click()
        row(page, RESTED).get_by_label("Also says…").select_option(label=SLEEP)
        wait_until(page, lambda: saved_in(folder) == {RESTED: Decision(SAME, learn, (SLEEP,))})
        sections = [
            page.locator("section", has=page.get_by_role("heading", name=claim))
            for claim in (learn, SLEEP)
        ]
        for section in sections:
            expect(section.get_by_text(RESTED, exact=True)).to_have_count(1)
        # It is in both lists, and in each it can be taken out.
        ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
        assert len(ids) == len(set(ids))
        sections[0].get_by_role("button", name="Same").first.click()
        wait_until(page, lambda: saved_in(folder) == {RESTED: Decision(SAME, SLEEP)})
        assert sections[1].get_by_text(slept).count() == 1


def test_remarks_marks_and_places_are_saved_at_once_and_taken_back(
    folder: Path, page: Page
) -> None:
    turned = CLEO.replace("[c], rebuttals: [d]", "[c, d]")
    (folder / "class/cleo.yaml").write_text(turned)
    file = folder / "class/decisions.yaml"
    with deciding(folder) as (running, address):
        opened(page, address)
        page.get_by_text("Marks and remarks").click()
        remark = page.get_by_label("Remark: anna")
        remark.fill("Well done.")
        page.keyboard.press("Tab")
        expect(page.locator("#saved")).to_have_text("Saved in decisions.yaml")
        expect(page.get_by_label("Your mark: anna")).to_be_focused()
        page.keyboard.type("2,5")
        page.keyboard.press("Tab")
        expect(page.get_by_role("alert").first).to_have_text("A mark needs a reason.")
        page.keyboard.type("It is new.")
        page.keyboard.press("Tab")
        wait_until(page, lambda: "It is new." in file.read_text())
        expect(page.get_by_role("alert")).to_have_count(0)
        mark = page.locator(".student", has_text="cleo").locator("span").first
        before = mark.text_content()
        place = "“It is not fair to parents” as a reason for “School should start at nine”"
        page.get_by_role("checkbox", name=place).check()
        wait_until(page, lambda: mark.text_content() != before)
        expect(page.get_by_role("checkbox", name=place)).to_be_focused()
        decided = [
            {"claim": "It is not fair to parents.", "reason for": "School should start at nine."},
            {"student": "anna", "remark": "Well done.", "mark": "2.5", "reason": "It is new."},
        ]
        assert yaml.safe_load(file.read_text()) == decided
        # What is decided about a wording may change marks, which are then shown again on request.
        row(page, RESTED).get_by_role("button", name="Same").click()
        expect(remark).to_be_hidden()
        page.get_by_text("Marks and remarks").click()
        expect(remark).to_have_value("Well done.")
        for left in ([decided[0], decided[1]], [decided[1]]):
            page.get_by_role("button", name="Undo").click()
            wait_until(page, lambda left=left: yaml.safe_load(file.read_text()) == left)  # type: ignore[misc]
        assert running.interrupted().err.endswith("1 decision saved in class/decisions.yaml\n")


def test_without_the_token_the_page_shows_nothing(folder: Path, page: Page) -> None:
    with deciding(folder) as (running, address):
        page.goto(address.partition("#")[0])
        page.evaluate("sessionStorage.clear()")
        page.reload()
        expected = "To continue, open the address that the terminal shows."
        assert page.locator("#left").text_content() == expected
        assert page.locator("section").count() == 0
        assert RESTED not in page.content()
        opened(page, address)
        running.interrupted()
        row(page, RESTED).get_by_role("button", name="Same").click()
        page.wait_for_selector("#saved.failed")
        assert expected in (page.locator("#saved").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(folder: Path, phone: Page, scheme: Any) -> None:
    phone.emulate_media(color_scheme=scheme)
    with deciding(folder) as (_, address):
        opened(phone, address)
        row(phone, RESTED).get_by_role("button", name="Same").click()
        wait_saved(phone)
        phone.get_by_text("Marks and remarks").click()
        expect(phone.get_by_label("Remark: anna")).to_be_visible()
        assert violations_of_axe(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_texts_of_students_are_texts(folder: Path, page: Page) -> None:
    evil = "<img src=x onerror=alert(1)></script><b>{claim}</b>"
    anna = ANNA.replace("Students could stay in bed longer.", json.dumps(evil))
    (folder / "class" / "anna.yaml").write_text(anna)
    with deciding(folder) as (_, address):
        opened(page, address)
        assert row(page, evil).count() == 1
        assert page.locator("img").count() == 0


# --- the command ---


def test_files_are_written_with_what_was_decided_when_the_page_is_closed(
    folder: Path, page: Page
) -> None:
    words = ["-o", "marks.csv", "--feedback", "pages"]
    with deciding(folder, *words) as (running, address):
        opened(page, address)
        row(page, RESTED).get_by_role("button", name="Same").click()
        wait_saved(page)
        assert not (folder / "marks.csv").exists()
        assert running.interrupted().code == 0
    made = (folder / "marks.csv").read_bytes()
    graded = run("grade", "class", "--key", "key.yaml", "-o", "again.csv", cwd=folder)
    assert graded.code == 0
    assert made == (folder / "again.csv").read_bytes()
    pages = {path.name for path in (folder / "pages").iterdir()}
    assert pages == {"anna.html", "ben.html", "cleo.html"}


def test_decisions_are_asked_for_in_one_way(folder: Path) -> None:
    words = ["grade", "class", "--key", "key.yaml", "--decide"]
    result = run(*words, "--propose-matches", "p.yaml", cwd=folder)
    assert (result.code, result.err) == (
        2,
        "argmap: --decide and --propose-matches do the same in two ways; leave out one\n",
    )


def test_a_file_of_decisions_keeps_its_rights(folder: Path, page: Page) -> None:
    file = folder / "matches.yaml"
    file.write_text("- {claim: Else., not in the key: true}\n")
    file.chmod(0o600)
    with deciding_after(folder, "using the decisions in matches.yaml") as address:
        opened(page, address)
        row(page, RESTED).get_by_role("button", name="Partly").click()
        wait_saved(page)
    assert saved_in(folder)["Else."] == NOT_IN_KEY
    assert saved_in(folder)[RESTED].kind is PARTLY
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@contextmanager
def deciding_after(folder: Path, line: str) -> Iterator[str]:
    with Running("grade", "class", "--key", "key.yaml", "--decide", cwd=folder) as running:
        assert running.line() == line
        yield running.line().split()[2]


def test_decisions_about_another_key_are_reported(folder: Path) -> None:
    (folder / "m.yaml").write_text(
        "- {claim: A., same as: No such claim.}\n- {claim: B., same as: x}\n"
    )
    result = run("grade", "class", "--key", "key.yaml", "--matches", "m.yaml", cwd=folder)
    assert result.err.startswith(
        "2 decisions not used, because no key has the claim “No such claim.” and others; decide again\n"
    )


def test_a_later_file_that_contradicts_an_earlier_one_is_reported(folder: Path) -> None:
    (folder / "one.yaml").write_text(
        f"- {{claim: {RESTED}, same as: Rested pupils learn better.}}\n"
    )
    (folder / "two.yaml").write_text(f"- {{claim: '{RESTED.upper()}', not in the key: true}}\n")
    words = ["grade", "class", "--key", "key.yaml", "--matches", "one.yaml", "--matches"]
    replaced = "two.yaml replaces 1 decision of an earlier file; to use the earlier ones, give this file first\n"
    assert run(*words, "two.yaml", cwd=folder).err == replaced
    (folder / "two.yaml").write_text((folder / "one.yaml").read_text())
    assert run(*words, "two.yaml", cwd=folder).err == ""


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["anna.yaml", "late/anna.yaml"], ["anna", "late/anna"]),
        (["ann/map.yaml", "ben/map (2).yaml"], ["ann", "ben"]),
        (["7a/ann.yaml", "7a/ben (2).yaml"], ["ann", "ben"]),
        (
            ["Bo Lind_1_assignsubmission_file/map.yaml", "Bo Lind_2_assignsubmission_file/a.yaml"],
            ["Bo Lind_1", "Bo Lind_2"],
        ),
    ],
)
def test_each_student_has_a_name_of_their_own(
    files: list[str], names: list[str], tmp_path: Path
) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    for name in files:
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "class" / name).write_text(ANNA)
    made = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=tmp_path)
    rows = csv.DictReader(made.out.removeprefix("\ufeff").splitlines())
    assert sorted(row["name"] for row in rows) == names


def test_a_key_without_a_main_claim_is_reported(folder: Path) -> None:
    (folder / "circle.yaml").write_text(
        "claims: {a: {text: Bees buzz., premises: [b]}, b: {text: Bees hum., premises: [a]}}\n"
    )
    result = run("grade", "class/anna.yaml", "--key", "circle.yaml", cwd=folder)
    assert result.err == (
        "circle.yaml has no main claim, so marks leave out this criterion; to name the main claim, add"
        " `main: true` to it\n"
    )


@pytest.mark.soak(only=["brackets without end", "thousands of decisions"])
@pytest.mark.parametrize("case", all_cases(f"{HOSTILE}/decisions.txt"), ids=lambda case: case.title)
def test_of_a_hostile_file_of_decisions_what_can_be_used_is(
    case: Case, tmp_path: Path, settle: Callable[[Case, str], None]
) -> None:
    (tmp_path / "key.yaml").write_text(
        "claims: {a: {text: Apples are red., premises: [Bees buzz.]}}\n"
    )
    (tmp_path / "map.yaml").write_text(
        "claims: {a: {text: Apples are red., premises: [Bees hum.]}}\n"
    )
    for file in files_of(case):
        (tmp_path / file.name).write_bytes(file.data)
    words = ["grade", "map.yaml", "--key", "key.yaml", "--matches", "matches.yaml", "-f", "json"]
    result = run(*words, cwd=tmp_path)
    nothing_unsafe(result.err)
    said = result.err
    if result.code == 0:
        counts = json.loads(result.out)["maps"][0]["counts"]
        said += f"claims found: {counts['claims_found']} of {counts['claims']}"
    else:
        assert (result.code, result.out) == (2, "")
    settle(case, said.removesuffix("\n"))


def test_no_entry_that_cannot_be_read_is_lost(folder: Path) -> None:
    text = "- {claim: Else., sam as: x}\n"
    (folder / "matches.yaml").write_text(text)
    result = run("grade", "class", "--key", "key.yaml", "--decide", cwd=folder)
    assert result.code == 2
    assert result.err.endswith("--decide would delete it, so correct it first\n")
    assert (folder / "matches.yaml").read_text() == text


# --- the words ---


@pytest.mark.parametrize("tag", known_languages())
def test_the_page_is_in_all_languages(tag: str) -> None:
    words, english = decision_words_for(tag).by_key(), decision_words_for("en").by_key()
    page = format_decision_page(tag, "", "matches.yaml", "decisions.yaml").decode()
    assert f'<html lang="{tag}"' in page
    for name, text in words.items():
        assert tag == "en" or text != english[name], f"{tag}.toml, [decisions]: translate `{name}`"
        if tag in ("ar", "he"):
            assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", text)), name


def test_no_picture_calls_a_claim_extra_before_a_person_has_decided(folder: Path) -> None:
    words = ["grade", "class/ben.yaml", "--key", "key.yaml", "--feedback", "pages"]
    assert run(*words, cwd=folder).code == 0
    page = (folder / "pages" / "class-ben.html").read_text()
    assert "Your teacher will look at this" in page
    assert "own idea" not in page
    assert "not in the key" not in page
    (folder / "m.yaml").write_text("- {claim: The canteen is too small., not in the key: true}\n")
    assert run(*words, "--matches", "m.yaml", cwd=folder).code == 0
    page = (folder / "pages" / "class-ben.html").read_text()
    assert ">your own idea</text>" in page


# --- the browser ---


@pytest.mark.skipif(sys.platform != "linux", reason="names a thread of another process")
def test_the_page_ends_when_a_signal_does_not_wake_it(folder: Path, page: Page) -> None:
    with deciding(folder) as (running, address):
        opened(page, address)
        row(page, RESTED).get_by_role("button", name="Same").click()
        wait_saved(page)
        running.send_to_a_thread(signal.SIGINT)
        assert running.ended().code == 0


@pytest.mark.skipif(os.name != "posix", reason="terminals of a POSIX system")
def test_the_page_is_opened_for_a_person_at_a_terminal(folder: Path) -> None:
    asked = folder / "asked"
    browser = {"BROWSER": fake_browser(folder)}
    shown = at_a_terminal(folder, browser, lambda _: asked.exists())
    address = re.search(r"decide at (http://127\.0\.0\.1:\d+/#[0-9a-f]{32})", shown)
    assert address, shown
    assert asked.read_text() == f"{address[1]}\n"
    asked.unlink()
    shown = at_a_terminal(
        folder, {"BROWSER": "false %s", "PATH": ""}, lambda shown: "yourself" in shown
    )
    assert "cannot open your browser; open the address yourself" in shown
    # Without windows there is nothing to open it in; in a CI job there is nobody.
    no_windows = {"BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    for changed in (no_windows, browser | {"CI": "true"}):
        shown = at_a_terminal(folder, changed, lambda shown: "decide at" in shown)
        assert "cannot open" not in shown
    assert not asked.exists()


def at_a_terminal(folder: Path, changed: dict[str, str], is_done: Callable[[str], bool]) -> str:
    """Return what `grade --decide` says at a terminal until it has done something, and soon after."""
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | changed
    words = [sys.executable, "-m", "argmap", "grade", "class", "--key", "key.yaml", "--decide"]
    with subprocess.Popen(words, cwd=folder, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = ""
        ends = time.monotonic() + PATIENCE
        while not is_done(shown) and time.monotonic() < ends:
            if select.select([ours], [], [], 0.05)[0]:
                shown += os.read(ours, 4096).decode()
        if select.select([ours], [], [], 0.3)[0]:
            shown += os.read(ours, 4096).decode()
        process.terminate()
    os.close(ours)
    return shown
