"""Builds the text field of the editor: `text_field.mjs`, with CodeMirror, as one script.

    python .ci/site/build_text_field.py --node-modules node_modules

It writes `argmap/page/editor/text_field.min.js` and, beside it, the licenses of what is in it. Both
are committed, so that argmap needs no npm: run this after a change of `text_field.mjs`, or of the
versions in `package.json`. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from build_editor import HERE, ROOT, CannotBuild, joined_scripts, must_be_tried

SCRIPT = "text_field.min.js"
LICENSES = "text_field.LICENSE.txt"


def main() -> None:
    """Write the text field and its licenses."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--node-modules", type=Path, required=True, metavar="DIR")
    default = ROOT / "argmap" / "page" / "editor"
    parser.add_argument("--output", type=Path, default=default, metavar="DIR")
    options = parser.parse_args()
    try:
        script, licenses = build(options.node_modules.resolve())
    except CannotBuild as problem:
        raise SystemExit(f"cannot build the text field: {problem}") from None
    (options.output / SCRIPT).write_bytes(script)
    (options.output / LICENSES).write_text(licenses, encoding="utf-8")


def build(modules: Path) -> tuple[bytes, str]:
    """Return the script, and the licenses of what is in it.

    Raises:
        CannotBuild: something is not there, or has another version.
    """
    for name in json.loads((HERE / "package.json").read_bytes())["dependencies"]:
        must_be_tried(modules, name)
    with TemporaryDirectory() as folder:
        joined, listing = Path(folder, SCRIPT), Path(folder, "listing.json")
        joined_scripts(
            modules, "text_field.mjs", "--global-name=TextField", "--target=es2022",
            f"--metafile={listing}", f"--outfile={joined}",
        )  # fmt: skip
        script = joined.read_bytes()
        inputs: dict[str, object] = json.loads(listing.read_bytes())["inputs"]
    texts: dict[str, list[str]] = {}
    for path in sorted(inputs):
        if path.startswith("node_modules/"):
            parts = path.split("/")
            name = "/".join(parts[1:3] if parts[1].startswith("@") else parts[1:2])
            text = (modules / name / "LICENSE").read_text(encoding="utf-8").strip()
            names = texts.setdefault(text, [])
            if name not in names:
                names.append(name)
    licenses = [f"{', '.join(names)}\n\n{text}\n" for text, names in texts.items()]
    return script, "\n".join(licenses)


if __name__ == "__main__":
    main()
