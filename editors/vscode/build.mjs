// Builds the extension: one script, and the licenses of all that is in it.
//
//     node build.mjs
//
// It writes out/extension.js and LICENSE.txt. Neither is committed.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "out/extension.js",
  bundle: true,
  minify: true,
  metafile: true,
  platform: "node",
  target: "node20",
  external: ["vscode"], // VS Code hands it out
});

// A path such as `node_modules/semver/index.js`, wherever the folder `node_modules` is.
const packages = new Map();
for (const path of Object.keys(metafile.inputs)) {
  const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path) ?? [];
  if (folder) packages.set(name, folder);
}

const texts = [readFileSync("../../LICENSE", "utf8").trim()];
for (const [name, folder] of [...packages].sort()) {
  const file = readdirSync(folder).find(each => /^licen[sc]e/i.test(each));
  if (!file) throw new Error(`the package ${name} has no license`);
  texts.push(`This extension contains ${name}.\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}`);
}
writeFileSync("LICENSE.txt", `${texts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`);
