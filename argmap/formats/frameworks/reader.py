"""Readers of abstract argumentation frameworks, as solvers and graph editors write them.

    arg(sleep). arg(buses).      .apx, of ASPARTIX: facts, with comments after `%`
    att(buses,sleep).            buses attacks sleep

    p af 2                       .af, of ICCMA 2023: how many arguments, numbered from 1
    # 1 sleep                    comments; where each argument has one like this, it is its name
    2 1                          argument 2 attacks argument 1

    1 Teenagers sleep longer.    .tgf, the trivial graph format: each node, with its label
    2 The buses come at eight.
    #
    2 1                          the edges

An argument is a claim, and an attack an objection with one premise. The name of an argument is the
text of its claim, and its id, too, if it can be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.model import ID, ArgumentMap, Claim, Inferences, Kind, unknown
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, error
from argmap.model.losses import Ledger
from argmap.model.reading import Reading
from argmap.util.spelling import Names
from argmap.util.text import count, split_lines

NAMES_AS_TEXTS = "names-as-texts"
"""The code of the diagnostic that says how a framework was read."""
_MOST_ARGUMENTS = 100_000
_MOST_ATTACKS = 1_000_000
_TOO_LARGE = f"argmap reads at most {_MOST_ARGUMENTS:,} arguments and {_MOST_ATTACKS:,} attacks"
_MOST_ERRORS = 20
"""A file with more errors is hardly a framework, and is not read to its end."""

_NAME = r'\s*("[^"]*"|[^\s(),.%"]+)\s*'
_FACT = re.compile(
    rf"\s*(?:arg\({_NAME}\)|att\({_NAME},{_NAME}\)|(?!arg\b|att\b)[a-z]\w*\([^()]*\))\s*\."
)
_NOTHING = re.compile(r"\s*(?:%.*)?$")
_HEADER = re.compile(r"\s*p\s+af\s+0*([0-9]+)\s*$")
_NAMED = re.compile(r"\s*#\s*([0-9]+)\s+(\S.*)")
_NODE = re.compile(r"\s*(\S+)(.*)")
_TWO_WORDS = re.compile(r"\s*(\S+)\s+(\S+)\s*(.*)")

_EMPTY = "this framework has no arguments"
_NOT_A_FACT = "this is not a fact about arguments or attacks"
_NOT_TWO_NUMBERS = "this is not an attack: two numbers of arguments"
_NO_HEADER = "a framework in this format starts with `p af N`"
_NO_EDGES = "a graph in this format has a line `#` between its nodes and its edges"
_FACTS = "write `arg(a).` for an argument, and `att(a,b).` if `a` attacks `b`"
_NUMBERED = "after `p af N`, write the number of each attacker and of the argument that it attacks"
_EDGES = "below the line `#`, write the node of each attacker and the node that it attacks"


def parse_apx(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map of a framework for ASPARTIX; `name` is what its diagnostics call the file."""
    return _FrameworkReader(text, name).reading(_FrameworkReader.read_apx, _FACTS)


def parse_af(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map of a framework for ICCMA 2023; diagnostics call the file `name`."""
    return _FrameworkReader(text, name).reading(_FrameworkReader.read_af, _NUMBERED)


def parse_tgf(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map of a graph in the trivial graph format; diagnostics call the file `name`."""
    return _FrameworkReader(text, name).reading(_FrameworkReader.read_tgf, _EDGES)


class _Argument(NamedTuple):
    name: str
    place: Span


class _FrameworkReader:
    """Collects arguments by what attacks call them, and attacks, each once, in their order."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.file = name
        self.diagnostics: Diagnostics = []
        self.arguments: dict[str, _Argument] = {}
        self.attacks: dict[tuple[str, str], tuple[Span, Span]] = {}
        self.ledger = Ledger()

    def reading(self, read: Callable[[_FrameworkReader], None], help: str) -> Reading:
        read(self)
        start = Span.start_of(self.file)
        if len(self.arguments) > _MOST_ARGUMENTS or len(self.attacks) > _MOST_ATTACKS:
            self.arguments.clear()
            self.diagnostics = [error("too-large", _TOO_LARGE, start)]
        elif not self.arguments and not self.diagnostics:
            self.diagnostics.append(error("no-claims", _EMPTY, start, help))
        map = self.map() if self.arguments else None
        return Reading.of(self.file, self.text, map, self.diagnostics)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, as long as there is some sense in the lines."""
        for number, line in enumerate(split_lines(self.text), 1):
            if len(self.diagnostics) >= _MOST_ERRORS:
                return
            yield number, line

    def place(self, number: int, match: re.Match[str], group: int) -> Span:
        return Span.on_line(self.file, number, match.start(group) + 1, len(match[group]))

    def attack(self, number: int, match: re.Match[str], group: int) -> None:
        """Add the attack whose attacker is in a group of a match, and its target in the next."""
        places = self.place(number, match, group), self.place(number, match, group + 1)
        self.attacks.setdefault((match[group], match[group + 1]), places)

    def syntax_error(self, message: str, help: str, number: int, line: str, start: int = 0) -> None:
        rest = line[start:].lstrip()
        column = len(line) - len(rest) + 1
        place = Span.on_line(self.file, number, column, len(rest.rstrip()))
        self.diagnostics.append(error("framework-syntax", message, place, help))

    # --- the formats ---

    def read_apx(self) -> None:
        for number, line in self.lines():
            end = 0
            while not _NOTHING.match(line, end):
                fact = _FACT.match(line, end)
                if fact is None:
                    self.syntax_error(_NOT_A_FACT, _FACTS, number, line, end)
                    break
                end = fact.end()
                if fact[1]:
                    self.argument(fact[1], self.place(number, fact, 1))
                elif fact[2]:
                    self.attack(number, fact, 2)
                else:
                    self.ledger.leave_out("other fact", self.place(number, fact, 0))

    def read_af(self) -> None:
        is_begun = False
        names: dict[str, str] = {}
        for number, line in self.lines():
            named = _NAMED.match(line)
            attack = _TWO_WORDS.match(line)
            if named:
                names[named[1]] = named[2].strip()
            elif not line.strip() or line.lstrip().startswith("#"):
                pass
            elif is_begun and attack and not attack[3]:
                self.attack(number, attack, 1)
            elif is_begun:
                self.syntax_error(_NOT_TWO_NUMBERS, _NUMBERED, number, line)
            else:
                header = _HEADER.match(line)
                if header is None:
                    self.syntax_error(_NO_HEADER, _NUMBERED, number, line)
                    return
                is_begun = True
                place = self.place(number, header, 1)
                # A number with more digits is too large in any case.
                for argument in range(min(int(header[1][:9]), _MOST_ARGUMENTS + 1)):
                    self.argument(str(argument + 1), place)
        if names.keys() == self.arguments.keys():
            for key, name in names.items():
                self.arguments[key] = self.arguments[key]._replace(name=name)

    def read_tgf(self) -> None:
        is_node = True
        for number, line in self.lines():
            node = _NODE.match(line)
            edge = _TWO_WORDS.match(line)
            if line.strip() == "#":
                is_node = False
            elif is_node and node:
                self.argument(node[1], self.place(number, node, 1), node[2])
            elif edge:
                self.attack(number, edge, 1)
                self.ledger.leave_out("edge label", self.place(number, edge, 3), bool(edge[3]))
            elif node:
                self.syntax_error("this is not an edge: two nodes", _EDGES, number, line)
        if is_node:
            self.syntax_error(_NO_EDGES, _EDGES, 1, "")
            self.arguments.clear()  # any text has lines that could be nodes

    # --- the map ---

    def argument(self, key: str, place: Span, name: str = "") -> None:
        name = name.strip() or key.strip('"').strip() or key
        self.arguments.setdefault(key, _Argument(name, place))

    def map(self) -> ArgumentMap:
        """Return the map of what was collected, and note how it was read."""
        ids = Ids()
        claims: dict[str, Claim] = {}
        for key, (name, place) in self.arguments.items():
            can_be_id = ID.fullmatch(name) and ids.take(name)
            id = name if can_be_id else ids.give(name)
            claims[key] = Claim(id, name, places={"": place, "id": place, "text": place})
        known = Names(claims)
        inferences = Inferences()
        for attack, places in self.attacks.items():
            missing = [pair for pair in zip(attack, places, strict=True) if pair[0] not in claims]
            for key, place in missing:
                self.diagnostics.append(unknown("argument", key, known, place))
            if not missing:
                attacker, target = (claims[key].id for key in attack)
                place, _ = places
                of_attack = {"": place, f"premise:{attacker}": place}
                inferences.add(Kind.REBUTTAL, [attacker], target, places=of_attack)
        self.diagnostics += self.ledger.diagnostics()
        message = (
            f"reading {self.file} as an argumentation framework: {count(len(claims), 'argument')},"
            f" {count(len(inferences.all), 'attack')}; argmap uses the names as texts, and the file"
            " contains only attacks"
        )
        self.diagnostics.append(Diagnostic(NAMES_AS_TEXTS, Severity.NOTE, message))
        return ArgumentMap.build_valid(
            self.diagnostics, claims=claims.values(), inferences=inferences.all
        )
