"""`argmap completion`: the script by which a shell completes commands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from argmap.cli.completers import VARIABLE
from argmap.cli.console import Console
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.util.errors import Failure

_SHELL = "Shell: bash, zsh, fish, powershell or pwsh. [default: your current shell]"
_INSTALL = "Install the script for your shell."


def completion(
    console: Console,
    *,
    shell: Annotated[str, Argument("[SHELL]", _SHELL)] = "",
    install: Annotated[bool, Option(_INSTALL)] = False,
) -> None:
    """Example:
    argmap completion --install
    argmap completion zsh > ~/.zfunc/_argmap
    """
    from typer._completion_shared import Shells, get_completion_script
    from typer._completion_shared import install as install_for

    shells = [each.value for each in Shells]
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in shells:
        raise Failure(
            f"name your shell, for example `argmap completion bash`; choose from"
            f" {', '.join(shells)}"
        )
    if install:
        _, path = install_for(shell=name, prog_name="argmap", complete_var=VARIABLE)
        console.say(f"wrote {path}; open a new terminal to use it")
        return
    script = get_completion_script(prog_name="argmap", complete_var=VARIABLE, shell=name)
    console.put(script + "\n")
