"""Which format a text is in, by how it begins.

Each `looks_like_…` recognizes one format without importing its reader.
"""

from __future__ import annotations

import re

from argmap.util.text import split_lines

_HEAD = 4_000
"""Characters in which a text shows what it is."""
_BEGINS_AS_A_MAP = r'\s*\{\s*"argmap"\s*:'

_IS_SADFACE = r'"(source_id|target_id|resources)"\s*:|"type"\s*:\s*"(atom|scheme)"'
_HEAD_OF_AIF = 20_000

FENCE_OF_MAP = r"(?im)^[^\n`~]*(?:`{3}|~{3}).*\barg(?:map|down)"
"""What a line has that opens the fence of a map; other lines can have it, too."""
# Of a fence around it, a map in YAML is a part; a map in JSON can be a list of claims.
_NATIVE_PART = r"(?m)^(?:(```|~~~)|claims\s*:|\A\s*\{[^{}\[\]]*\"claims\"\s*:\s*\[)"


# What is in front of a line is not tried again (`*+`): a deep list has thousands of spaces there.
# The first line of a list; what bullets there are in full, `formats/lists/listing.py` says.
_LIST_ITEM = (
    r"(?m)^[ \t\u00a0\u3000>]*+([-+*•◦▪▫‣·●○■□–−—\uf0a7\uf0b7][ \t\u00a0]+|"
    r"[•●・→⇒]|[✓✔✅✗✘❌👍👎➕➖][\U0001f3fb-\U0001f3ff]?\ufe0f? ?|"
    r"[(（\[][-+−–][)）\]] ?|[-+−]1 +(?=\D)|\[[ xX]\] |"
    r"[-=]{1,2}> ?|--+ |\*\*+ |(\d{1,3}(\.\d{1,3})*|[a-zA-Z])(?:[.)]|\.\))[ \t\u00a0]|"
    r"[(（](\d{1,3}|[a-zA-Z])[)）][ \t\u00a0]*|\d{1,2}[º°] |\d{1,3}[、．）])\S"
)
TABLE = r"(?m)^([^\n|]*+\|[^\n]*+)\n[ \t]*+\|?(?:[ \t]*+:?-+:?[ \t]*+\|)+[ \t:-]*$"
"""What the first two rows of a table in Markdown are; the first is group 1."""
# What lists without bullets have, and what they have not: keys, markup, fences, signs of programs.
_INDENTED_BELOW = r"(?m)^[ \t\u00a0]*+\S[^\r\n]*(?:\r\n?|\n)[ \t\u00a0\u3000]+\S"
_TIGHT_ITEM = r"(?m)^[ \t\u00a0]*+[-+−–](?=[^\W\d_])"
_SIGN_OF_DATA = r"(?m)^[ \t]*+(?:#|```|~~~|\||[a-z_][\w-]*:(?:\s|$))|[{}\\<>=|]"
_FIRST_OF_AN_OUTLINE = r"(?m)^1[ \t]+\S"
_SIGN_OF_MARKDOWN = (
    r"(?m)^#{1,6} |\]\(\S+\)|\*\*\S|^```|^<(?:[a-z][a-z0-9]*[ />]|\S+@\S+>)|^ {0,3}\[[^\]\n]+\]: "
)
_BEGINS_DATA = r"\s*(?:\{|\[\s*[\[{\"]|%)"
# What XML and web pages begin with. Other elements, such as `<p>` and `<h1>`, Markdown may begin
# with.
_BEGINS_DOCUMENT = (
    r"(?i)\s*<(?:\?|!doctype\b|map\s+version\s*=|(?:html|head|body|svg|opml|graphml|arggraph)\b"
    r"[^>]*>(?!:))"
)
_BEGINS_PAGE = r"(?i)(?:\s*<!--.*?-->)?\s*<(?:!doctype\s+html\b|(?:html|head|body)\b[^>]*>)"
# What may precede the first statement; Markdown may begin with it, too.
_BEFORE_ELEMENTS = (
    r"(?s)(?:\s*<!--.*?-->|\s*#{1,6} [^\n]*|\s*@(?:include\([^)\n]*\)|import\b[^\n]*))*\s*"
)
_ARGDOWN_DEFINITION = r"\[(?![-\s^])[^\[\]\n]+\]:(?!\s*<?\w+://)|<(?![-\s/?!])[^<>\n]+>:"
_ARGDOWN_RELATION = (
    r"(?m)^[ \t]*(?:(?:<[-+_]|[-+_]>|><)[ \t]*\S|[-+_][ \t]*(?:\[[^\[\]\n]+\]|<[^<>\n]+>):)"
)
_ARGDOWN_INFERENCE = r"(?m)^\(\d+\)(?:.*\n)+?[ \t]*--"
_OF_DECISION_RECORD = r"(?im)^#+ (?:considered options|decision drivers|decision outcome)\W*$"
_ARGUMENT_OF_RECORD = r"(?im)^[ \t]*[-*+] (?:good|bad|neutral), because\b"
_OF_NYGARD = r"(?im)^#+ (?:context|consequences|status)\W*$"
_HTML_ELEMENTS = """
    a abbr address article aside b big blockquote br center cite code dd del details dfn div dl
    dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
    kbd label li link main mark menu meta nav object ol p picture pre q s samp script section
    small source span strong style sub summary sup table tbody td tfoot th thead time title tr
    tt u ul var video
"""


def looks_like_native(text: str) -> bool:
    """Return whether a YAML text has claims, and is not in a fence of Markdown's."""
    part = re.search(_NATIVE_PART, text)
    return part is not None and not part[1] and not looks_like_fenced(text)


def looks_like_json(text: str) -> bool:
    """Return whether a JSON text begins as a map does."""
    head = text[:_HEAD]
    has_claims_first = r'\s*\{[^{}\[\]]*"claims"\s*:\s*\{'
    return bool(re.match(_BEGINS_AS_A_MAP, head) or re.match(has_claims_first, head))


def looks_like_argdown(text: str) -> bool:
    """Return whether a text begins as Argdown does, where no list and no Markdown would.

    `<Sleep>: …`, `[Nine]: …`, `<Sleep>` and a structure `(1) …` below it, front matter between
    `===`, `// a comment`; or a sentence with `+> …` or `- [Late]: …` below it.
    """
    begins_with_front_matter_or_comment = (
        r"\s*={3,}[ \t]*\n(?:[ \t]*[\w-]+:|[ \t]*={3,}[ \t]*(?:\n|\Z))|\s*(?://|/\*)"
    )
    if re.match(begins_with_front_matter_or_comment, text):
        return True
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text) or looks_like_fenced(text):
        return False
    begin = re.match(_BEFORE_ELEMENTS, text)
    first = text[begin.end() :] if begin else text
    argument = re.match(r"<(?![-\s/?!])([^<>\n]+)>", first)
    if argument is not None and _is_address_or_html(argument[1], text):
        return False
    if argument is not None or re.match(_ARGDOWN_DEFINITION, first):
        return True
    return bool(re.search(_ARGDOWN_RELATION, text) or re.match(_ARGDOWN_INFERENCE, first))


def looks_like_argdown_in_text(text: str) -> bool:
    """Return whether a text begins with a statement of Argdown that has a name, and a relation
    below it; other lines of Argdown can be those of a list.
    """
    begin = re.match(_BEFORE_ELEMENTS, text)
    first = text[begin.end() :] if begin else text
    has_relation = rf"(?:{_ARGDOWN_DEFINITION})[^\n]*\n[ \t]+(?:[-+_]|<[-+_]|[-+_]>|><)"
    return looks_like_argdown(text) and re.match(has_relation, first) is not None


def _is_address_or_html(inside: str, text: str) -> bool:
    """Return whether `<inside>` is an address, as in `<https://…>`, or an element of HTML."""
    if re.match(r"[a-z][a-z0-9+.-]{1,31}:\S+\Z|\S+@\S+\.\w+\Z", inside, re.IGNORECASE):
        return True
    name = inside.split(maxsplit=1)[0].rstrip("/")
    is_closed = f"</{name}>" in text or inside.endswith("/")
    has_attributes = "=" in inside
    return name in _HTML_ELEMENTS.split() or is_closed or has_attributes


def looks_like_aif(text: str) -> bool:
    """Return whether a JSON text begins as AIF does."""
    head = text[:_HEAD_OF_AIF]
    if head.lstrip()[:1] != "{" or re.match(_BEGINS_AS_A_MAP, head) or re.search(_IS_SADFACE, head):
        return False
    if re.search(r'"(nodeID|fromID|AIF)"\s*:', head):
        return True
    # In the files of OVA the annotated text may come first, and may be long.
    return re.search(r'"AIF"\s*:\s*\{', text) is not None


def looks_like_sadface(text: str) -> bool:
    """Return whether a JSON text begins as SADFace does, which has other keys than AIF."""
    head = text[:_HEAD_OF_AIF]
    is_other = head.lstrip()[:1] != "{" or re.match(_BEGINS_AS_A_MAP, head)
    return not is_other and re.search(_IS_SADFACE, head) is not None


def looks_like_carneades(text: str) -> bool:
    """Return whether a YAML text is a Carneades argument graph, which has statements by id."""
    statements = r"(?m)^statements[ \t]*:[ \t]*(?:\{|(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*[ \t]+[^\s#-])"
    return re.search(statements, text) is not None and not looks_like_native(text)


def looks_like_fenced(text: str) -> bool:
    """Return whether a text has a fence of Markdown's that says it holds a map."""
    has_fence = "```" in text or "~~~" in text
    if not has_fence or not re.search(FENCE_OF_MAP, text):
        return False  # without an import
    from argmap.formats.fences import fences_in

    return bool(fences_in(text))


def looks_like_decision_record(text: str) -> bool:
    """Return whether a Markdown text has the headings of a decision record, or arguments below
    headings of its options. "Good, because …" without such a heading is an item of a list.
    """
    if re.search(_OF_DECISION_RECORD, text):
        return True
    if re.search(r"(?im)^#+ decision\W*$", text) and re.search(_OF_NYGARD, text):
        return True
    option = re.search(r"(?m)^##+ ", text)
    return option is not None and bool(re.search(_ARGUMENT_OF_RECORD, text[option.start() :]))


def looks_like_kialo(text: str) -> bool:
    """Return whether a text begins as Kialo's exports do."""
    return re.match(r"\s*Discussion (Title|Name):", text) is not None


def looks_like_microtexts(text: str) -> bool:
    """Return whether an XML text begins as a microtext does."""
    return re.search(r"<arggraph\b", text[:_HEAD]) is not None


def looks_like_opml(text: str) -> bool:
    """Return whether an XML text begins as OPML does."""
    return re.search(r"<opml\b", text[:_HEAD]) is not None


def looks_like_freemind(text: str) -> bool:
    """Return whether an XML text begins as a mind map of FreeMind does."""
    return re.search(r"<map\s+version\s*=", text[:_HEAD]) is not None


def looks_like_apx(text: str) -> bool:
    """Return whether a text begins with a fact about an argument or an attack."""
    return (
        re.match(r"(?:[ \t\r]*(?:%[^\n]*)?\n)*[ \t]*(?:arg|att)\([^()\n]*\)\s*\.", text) is not None
    )


def looks_like_af(text: str) -> bool:
    """Return whether a text begins as frameworks of ICCMA 2023 do: `p af 3`."""
    return re.match(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*p[ \t]+af[ \t]+[0-9]", text) is not None


def looks_like_tgf(text: str) -> bool:
    """Return whether a text has numbered lines, then a line `#`, then two numbers on each line."""
    nodes = r"\s*(?:[0-9]+(?:[ \t\r][^\n]*)?\n)+"
    return re.match(nodes + r"#[ \t\r]*\n(?:[0-9]+[ \t]+[0-9]|\s*\Z)", text) is not None


def looks_like_html(text: str) -> bool:
    """Return whether a text is a web page, and none that argmap made of a map."""
    return re.match(_BEGINS_PAGE, text) is not None


def looks_like_text_list(text: str) -> bool:
    """Return whether a text holds a list, and is not Markdown.

    In an outline as text (`1 School …`), what looks like Markdown is none.
    """
    if not looks_like_markdown_list(text):
        return _may_be_list_without_bullets(text)
    return bool(re.search(_FIRST_OF_AN_OUTLINE, text)) or re.search(_SIGN_OF_MARKDOWN, text) is None


def _may_be_list_without_bullets(text: str) -> bool:
    """Return whether indentation, words before colons or signs without spaces may make a list.

    Whether they do, the reader finds out.
    """
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text):
        return False
    # Only what nothing else recognizes comes here, so that most files do not wait for this.
    from argmap.languages.roles import begins_with_joining_word, role_named, spoken_role

    if any(role_named(sign[0].rstrip(": \n")) is None for sign in re.finditer(_SIGN_OF_DATA, text)):
        return False
    if re.search(_INDENTED_BELOW, text) or len(re.findall(_TIGHT_ITEM, text)) > 1:
        return True

    number = 0
    for line in split_lines(text):
        if line.rstrip().endswith((":", "：")):
            return True
        if role_named(line.strip()) or spoken_role(line) or begins_with_joining_word(line):
            number += 1
    return number > 1


def looks_like_markdown_list(text: str) -> bool:
    """Return whether a text holds a list, and is not YAML, which has lists, too."""
    text = re.sub(r"\A\s*---[ \t]*\n(?:.*\n)*?---[ \t]*\n", "", re.sub("\r\n?", "\n", text))
    text = re.sub(r"(?m)^[ \t]*(```+|~~~+).*\n(?:.*\n)*?[ \t]*\1", "", text)
    if re.match(_BEGINS_DATA, text) or re.match(_BEGINS_DOCUMENT, text):
        return False
    if re.search(r"(?m)^(claims?|statements|sides)\s*:", text):
        return False
    if re.search(_LIST_ITEM, text) or re.search(_FIRST_OF_AN_OUTLINE, text):
        return True
    table = re.search(TABLE, text) if "|" in text else None
    if table is None:
        return False
    from argmap.languages.roles import role_named

    return any(role_named(cell.strip(" \t*_:")) for cell in table[1].split("|"))
