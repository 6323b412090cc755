// Compiles the modules that are loaded before the first picture: in a browser that takes longer than all else.
//
//     node compile.mjs PYODIDE LIBRARY ARCHIVE
//
// The library is a zip file, and the archive as `worker.js` unpacks it. Printed is an object of JSON: the path of each
// module in the library and in the archive, and what it is compiled to, as base64.

import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const [folder, library, archive] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
// The order of a set in a compiled module depends on the seed.
const env = {PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0"};
const python = await loadPyodide({stdLibURL: library, env});

const packed = readFileSync(archive);
const end = packed.indexOf("\n");
for (const [path, start, size] of JSON.parse(packed.subarray(0, end).toString())) {
  const place = `/lib/python3.14/site-packages/${path}`;
  python.FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
  python.FS.writeFile(place, packed.subarray(end + 1).subarray(start, start + size));
}

process.stdout.write(python.runPython(`
import json
import sys
from base64 import b64encode
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path
from zipfile import ZipFile

from argmap.page import Editor

folder = Path("/lib/python3.14/site-packages")
library = Path("/lib/python314.zip")
editor = Editor()

def ask(**message):
    message["revision"] = editor.session.revision
    answer = json.loads(editor.answer(json.dumps(message)))
    assert "problem" not in answer, answer
    return answer

for name in ("native/example.yaml", "lists/example.md"):
    text = (folder / "argmap/formats" / name).read_text(encoding="utf-8")
    opened = ask(open={"text": text, "name": name})
    claim = opened["map"]["claims"][0]["id"]
    ask(operation="add_reason", arguments={"claim": claim, "text": "It is so."})
    ask(undo=True)
    ask(text=text + " ")
    ask(complete={"line": 1, "column": 1})
for format in ("page", "svg", "text"):
    ask(save_as=format)

compiled = {}
with ZipFile(library) as zip:
    for module in list(sys.modules.values()):
        path = Path(getattr(module, "__file__", None) or "/")
        if path.suffix != ".py":
            continue
        if path.is_relative_to(library):
            source = zip.read(str(path.relative_to(library)))
        elif path.is_relative_to(folder):
            source = path.read_bytes()
        else:
            continue
        code = compile(source, str(path), "exec", dont_inherit=True)
        # Without a look at the source, which is not there.
        data = _code_to_hash_pyc(code, source_hash(source), False)
        root = library if path.is_relative_to(library) else folder
        compiled[str(path.relative_to(root))] = b64encode(data).decode()
json.dumps(dict(sorted(compiled.items())))
`));
