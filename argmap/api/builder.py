"""Builds maps in a program: `Map` collects claims and inferences, and freezes them with `build`.

    m = argmap.Map("Should school start at nine?")
    nine = m.claim("School should start at nine.")
    sleep = nine.because("Teenagers would sleep more.", "Teenagers sleep too little.")
    nine.but("Parents work at eight.").premise.but("Breakfast clubs open at seven.")
    debate = m.build()

Each call returns what the next one is about: a claim has reasons and objections, an inference has
premises, undercutters and weighings. A part remembers the line of the program that made it, so that
errors and findings name that line.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    NamedTuple,
    NoReturn,
    ParamSpec,
    TypeAlias,
    TypeVar,
)

from argmap.api.maps import for_programs, with_hints
from argmap.formats.shared.ids import Ids as IdMaker
from argmap.model import (
    ID,
    ArgumentMap,
    CheckSettings,
    Citation,
    Claim,
    DecisionRecord,
    Expectation,
    Inference,
    Inferences,
    InvalidMap,
    Kind,
    OwnScheme,
    Shape,
    Side,
    Source,
    Span,
    fields_of,
)
from argmap.model.parts import Places
from argmap.util.errors import ArgmapError
from argmap.util.exports import html_on_demand
from argmap.util.files import current_folder
from argmap.util.spelling import no_such
from argmap.util.text import count, shorten

if TYPE_CHECKING:
    from argmap.options.names import ClaimTypeName, Default, ExpectedVerdict, StandardName

Premise: TypeAlias = "DraftClaim | str"
"""A claim that exists, the text of a new one, or an id, which has no white space."""
Cited: TypeAlias = "DraftSource | DraftCitation | str"
"""A source, a place in it, or both in words: `aap2014 p. 643`."""
Citations: TypeAlias = "Cited | Collection[Cited]"
"""One citation or several of them."""
Texts: TypeAlias = "str | Collection[str]"
Fields: TypeAlias = "dict[str, Any]"
"""Names of fields of the model, each with what a caller gave for it."""


Parameters = ParamSpec("Parameters")
Infers: TypeAlias = "Callable[Concatenate[Any, Parameters], DraftInference]"
"""A method that adds an inference."""


def _with_parameters_of(
    other: Infers[Parameters],
) -> Callable[[Callable[..., DraftInference]], Infers[Parameters]]:
    """Let a method that passes on what it gets take, and show, what another method takes."""

    def decorate(method: Callable[..., DraftInference]) -> Infers[Parameters]:
        method.__signature__ = inspect.signature(other)  # type: ignore[attr-defined]
        return with_hints(method)

    return decorate


class _Draft:
    """A part of a map that is being built.

    Attributes:
        drafts: the parts of its kind so far, which it joins.
        words: what its id is made from, unless somebody chose one.
    """

    # A field that is set afterwards, as in `claim.note = "…"`, would be lost.
    __slots__ = ("_fields", "_map", "_own_id", "_place", "_words")

    def __init__(
        self, map: Map, drafts: list[Any], words: str, own_id: str, fields: Fields
    ) -> None:
        drafts.append(self)
        self._map = map
        self._words = words
        self._own_id = own_id
        self._fields = fields
        self._place = _calling_line()

    def _places(self) -> Places:
        """Return where it was made, and that its id was chosen, if it was."""
        return {"": self._place, "id": self._place} if self._own_id else {"": self._place}


class DraftSide(_Draft):
    """A side of a map that is being built. Pass it as `side` of a claim."""

    __slots__ = ("name",)

    def __init__(self, map: Map, name: str, own_id: str) -> None:
        super().__init__(map, map._sides, name, own_id, {"label": name})
        self.name = name

    @property
    def id(self) -> str:
        """The side's id: the one that you chose, or one made from its name."""
        return self._map._sides.ids()[self]

    def __repr__(self) -> str:
        return f"<DraftSide {self.name!r}>"


class DraftSource(_Draft):
    """A source of a map that is being built. Pass it as `evidence` or `stated_in`."""

    __slots__ = ("title",)

    def __init__(self, map: Map, title: str, own_id: str, fields: Fields) -> None:
        words = title or fields["author"] or fields["url"] or "source"
        super().__init__(map, map._sources, words, own_id, {"title": title, **fields})
        self.title = title

    @property
    def id(self) -> str:
        """The source's id: the one that you chose, or one made from its title."""
        return self._map._sources.ids()[self]

    def at(self, locator: str) -> DraftCitation:
        """Return a place in the source, such as `aap.at("p. 643")`, to pass it as `evidence`."""
        return DraftCitation(self, locator)

    def __repr__(self) -> str:
        return f"<DraftSource {self._words!r}>"


class DraftCitation(NamedTuple):
    """A source and a place in it."""

    source: DraftSource
    locator: str


class DraftClaim(_Draft):
    """A claim of a map that is being built. Give reasons with `because`, objections with `but`."""

    __slots__ = ("text",)

    def __init__(self, map: Map, text: str, own_id: str, fields: Fields) -> None:
        super().__init__(map, map._claims, text, own_id, {"text": text, **fields})
        self.text = text

    @property
    def id(self) -> str:
        """The claim's id: the one that you chose, or one made from its text."""
        return self._map._claims.ids()[self]

    @with_hints
    def because(
        self,
        premise: Premise,
        /,
        *linked: Premise,
        warrant: Premise = "",
        scheme: str = "",
        questions: Mapping[str, Premise] | None = None,
        implicit: bool = False,
        stated_in: Citations = (),
        held_by: Texts = (),
        id: str = "",
    ) -> DraftInference:
        """Give a reason for the claim, and return it.

        Several premises in one call are linked: the reason needs each of them. For independent
        reasons, call `because` once for each.

        Args:
            premise: the text of a new claim, or a claim of the map. A single word is the id of a
                claim.
            linked: more premises of the same reason.
            warrant: the premise that explains why the others support the claim.
            scheme: the argumentation scheme. `argmap schemes` lists them.
            questions: the scheme's critical questions, and the claims that address them.
            implicit: whether you add the inference, and no source states it.
            stated_in: the sources that contain the inference, written like `evidence` in
                `Map.claim`.
            held_by: the people or groups that make the inference.
            id: the inference's id. By default, argmap makes one from the premises.
        """
        return self._map._infer(
            Kind.SUPPORT, self, premise, *linked, warrant=warrant, questions=questions, id=id,
            scheme=scheme, implicit=implicit, stated_in=stated_in, held_by=held_by,
        )  # fmt: skip

    @_with_parameters_of(because)
    def but(self, *premises: Premise, **fields: Any) -> DraftInference:
        """Make an objection to the claim, and return it. The arguments are those of `because`."""
        return self._map._infer(Kind.REBUTTAL, self, *premises, **fields)

    def __repr__(self) -> str:
        return f"<DraftClaim {str(shorten(self.text))!r}>"


class DraftInference(_Draft):
    """A reason or an objection of a map that is being built.

    To go on with one of its premises, use `premise` or `premises`. To doubt that the premises bear
    on the claim, use `undercut_by`.
    """

    __slots__ = ("_kind", "_premises", "_target")

    def __init__(
        self,
        map: Map,
        kind: Kind,
        target: DraftClaim | DraftInference,
        premises: tuple[DraftClaim | str, ...],
        own_id: str,
        fields: Fields,
    ) -> None:
        super().__init__(map, map._inferences, "", own_id, fields)
        self._kind = kind
        self._target = target
        self._premises = premises

    @property
    def id(self) -> str:
        """The inference's id: the one that you chose, or one made from its premises."""
        return _Finishing(self._map).inferences()[self].id

    @property
    def premises(self) -> tuple[DraftClaim, ...]:
        """The premises, in order. `one, other = nine.because(…, …).premises` names both."""
        claims = self._map.claims
        premises: list[DraftClaim] = []
        for premise in self._premises:
            if isinstance(premise, str) and premise not in claims:
                raise ArgmapError(no_such("claim", premise, claims))
            premises.append(claims[premise] if isinstance(premise, str) else premise)
        return tuple(premises)

    @property
    def premise(self) -> DraftClaim:
        """The only premise, to go on with it: `nine.because(…).premise.because(…)`."""
        if len(self._premises) > 1:
            number = count(len(self._premises), "premise")
            raise ArgmapError(f"this inference has {number}: choose one of `premises`")
        return self.premises[0]

    @_with_parameters_of(DraftClaim.because)
    def undercut_by(self, *premises: Premise, **fields: Any) -> DraftInference:
        """Object to the inference, not to a claim: its premises may be true and still not bear on
        its target. Return the undercutter.

        The arguments are those of `DraftClaim.because`.
        """
        return self._map._infer(Kind.UNDERCUTTER, self, *premises, **fields)

    @_with_parameters_of(DraftClaim.because)
    def outweighed_by(self, *premises: Premise, **fields: Any) -> DraftInference:
        """Grant the reason or the objection, and say why it counts for less. Return the weighing.

        The arguments are those of `DraftClaim.because`.
        """
        return self._map._infer(Kind.UNDERCUTTER, self, *premises, weighing=True, **fields)

    if not TYPE_CHECKING:  # a type checker would take it for any attribute

        def __getattr__(self, name: str) -> NoReturn:
            if name in ("because", "but"):
                raise AttributeError(
                    f"an inference has no `{name}`: use `.premise.{name}(…)` for its premise, or"
                    " `.undercut_by(…)` to doubt that the premise bears on the target"
                )
            raise AttributeError(f"`DraftInference` has no `{name}`")

    def __repr__(self) -> str:
        noun = "weighing" if self._fields.get("weighing") else self._kind.noun
        texts = [each if isinstance(each, str) else each.text for each in self._premises]
        return f"<DraftInference: {noun} {str(shorten(' + '.join(texts)))!r}>"


class Map:
    """A map that is being built.

    `claim` adds a claim, and returns it with `because` and `but` for its reasons and objections.
    `build` returns the finished map, which all functions of argmap take.

    Args:
        title: the title of the debate.
        language: the language of the claims, as a BCP 47 tag such as `de`.
        note: a note on the whole debate.
        strict: whether only backed claims stand.
        record: what a decision record says of its decision.
        settings: the settings for `argmap.check` on this map.
        synonyms: groups of words that rules treat as synonyms.
        key_terms: words that rules treat as key terms.
        schemes: the map's own argumentation schemes, by name.
    """

    @with_hints
    def __init__(
        self,
        title: str = "",
        *,
        language: str = "",
        note: str = "",
        strict: bool = False,
        record: DecisionRecord | None = None,
        settings: CheckSettings | None = None,
        synonyms: Collection[Collection[str]] = (),
        key_terms: Collection[str] = (),
        schemes: Mapping[str, OwnScheme] | None = None,
    ) -> None:
        self.title = title
        self.language = language
        self.note = note
        self.strict = strict
        self.record = record or DecisionRecord()
        self.settings = settings or CheckSettings()
        self.synonyms = synonyms
        self.key_terms = key_terms
        self.schemes = schemes or {}
        self._sides: _Drafts[DraftSide] = _Drafts()
        self._sources: _Drafts[DraftSource] = _Drafts()
        self._claims: _Drafts[DraftClaim] = _Drafts()
        self._inferences: list[DraftInference] = []

    @with_hints
    def claim(
        self,
        text: str,
        /,
        *,
        id: str = "",
        label: str = "",
        side: DraftSide | str = "",
        main: bool = False,
        common_ground: bool = False,
        standard: StandardName | Default = "",
        type: ClaimTypeName | Default = "",
        implicit: bool = False,
        evidence: Citations = (),
        stated_in: Citations = (),
        held_by: Texts = (),
        quote: str = "",
        note: str = "",
        group: str = "",
        tags: Texts = (),
        ignore: Mapping[str, str] | None = None,
        expect: ExpectedVerdict | Expectation | None = None,
    ) -> DraftClaim:
        """Add a claim, and return it.

        Args:
            text: the claim, as one declarative sentence.
            id: the claim's id. By default, argmap makes one from the text.
            label: a short name for the claim, for use in pictures and essays.
            side: the side that makes the claim.
            main: whether this is a main claim of its side.
            common_ground: whether all sides accept the claim without support.
            standard: `shown` for a claim that stands only if it is backed.
            type: `value` or `policy` for a norm, which needs no evidence where it is a premise.
            implicit: whether you add the claim, and no source states it.
            evidence: what documents the claim and therefore supports it: a source, a place such as
                `aap.at("p. 643")`, a text such as `aap2014 p. 643`, or a list of these.
            stated_in: sources that state the claim but don't support it, written like `evidence`.
            held_by: the people or groups that make the claim.
            quote: the exact words of a source.
            note: a note on the claim.
            group: the part of the debate that the claim belongs to, such as `Economy / Jobs`.
            tags: keywords.
            ignore: the rules that don't apply to this claim, each with the reason.
            expect: the verdict that you expect. `argmap.check` reports any difference.
        """
        fields: Fields = {
            "label": label, "main": main, "common_ground": common_ground,
            "standard": standard, "type": type, "implicit": implicit, "evidence": evidence,
            "stated_in": stated_in, "held_by": held_by, "quote": quote, "note": note,
            "group": group, "tags": tags, "ignore": ignore or {},
        }  # fmt: skip
        if isinstance(side, DraftSide):
            self._must_be_of_this_map(side)
        if expect is not None and expect not in list(Expectation):
            raise ArgmapError(no_such("verdict", expect, Expectation))
        return DraftClaim(self, text, id, {**fields, "side": side, "expect": expect})

    @with_hints
    def side(self, name: str, /, *, id: str = "") -> DraftSide:
        """Add a side, and return it. Pictures show the sides in this order, from left to right.

        Args:
            name: the side's name, such as "Start at nine".
            id: the side's id. By default, argmap makes one from the name.
        """
        return DraftSide(self, name, id)

    @with_hints
    def source(
        self,
        title: str = "",
        /,
        *,
        id: str = "",
        author: str = "",
        publisher: str = "",
        date: str = "",
        url: str = "",
        file: str = "",
    ) -> DraftSource:
        """Add a source, and return it. Claims cite it as `evidence` or `stated_in`.

        Args:
            title: the source's title.
            id: the source's id. By default, argmap makes one from the title.
            author: the source's author.
            publisher: the source's publisher.
            date: the date of publication.
            url: the source's web address.
            file: a file with the source's words (text, web page, DOCX or ODT), in the map's folder.
        """
        fields = {"author": author, "publisher": publisher, "date": date, "url": url, "file": file}
        return DraftSource(self, title, id, fields)

    @property
    def claims(self) -> dict[str, DraftClaim]:
        """The claims so far, by id: `new.claims["sleep"].because(…)`."""
        return {id: claim for claim, id in self._claims.ids().items()}

    def build(self) -> ArgumentMap:
        """Return the finished map. You can add more afterwards, and build again.

        Raises:
            InvalidMap: an id is unknown, used twice or malformed, or a text is missing. The
                exception contains all diagnostics, each with the line of your program.
        """
        finishing = _Finishing(self)
        try:
            return ArgumentMap.build(
                **finishing.values(ArgumentMap, vars(self)),
                expect=finishing.expectations(),
                sides=finishing.parts(Side, self._sides),
                sources=finishing.parts(Source, self._sources),
                claims=finishing.parts(Claim, self._claims),
                inferences=finishing.inferences().values(),
            )
        except InvalidMap as invalid:
            problems = [for_programs(problem, _INSTEAD) for problem in invalid.diagnostics]
            raise InvalidMap(problems) from None

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        claims = count(len(self._claims), "claim")
        inferences = count(len(self._inferences), "inference")
        return f"<Map {self.title!r}: {claims}, {inferences}>"

    def _infer(
        self,
        kind: Kind,
        target: DraftClaim | DraftInference,
        *premises: Premise,
        warrant: Premise = "",
        questions: Mapping[str, Premise] | None = None,
        id: str = "",
        **fields: object,
    ) -> DraftInference:
        """Add an inference; texts of premises become claims."""
        drafts = tuple(self._premise(each) for each in premises)
        taken_up = {name: self._premise(claim) for name, claim in (questions or {}).items()}
        fields |= {"questions": taken_up, "warrant": self._premise(warrant) if warrant else ""}
        return DraftInference(self, kind, target, drafts, id, fields)

    def _premise(self, premise: object) -> DraftClaim | str:
        """Return the claim that a premise is, a new one for a text; or the id that it is."""
        if isinstance(premise, DraftClaim):
            self._must_be_of_this_map(premise)
            return premise
        if isinstance(premise, str):
            # As in the native format: what can be an id is one, and a sentence cannot.
            return premise if ID.fullmatch(premise) else self.claim(premise)
        if isinstance(premise, DraftInference):
            raise TypeError("a premise must be a claim: pass `.premise` of this inference")
        if isinstance(premise, Collection):
            raise TypeError("linked premises are arguments: put a `*` before the list of them")
        raise TypeError(f"a premise must be a claim or its text, not {premise!r:.60}")

    def _must_be_of_this_map(self, part: _Draft) -> None:
        if part._map is not self:
            raise ArgmapError(f"{part!r} belongs to another map, {part._map!r}")


DraftPart = TypeVar("DraftPart", bound=_Draft)


class _Drafts(list[DraftPart]):
    """The sides, sources or claims of a map that is being built."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: dict[DraftPart, str] = {}
        self._maker = IdMaker()

    def ids(self) -> dict[DraftPart, str]:
        """Return each part with its id. No part gets an id that somebody chose for another."""
        # Parts only join, so that those are left that joined since.
        left = self[len(self._ids) :]
        chosen = [part._own_id for part in left if part._own_id]
        if not all(self._maker.take(id) for id in chosen):
            # One was given to an earlier part, which now has to yield.
            left, self._ids = self, {}
            self._maker = IdMaker(part._own_id for part in self if part._own_id)
        for part in left:
            self._ids[part] = part._own_id or self._maker.give(part._words)
        return self._ids


Part = TypeVar("Part", Side, Source, Claim)


class _Finishing:
    """Makes the parts of a map from drafts, once all ids are known."""

    def __init__(self, map: Map) -> None:
        self._map = map

    def parts(self, part: type[Part], drafts: _Drafts[Any]) -> Iterator[Part]:
        for draft, id in drafts.ids().items():
            yield part(id, **self.values(part, draft._fields), places=draft._places())

    def expectations(self) -> dict[str, Expectation]:
        expected = {id: draft._fields["expect"] for draft, id in self._map._claims.ids().items()}
        return {id: Expectation(each) for id, each in expected.items() if each is not None}

    def inferences(self) -> dict[DraftInference, Inference]:
        collected = Inferences()
        finished: dict[DraftInference, Inference] = {}
        for draft in self._map._inferences:
            target = draft._target
            collected.add(
                draft._kind,
                map(self._id_of, draft._premises),
                # What is undercut was there before its undercutter.
                finished[target].id if isinstance(target, DraftInference) else self._id_of(target),
                own_id=draft._own_id,
                places=draft._places(),
                **self.values(Inference, draft._fields),
            )
            finished[draft] = collected.all[-1]
        return finished

    def values(self, part: type, fields: Fields) -> dict[str, Any]:
        """Return the fields of a part as the model has them, of what a caller gave for them."""
        shapes = {field.name: field.shape for field in fields_of(part)}
        return {name: self._value(shapes[name], fields[name]) for name in fields if name in shapes}

    def _value(self, shape: Shape, given: Any) -> Any:
        match shape:
            case Shape.NAME:
                return self._id_of(given)
            case Shape.TEXTS | Shape.NAMES:
                return tuple(self._id_of(each) for each in _several(given))
            case Shape.GROUPS:
                return tuple(tuple(group) for group in given)
            case Shape.CITATIONS:
                return tuple(self._citation(each) for each in _several(given))
            case Shape.QUESTIONS:
                return {question: self._id_of(claim) for question, claim in given.items()}
        return given

    def _citation(self, cited: Cited) -> Citation:
        if isinstance(cited, str):
            return Citation.of(cited)
        draft, locator = cited if isinstance(cited, DraftCitation) else (cited, "")
        self._map._must_be_of_this_map(draft)
        return Citation(draft.id, locator)

    def _id_of(self, part: DraftClaim | DraftSide | str) -> str:
        return part if isinstance(part, str) else part.id


def _several(value: Any) -> Collection[Any]:
    """Return what may be one thing or several as several."""
    if isinstance(value, str | _Draft | DraftCitation):
        return [value] if value else []
    several: Collection[Any] = value
    return several


_INSTEAD = {
    "unknown-side": "add the side with `side`, and pass what it returns",
    "unknown-source": "add the source with `source`, and pass what it returns",
    "unknown-claim": "a word alone is the id of a claim; write a new claim as a sentence",
}
"""Codes of problems whose help is about files, each with that for programs."""


def _calling_line() -> Span:
    """Return the line of the program that called argmap."""
    frame = sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("argmap."):
        frame = frame.f_back
    line = frame.f_lineno
    return Span(_name_of_file(frame.f_code.co_filename), line, 1, line, 1)


def _name_of_file(path: str) -> str:
    """Return the path of a program as people know it: the cell of a notebook is `In[3]`."""
    # Never imported: where it runs, it is loaded. The cell of a notebook is a temporary file.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    cell = shell.compile.format_code_name(path) if shell is not None else None
    if cell is not None:
        return str(cell[1])
    folder = current_folder()
    if folder is not None and Path(path).is_relative_to(folder):
        return str(Path(path).relative_to(folder))
    return path
