// Compresses a file with Zstandard, which Python in the browser unpacks: a fifth smaller than what a browser unpacks itself.
//
//     node compress.mjs PYODIDE FILE OUTPUT

import {readFileSync, writeFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const [folder, file, output] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide();
python.FS.writeFile("/file", readFileSync(file));
python.runPython(`
from compression import zstd

parameter = zstd.CompressionParameter
options = {parameter.compression_level: 19, parameter.enable_long_distance_matching: 1, parameter.window_log: 25}
with open("/file", "rb") as file, open("/output", "wb") as output:
    output.write(zstd.compress(file.read(), options=options))
`);
writeFileSync(output, python.FS.readFile("/output"));
