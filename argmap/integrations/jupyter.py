"""Maps in the cells of notebooks, for Jupyter and everything else that IPython runs in.

%load_ext argmap

%%argmap homework --verdicts
Homework should be abolished.
- Children need time to play.
"""

from __future__ import annotations

import shlex
import sys
from hashlib import sha256
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.formats import OPTIONS, Fence
from argmap.integrations.fences import html_of, log_lines, read_fence, text_of

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_FLAG = "true"

_BESIDE_ERRORS = "border-left: 4px solid #d04040; padding-left: 1em"
"""A box has no colors in a notebook; this line is seen on light and on dark ones."""


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Add the cell magic `%%argmap` to IPython, which calls this for `%load_ext argmap`."""

    def argmap(line: str, cell: str) -> None:
        """Draw the argument map in this cell.

        Example:
            %%argmap homework --verdicts --side=yes
            Homework should be abolished.
            - Children need time to play.

        The name is optional: it is the variable that the map is stored in. A map with errors is not
        stored, and an older map with this name is removed.

        Options:
            --verdicts          Show which claims stand, fall or are contested.
            --outline           Add an outline; with --outline=only, show nothing else.
            --side=SIDE, --focus=CLAIM, --depth=N
                                Show only a part of the map.
            --labels={labels}
                                What to show in boxes: the text, the label or both.
            --groups            Draw a frame around each group of claims.
            --legend=false      Leave out the legend.
            --layout={layout}
            --paper=SIZE        The size that the picture has to fit, such as a4.
            --theme={theme}
        """
        show_cell(shell, line, cell)

    choices = {option: "|".join(values) for option, values in OPTIONS.items()}
    argmap.__doc__ = (argmap.__doc__ or "").format_map(choices)
    shell.magics_manager.register_function(argmap, "cell")


def show_cell(shell: InteractiveShell, line: str, cell: str) -> None:
    """Show the map in a cell, or what is wrong with it, and store it if it has a name.

    Args:
        shell: what runs the cell.
        line: what follows the name of the magic.
        cell: the lines below.

    Raises:
        UsageError: the line has no meaning.
    """
    from IPython.display import display

    name, options = _cell_options(line)
    # Neither another cell nor this one in another notebook has the same ids.
    digest = sha256(f"{line}\n{cell}".encode()).hexdigest()
    fence = Fence(cell, options, "cell", name=f"argmap-{digest[:8]}")
    fenced = read_fence(fence, {"legend": _FLAG}, Path.cwd())
    html = html_of(fenced)
    if fenced.map is None:
        html = f'<div style="{_BESIDE_ERRORS}">{html}</div>'
        text = "\n".join(log_lines(fenced))
        # A cell below must not go on with what this one does not say any more.
        shell.user_ns.pop(name, None)
    else:
        text = text_of(fenced).rstrip()
        for warning in log_lines(fenced):
            sys.stderr.write(f"{warning}\n")
        if name:
            shell.push({name: fenced.map})
    display({"text/html": html, "text/plain": text}, raw=True)


def _cell_options(line: str) -> tuple[str, dict[str, str]]:
    """Return what is written beside the magic: `homework --side yes --verdicts`.

    The first is the variable that the map is stored in, "" for none. The others are the options of
    the map; a flag may have no value.
    """
    from IPython.core.error import UsageError

    try:
        words = shlex.split(line)
    except ValueError as problem:
        raise UsageError(f"%%argmap: cannot read the options: {problem}") from None
    name = ""
    options: dict[str, str] = {}
    while words:
        word = words.pop(0)
        if word.startswith("--"):
            option, sign, value = word.removeprefix("--").partition("=")
            needs_value = _FLAG not in OPTIONS.get(option, (_FLAG,))
            if not sign and needs_value and words:
                value = words.pop(0)
            options[option] = value
        elif name or not word.isidentifier() or iskeyword(word):
            raise UsageError(
                f"%%argmap: `{word}` is neither an option, such as --verdicts, nor a name for the"
                " map"
            )
        else:
            name = word
    return name, options
