// Pyodide as one script: a browser starts no module from a file.
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import {info} from "pyodide/pyodide-lock.json";
import {loadPyodide} from "pyodide/pyodide.mjs";

/** Start Python. No package is loaded by Pyodide, so that its list of packages is empty. */
globalThis.startPython = options => loadPyodide({
  createPyodideModule, lockFileContents: JSON.stringify({info, packages: {}}), ...options,
});
