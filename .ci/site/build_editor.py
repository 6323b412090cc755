"""Builds the editor that runs in a browser alone: a folder for a web server, and one HTML file.

    python .ci/site/build_editor.py --node-modules node_modules --output dist/editor \\
        --address https://example.org/argmap/

The folder `site` in the output is a static site. `argmap-editor.html` beside it is the same in one
file, which works without a network from wherever it is stored. Python in the browser is Pyodide;
`esbuild` joins its scripts to one. Both are npm packages, in the versions that `package.json` names
in this folder. What argmap needs is copied from its wheel and from the packages that are installed
beside this Python, except for what is not Python, and what nobody needs in a browser. The same
input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TypeAlias

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

TARGET = {
    "extra": "",
    "implementation_name": "cpython",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
}
"""What the metadata of packages may ask for: Python as Pyodide has it."""

NOT_NEEDED = {
    "typer": "the command line",
    "typst": "PDF and PNG, which take 26 MB; a browser prints to PDF itself",
}
"""Packages that are left out, and what they would be there for."""

LEFT_OUT = re.compile(
    r"""(?x)
    (^|/)(tests?|__pycache__)/  # what tests a package, and what another Python has compiled
    | \.(so|pyd|pyi|pyx|pxd|c|h|typed)$
    | ^argmap/(cli/|__main__\.py)  # the command line
    | ^argmap/diagrams/(arimo/|pages\.typ)  # for Typst
    | ^argmap/page/editor/.*\.(js|css|jinja)$  # these are in the page already
    """
)
"""Files of packages that are left out."""

LIBRARY_LEFT_OUT = re.compile(
    r"^(_pyrepl|cProfile|curses|doctest|ftplib|idlelib|imaplib|lib2to3|mailbox|optparse|pdb"
    r"|pickletools|plistlib|poplib|profile|pstats|pydoc|pydoc_data|smtplib|sqlite3|turtledemo"
    r"|unittest|venv|wsgiref|xmlrpc|zipapp)(\.py$|/)"
)
"""Modules of the standard library that nothing here imports."""

Files: TypeAlias = Mapping[str, bytes]
"""Files by their paths."""


class CannotBuild(Exception):
    """The editor cannot be built, and why."""


def main() -> None:
    """Build the editor, and print how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--node-modules", type=Path, required=True, metavar="DIR")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="argmap's; built by default")
    parser.add_argument(
        "--address", default="", metavar="URL", help="where the site will be, for links to maps"
    )
    options = parser.parse_args()
    modules, output = options.node_modules.resolve(), options.output
    try:
        for path in build(modules, output, options.wheel, options.address):
            size = path.stat().st_size
            packed = len(packed_anew(path.read_bytes()))
            sys.stdout.write(f"{path}: {size:,} bytes, {packed:,} with gzip\n")
    except CannotBuild as problem:
        raise SystemExit(f"cannot build the editor: {problem}") from None


def build(modules: Path, output: Path, wheel: Path | None, address: str = "") -> list[Path]:
    """Build the editor, and return its files.

    Args:
        modules: the folder `node_modules` with `pyodide` and `esbuild`.
        output: the folder to write to.
        wheel: that of argmap; `None` to build it.
        address: where the site will be. Links from the one file lead there; without an address, it
            offers none.

    Raises:
        CannotBuild: something is not there, or has another version, or the address is none.
    """
    if address and not re.fullmatch(r"https?://[^\s#]+", address):
        raise CannotBuild(f"{address} is not the address of a site, such as https://example.org/")
    pyodide = modules / "pyodide"
    must_be_tried(modules, "pyodide")
    with TemporaryDirectory() as folder:
        argmap_files = files_of_wheel(wheel or built_wheel(Path(folder)))
        packages = needed_packages(argmap_files)
        sources = Path(folder, "argmap")
        # The page is that of the wheel, whatever argmap is installed here.
        write_files(sources, argmap_files)
        sys.path.insert(0, str(sources))
        from argmap.page import Part, format_editor_page, worker_program

        python = joined_scripts(modules, "pyodide.mjs", "--external:node:*", "--external:ws")
        standard = files_of_library(pyodide / "python_stdlib.zip")
        own = {**without_twins(files_of_packages(packages)), **argmap_files}
        compiled = compiled_modules(pyodide, library(standard), archive(own))
        contents = {
            "worker": worker_program().encode() + python,
            "python": (pyodide / "pyodide.asm.wasm").read_bytes(),
            "library": library(with_compiled(standard, compiled)),
            "argmap": compressed(pyodide, archive(with_compiled(own, compiled))),
            "licenses": licenses(argmap_files, packages),
        }
        text = (sources / "argmap/formats/native/example.yaml").read_text(encoding="utf-8")
        parts = {name: packed_anew(content) for name, content in contents.items()}
        parts["argmap"] = contents["argmap"]
        whole = [
            Part(name, len(part), base64=b64encode(part).decode()) for name, part in parts.items()
        ]
        beside = [Part(name, len(part), file=name_of(name, part)) for name, part in parts.items()]
        site = output / "site"
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True)
        for name, part in parts.items():
            (site / name_of(name, part)).write_bytes(part)
        (site / "index.html").write_bytes(format_editor_page(text, beside))
        (site / "LICENSES.txt").write_bytes(contents["licenses"])
        one_file = output / "argmap-editor.html"
        one_file.write_bytes(format_editor_page(text, whole, address))
    return [*sorted(site.iterdir()), one_file]


def name_of(name: str, content: bytes) -> str:
    """Return the name of a file of the site: another one for other bytes, as browsers keep files.

    Its ending is none that a server would take for that of a compressed file.
    """
    return f"{name}-{sha256(content).hexdigest()[:12]}.bin"


def packed_anew(content: bytes) -> bytes:
    """Return what gzip makes of bytes, without a time."""
    return gzip.compress(content, 9, mtime=0)


def tried_version(name: str) -> str:
    """Return the one version of an npm package that is tried."""
    versions: dict[str, str] = json.loads((HERE / "package.json").read_bytes())["dependencies"]
    return versions[name]


def must_be_tried(modules: Path, name: str) -> None:
    """Refuse another version of an npm package than the one that is tried.

    A later Pyodide may refuse the worker that argmap starts, for instance.

    Raises:
        CannotBuild: it is another one, or there is none.
    """
    tried = tried_version(name)
    try:
        version = json.loads((modules / name / "package.json").read_bytes())["version"]
    except FileNotFoundError:
        raise CannotBuild(f"{modules} lacks {name}: npm install {name}@{tried}") from None
    if version != tried:
        raise CannotBuild(f"{name} must have version {tried}, and in {modules} it has {version}")


def joined_scripts(modules: Path, entry: str, *options: str) -> bytes:
    """Return a script of this folder with all that it imports, as one that is not a module.

    Raises:
        CannotBuild: esbuild is missing, or cannot join them.
    """
    must_be_tried(modules, "esbuild")
    words = ["--bundle", "--format=iife", "--platform=browser", "--minify", "--log-level=error"]
    done = subprocess.run(
        [modules / ".bin" / "esbuild", *words, *options],
        cwd=modules.parent,
        input=(HERE / entry).read_bytes(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CannotBuild(done.stderr.decode())
    return done.stdout


def files_of_library(path: Path) -> Files:
    """Return the standard library, without what is not needed."""
    with zipfile.ZipFile(path) as whole:
        names = [name for name in whole.namelist() if not name.endswith("/")]
        return {name: whole.read(name) for name in names if not LIBRARY_LEFT_OUT.match(name)}


def library(files: Files) -> bytes:
    """Return the standard library as Python reads it; it is compressed as a whole later."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return written.getvalue()


def compiled_modules(pyodide: Path, standard: bytes, own: bytes) -> Files:
    """Return what is loaded before the first picture, compiled, by the paths of the modules.

    Of the seconds until then, a browser would take more than half to compile it. The rest stays as
    it is, since compiled modules are larger.

    Raises:
        CannotBuild: Node.js is missing, or argmap does not run in this Pyodide.
    """
    with TemporaryDirectory() as folder:
        paths = Path(folder, "library.zip"), Path(folder, "archive")
        for path, content in zip(paths, (standard, own), strict=True):
            path.write_bytes(content)
        compiled: dict[str, str] = json.loads(printed_by_node("compile.mjs", pyodide, *paths))
    return {path: b64decode(content) for path, content in compiled.items()}


def compressed(pyodide: Path, content: bytes) -> bytes:
    """Return what Zstandard makes of bytes.

    Raises:
        CannotBuild: Node.js is missing.
    """
    with TemporaryDirectory() as folder:
        paths = Path(folder, "archive"), Path(folder, "archive.zst")
        paths[0].write_bytes(content)
        printed_by_node("compress.mjs", pyodide, *paths)
        return paths[1].read_bytes()


def printed_by_node(script: str, *words: Path) -> bytes:
    """Return what a script of this folder prints.

    Raises:
        CannotBuild: Node.js is missing, or the script fails.
    """
    node = shutil.which("node")
    if node is None:
        raise CannotBuild("there is no Node.js on PATH")
    done = subprocess.run([node, HERE / script, *words], capture_output=True, check=False)
    if done.returncode:
        raise CannotBuild(done.stderr.decode())
    return done.stdout


def with_compiled(files: Files, compiled: Files) -> Files:
    """Return files, with compiled modules in the place of their sources."""
    changed: dict[str, bytes] = {}
    for name, content in files.items():
        if name in compiled:
            changed[f"{name}c"] = compiled[name]
        else:
            changed[name] = content
    return changed


# --- argmap and what it needs ---


def built_wheel(folder: Path) -> Path:
    """Return the wheel of this checkout, built anew in a folder.

    Raises:
        CannotBuild: it cannot be built.
    """
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CannotBuild(done.stderr.decode() or done.stdout.decode())
    [wheel] = folder.glob("*.whl")
    return wheel


def files_of_wheel(path: Path) -> Files:
    """Return the files of argmap, and its metadata and licenses."""
    with zipfile.ZipFile(path) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist() if ".data/" not in name}


def write_files(folder: Path, files: Files) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def needed_packages(argmap_files: Files) -> list[Distribution]:
    """Return the packages that argmap needs in a browser, by name.

    Raises:
        CannotBuild: one is not installed.
    """
    [metadata] = [name for name in argmap_files if name.endswith(".dist-info/METADATA")]
    lines = argmap_files[metadata].decode().splitlines()
    waiting = [line.partition(": ")[2] for line in lines if line.startswith("Requires-Dist: ")]
    found: dict[str, Distribution] = {}
    for line in waiting:  # the list grows
        requirement = Requirement(line)
        name = requirement.name.lower()
        if requirement.marker is not None and not requirement.marker.evaluate(TARGET):
            continue
        if name in found or name in NOT_NEEDED:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            raise CannotBuild(f"{name} is not installed beside this Python") from None
        waiting += found[name].requires or []
    return [found[name] for name in sorted(found)]


def files_of_packages(packages: Iterable[Distribution]) -> Files:
    """Return the files of packages, by their paths below the folder of packages."""
    files: dict[str, bytes] = {}
    for package in packages:
        for path in package.files or []:
            name = path.as_posix()
            # Commands are beside that folder.
            if not name.startswith("..") and ".dist-info/" not in name:
                files[name] = Path(str(package.locate_file(path))).read_bytes()
    return files


def without_twins(files: Files) -> Files:
    """Return files without the patterns of Austria and Switzerland where they are those of Germany.

    Of 2 MB of patterns of all languages, German ones take 0.9 MB. A region without a file has the
    patterns of its language.
    """
    german, *twins = [f"pyphen/dictionaries/hyph_de_{region}.dic" for region in ("DE", "AT", "CH")]
    left_out = {name for name in twins if patterns_in(files[name]) == patterns_in(files[german])}
    return {name: content for name, content in files.items() if name not in left_out}


def patterns_in(dictionary: bytes) -> list[bytes]:
    """Return the lines of a file of patterns that are not comments."""
    return [line for line in dictionary.splitlines() if not line.startswith(b"#")]


def archive(files: Files) -> bytes:
    """Return files as `worker.js` unpacks them: a line that lists them, and then their bytes.

    Two files with the same bytes have the same place.
    """
    places: dict[bytes, tuple[int, int]] = {}
    entries: list[tuple[str, int, int]] = []
    contents = bytearray()
    # Files that are like each other are near each other: that compresses them better.
    for name in sorted(files, key=lambda name: (PurePosixPath(name).suffix, name)):
        if LEFT_OUT.search(name):
            continue
        content = files[name]
        if content not in places:
            places[content] = (len(contents), len(content))
            contents += content
        entries.append((name, *places[content]))
    return json.dumps(entries).encode() + b"\n" + contents


# --- licenses ---

_OF_LICENSE = re.compile(r"(?i)(^|[/.])(licen[cs]e|copying|notice|ofl)[^/]*$|/licenses/")


def licenses(argmap_files: Files, packages: Iterable[Distribution]) -> bytes:
    """Return all licenses as one text.

    Raises:
        CannotBuild: a package has none.
    """
    texts = list(licenses_of("argmap", argmap_files))
    for package in packages:
        own = {}
        for path in package.files or []:
            if ".dist-info/" in path.as_posix():
                own[path.as_posix()] = Path(str(package.locate_file(path))).read_bytes()
        texts += licenses_of(f"{package.name} {package.version}", own)
    for file in sorted((HERE / "licenses").iterdir()):
        name = f"{file.stem} (in Pyodide {tried_version('pyodide')})"
        texts.append((name, file.read_text("utf-8")))
    rule = "=" * 78
    return "\n".join(f"{rule}\n{name}\n{rule}\n\n{text}" for name, text in texts).encode()


def licenses_of(name: str, files: Files) -> Iterator[tuple[str, str]]:
    """Yield the licenses of a package, each with a heading.

    Raises:
        CannotBuild: it has none.
    """
    paths = sorted(path for path in files if _OF_LICENSE.search(path))
    if not paths:
        raise CannotBuild(f"{name} has no license beside it")
    for path in paths:
        yield f"{name}: {PurePosixPath(path).name}", files[path].decode("utf-8", "replace")


if __name__ == "__main__":
    main()
