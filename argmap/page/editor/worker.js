// argmap in a worker of the browser. Pyodide runs Python there; it is joined to the end of this file. All files that it
// asks for have come with the first message, so that it asks nothing of the network.

/**
 * @typedef {{start: Record<string, PackedPart>} | {ask: string}} ToWorker the parts by their names, or a message of the editor
 * @typedef {{stage: "python" | "argmap" | "ready"} | {answer: string} | {failure: string}} FromWorker
 * @typedef {{
 *   FS: {
 *     mkdirTree: (path: string) => void, writeFile: (path: string, data: Uint8Array) => void,
 *     readFile: (path: string) => Uint8Array, unlink: (path: string) => void,
 *   },
 *   runPython: (code: string) => {answer: (message: string) => string},
 * }} Python what is used of Pyodide
 */

/** Where Pyodide believes its files to be; no such site can exist. */
const HOME = "https://pyodide.invalid/";
const TYPES = new Map([["pyodide.asm.wasm", "application/wasm"]]);
const LIBRARY = "/lib/python3.14/site-packages";

/** What makes the editor, in one line, since the lines of a script lose their indents on the way into a page. */
const EDITOR = "from argmap import documents; from argmap.classroom import class_tools; from argmap.page import Editor; "
  + "Editor(tools=class_tools(lambda map: documents.describe(map)))";

/** The least program that there is. */
const EMPTY_PROGRAM = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The files that Pyodide asks for, by name. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const FILES = new Map();

/** Answers a message of the editor. */
let answer = (/** @type {string} */ _message) => "";

// Pyodide refuses to run in a worker that is not a module, which it knows by this function. From a file, a browser starts
// no module; and Pyodide itself needs neither.
Object.defineProperty(globalThis, "importScripts", {value: undefined});

globalThis.fetch = async address => {
  const name = String(address).slice(HOME.length);
  const file = FILES.get(name);
  if (!file) return new Response(null, {status: 404});
  return new Response(file, {headers: {"Content-Type": TYPES.get(name) ?? "application/octet-stream"}});
};

globalThis.addEventListener("message", async (/** @type {MessageEvent<ToWorker>} */ {data}) => {
  try {
    if ("start" in data) await start(data.start);
    else report({answer: answer(data.ask)});
  } catch (problem) {
    // Of what Python reports, the last line says what was wrong.
    report({failure: String(problem).trim().split("\n").at(-1) ?? ""});
  }
});

/** @param {FromWorker} message */
function report(message) {
  globalThis.postMessage(message, []);
}

/** Start Python, and load argmap. @param {Record<string, PackedPart>} parts */
async function start(parts) {
  report({stage: "python"});
  // Where WebAssembly is forbidden, Pyodide would wait for ever.
  await WebAssembly.compile(EMPTY_PROGRAM);
  const [wasm, library, packages] = await Promise.all(["python", "library", "argmap"].map(name => unpacked(parts[name])));
  FILES.set("pyodide.asm.wasm", wasm);
  FILES.set("python_stdlib.zip", library);
  /** @type {(options: object) => Promise<Python>} */
  const startPython = Reflect.get(globalThis, "startPython");
  const python = await startPython({indexURL: HOME, env: {PYTHONDONTWRITEBYTECODE: "1"}});
  FILES.clear();
  report({stage: "argmap"});
  for (const [path, bytes] of filesIn(decompressed(packages, python))) {
    const place = `${LIBRARY}/${path}`;
    python.FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    python.FS.writeFile(place, bytes);
  }
  const editor = python.runPython(EDITOR);
  answer = message => editor.answer(message);
  report({stage: "ready"});
}

/**
 * What Python makes of bytes that Zstandard has compressed, which a browser cannot unpack itself.
 * @param {Uint8Array} bytes @param {Python} python
 */
function decompressed(bytes, {FS, runPython}) {
  FS.writeFile("/packed", bytes);
  runPython("from compression import zstd; from pathlib import Path; "
    + "Path('/unpacked').write_bytes(zstd.decompress(Path('/packed').read_bytes()))");
  const unpacked = FS.readFile("/unpacked");
  FS.unlink("/packed");
  FS.unlink("/unpacked");
  return unpacked;
}

/**
 * The files of an archive: a line of JSON that lists their paths, places and sizes, `[["argmap/__init__.py", 0, 2584], …]`,
 * and then their bytes.
 * @param {Uint8Array} archive
 */
function* filesIn(archive) {
  const end = archive.indexOf(10);
  /** @type {[string, number, number][]} */
  const list = JSON.parse(new TextDecoder().decode(archive.subarray(0, end)));
  const contents = archive.subarray(end + 1);
  for (const [path, from, size] of list) {
    yield /** @type {const} */ ([path, contents.subarray(from, from + size)]);
  }
}
