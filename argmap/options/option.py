"""An option, declared once, wherever it is offered.

    theme: Annotated[
        ThemeName | Default, Option("Color theme: {choices}.", "THEME", tools="default: color")
    ] = ""

From this line the command line has `--theme`, its help and its completion, assistants have an
argument `theme` with its choices, and both say the same of a wrong value:

    unknown theme `colour`: did you mean `color`?

Options that several commands have together form a group, a named tuple. Annotations are not
postponed where options are declared: a start would have to evaluate each of them.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from argmap.options.names import known_as
from argmap.util.errors import Failure
from argmap.util.spelling import no_such
from argmap.util.text import listed

Names = Literal["", "claim", "side", "part", "rule", "paper"]
"""What the value of an option names in a map, or a rule; a part is a claim, a side or a source. A
paper size is only completed: other sizes are taken, too.
"""


class Option(NamedTuple):
    """What an option is for.

    Attributes:
        help: what people read about it; `{choices}` stands for the names that it takes.
        metavar: what its value is called in a help; "" for an option without one.
        flags: its names on the command line, if these are not `--` and its own name.
        tools: what assistants read about it; "" where they are not offered it.
        heading: the heading under which a long help has it.
        names: what its value names.
        word: what messages call its value, if not by the name of the option.
        least, most: the least and the largest number that it takes.
        has_commas: whether a value on the command line is a list with commas.
        is_hidden: whether no help shows it.
    """

    help: str
    metavar: str = ""
    flags: str = ""
    tools: str = ""
    heading: str = ""
    names: Names = ""
    word: str = ""
    least: int | None = None
    most: int | None = None
    has_commas: bool = False
    is_hidden: bool = False


class Declared(NamedTuple):
    """An option as it is declared in a group or a signature.

    Attributes:
        name: its name in Python.
        type: the type of its value.
        option: what it is for.
    """

    name: str
    type: Any
    option: Option

    @property
    def choices(self) -> tuple[str, ...]:
        """The names that it takes; () if it takes anything."""
        return choices_of(self.type)

    @property
    def is_list(self) -> bool:
        """Whether it takes several values."""
        return any(get_origin(each) is tuple for each in _alternatives(self.type))

    @property
    def is_number(self) -> bool:
        """Whether it takes a number."""
        return not {int, float}.isdisjoint(_alternatives(self.type))

    @property
    def help(self) -> str:
        """What people read about it, with its choices."""
        return self.option.help.replace("{choices}", listed(self.choices, "or"))

    def fit(self, value: Any, spell: Callable[[str], str]) -> Any:
        """Return a value as its type has it: names in small letters, "30%" as 0.3.

        Raises:
            Failure: there is no such name, or it is not a number, or is too small or too large.
        """
        if isinstance(value, tuple):
            return tuple(self.fit(each, spell) for each in value)
        if isinstance(value, str) and not self.is_number:
            return self._fit_name(value)
        if isinstance(value, str):
            value = self._number(value, spell)
        least, most = self.option.least, self.option.most
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        if (least is not None and value < least) or (most is not None and value > most):
            allowed = f"at least {least}" if most is None else f"from {least} to {most}"
            raise Failure(f"{spell(self.name)} must be {allowed}, not {value}")
        return value

    def _number(self, word: str, spell: Callable[[str], str]) -> float:
        """Return the number that was typed."""
        is_whole = float not in _alternatives(self.type)
        try:
            if not is_whole and word.endswith("%"):
                return float(word[:-1]) / 100
            return int(word) if is_whole else float(word)
        except ValueError:
            least, most = self.option.least, self.option.most
            kind = "a whole number" if is_whole else "a number"
            if least is not None:
                kind += f" from {least}{'' if most is None else f' to {most}'}"
            raise Failure(f"{spell(self.name)} must be {kind}, not `{word}`") from None

    def _fit_name(self, value: str) -> str:
        if not value or not self.choices or value in self.choices:
            return value
        choice = known_as(value, self.choices)
        if choice:
            return choice
        raise Failure(no_such(self.option.word or self.name.replace("_", " "), value, self.choices))


def _alternatives(type: Any) -> tuple[Any, ...]:
    """Return the types of a union, or the type itself."""
    return get_args(type) if get_origin(type) in (Union, types.UnionType) else (type,)


def choices_of(type: Any) -> tuple[str, ...]:
    """Return the names that a type allows: those of its `Literal`s, in their order."""
    return tuple(dict.fromkeys(name for name in _names_in(type) if name))


def _names_in(type: Any) -> Iterator[str]:
    if get_origin(type) is Literal:
        yield from get_args(type)
    else:
        for part in get_args(type):
            yield from _names_in(part)


def declared(name: str, annotation: Any) -> Declared | None:
    """Return the option that an annotation declares; None if it declares none."""
    if get_origin(annotation) is not Annotated:
        return None
    type, *said = get_args(annotation)
    option = next((each for each in said if isinstance(each, Option)), None)
    return None if option is None else Declared(name, type, option)


@cache
def options_in(group: type) -> tuple[Declared, ...]:
    """Return the options of a group, a named tuple, in their order; () if it is no group."""
    if not (isinstance(group, type) and issubclass(group, tuple)):
        return ()
    found = [declared(*field) for field in getattr(group, "__annotations__", {}).items()]
    return tuple(each for each in found if each is not None)


def quoted(name: str) -> str:
    """Return the name of an option in a message of the library: `depth`."""
    return f"`{name}`"


Group = TypeVar("Group", bound=tuple[Any, ...])


def checked(group: Group, spell: Callable[[str], str] = quoted) -> Group:
    """Return a group whose values fit its options.

    Args:
        group: the options.
        spell: how messages name an option.

    Raises:
        Failure: a name is unknown, a number is out of range, or options contradict each other.
    """
    options = options_in(type(group))
    fitting = {each.name: each.fit(getattr(group, each.name), spell) for each in options}
    fitted: Group = group._replace(**fitting)  # type: ignore[attr-defined]
    # What is wrong with the options of a group together: "{depth} requires {focus}".
    conflict = fitted.conflict() if hasattr(fitted, "conflict") else ""
    if conflict:
        raise Failure(conflict.format_map({each.name: spell(each.name) for each in options}))
    return fitted


def group_of(kind: type[Group], values: Mapping[str, object]) -> Group:
    """Return a group with values for some of its options, as JSON has them.

    Raises:
        Failure: a value has the wrong type, or does not fit; see `checked`.
    """
    known: dict[str, Any] = {}
    for each in options_in(kind):
        value = values.get(each.name)
        if value is not None:
            known[each.name] = _typed(each, value)
    return checked(kind(**known))


def _typed(declared: Declared, value: object) -> object:
    """Return a value from JSON as its type has it: a tuple for a list."""
    if declared.is_list:
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise Failure(f"`{declared.name}` must be a list of texts")
    alternatives = _alternatives(declared.type)
    if bool in alternatives or int in alternatives:
        fits, what = type(value) in alternatives, "true or false"
        what = what if bool in alternatives else "a whole number"
    elif float in alternatives:
        fits, what = type(value) in (int, float), "a number"
    else:
        fits, what = isinstance(value, str), "a text"
    if not fits:
        raise Failure(f"`{declared.name}` must be {what}")
    return value
