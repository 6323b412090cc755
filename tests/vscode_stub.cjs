// Stands in for VS Code in Node.js: the module `vscode`, as far as the extension and its language client use it.
//
//     node --require vscode_stub.cjs scenario.cjs
//
// A scenario finds `editor` here, and does what a person would: it opens a file, types, and runs a command.

const Module = require("node:module");
const { readFileSync, writeFileSync } = require("node:fs");
const { basename, resolve } = require("node:path");

/** What is used of VS Code beyond this file: it may be called, created, listed and asked for anything. */
const anything = new Proxy(class {}, {
  get: (target, name) =>
    name === "prototype" ? target.prototype
    : name === "then" ? undefined
    : name === Symbol.toPrimitive ? () => ""
    : anything,
  apply: () => anything,
});

/** What is known of a thing, and `anything` for the rest. */
function like(known) {
  return new Proxy(known, { get: (target, name) => (name in target || name === "then" ? target[name] : anything) });
}

class Disposable {
  constructor(dispose) { this.dispose = dispose; }
}

class Emitter {
  #listeners = new Set();
  event = (listener, self) => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    return new Disposable(() => this.#listeners.delete(bound));
  };
  dispose() { this.#listeners.clear(); }
  fire(value) { for (const each of this.#listeners) each(value); }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: new Emitter().event };
  cancel() { this.token.isCancellationRequested = true; }
  dispose() {}
}

class Uri {
  constructor(path) { Object.assign(this, { scheme: "file", path, fsPath: path }); }
  static parse(text) { return new Uri(decodeURIComponent(new URL(text).pathname)); }
  static file(path) { return new Uri(path); }
  toString() { return `file://${encodeURI(this.path)}`; }
}

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}

class Range {
  constructor(startLine, start, endLine, end) {
    Object.assign(this, { start: new Position(startLine, start), end: new Position(endLine, end) });
  }
}

class Diagnostic {
  constructor(range, message, severity) { Object.assign(this, { range, message, severity }); }
}

const settings = { "argmap.command": JSON.parse(process.env.ARGMAP_COMMAND) };
const opened = new Emitter(), changed = new Emitter(), saved = new Emitter();
const selected = new Emitter(), configured = new Emitter(), changedOnDisk = new Emitter();
const commands = new Map(), documents = new Map(), diagnostics = new Map(), panels = new Map(), messages = [];

const vscode = like({
  version: "1.91.0",
  env: { appName: "Node.js", language: "en" },
  CancellationTokenSource, Diagnostic, Disposable, Position, Range, Uri,
  EventEmitter: Emitter,
  DiagnosticSeverity: { Error: "error", Warning: "warning", Information: "info", Hint: "hint" },
  ViewColumn: { Beside: -2 },
  commands: like({
    registerCommand: (name, run) => {
      commands.set(name, run);
      return new Disposable(() => commands.delete(name));
    },
  }),
  languages: like({
    match: (selector, document) => Number(selector.some(({ language }) => language === document.languageId)),
    createDiagnosticCollection: () => ({
      set: (uri, found) => diagnostics.set(basename(uri.path), found),
      delete: uri => diagnostics.delete(basename(uri.path)),
      clear: () => diagnostics.clear(),
      dispose: () => diagnostics.clear(),
    }),
  }),
  window: like({
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: like({ all: [], onDidChangeTabs: new Emitter().event }),
    onDidChangeTextEditorSelection: selected.event,
    createOutputChannel: () => anything,
    showErrorMessage: async message => void messages.push(message),
    showInformationMessage: async message => void messages.push(message),
    createWebviewPanel: (_kind, title, _where, options) => {
      const closed = new Emitter(), turned = new Emitter();
      const panel = {
        title, options, visible: true, webview: { html: "" }, reveal() {},
        onDidDispose: closed.event, onDidChangeViewState: turned.event,
        close: () => closed.fire(),
        turn(visible) { this.visible = visible; turned.fire(); },
      };
      panels.set(title, panel);
      return panel;
    },
  }),
  workspace: like({
    workspaceFolders: undefined,
    notebookDocuments: [],
    get textDocuments() { return [...documents.values()]; },
    onDidOpenTextDocument: opened.event,
    onDidChangeTextDocument: changed.event,
    onDidSaveTextDocument: saved.event,
    onDidChangeConfiguration: configured.event,
    createFileSystemWatcher: () => like({ onDidChange: changedOnDisk.event }),
    getConfiguration: section => ({ get: (name, otherwise) => settings[`${section}.${name}`] ?? otherwise }),
  }),
});

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

const extension = () => require(process.env.ARGMAP_EXTENSION);

globalThis.editor = {
  /** The commands that can be run, by name. */
  commands,
  /** What was shown to the person. */
  messages,

  /** Start the extension. */
  start: () => extension().activate({ subscriptions: [] }),

  /** End it. */
  stop: () => extension().deactivate(),

  /** Open a file, and look at it. */
  open(name, languageId) {
    const text = readFileSync(name, "utf8");
    const uri = Uri.file(resolve(name));
    const document = { uri, fileName: uri.path, languageId, version: 1, isClosed: false, getText: () => document.text, text };
    documents.set(uri.path, document);
    const textEditor = { document, selection: { active: new Position(0, 0) } };
    Object.assign(vscode.window, { activeTextEditor: textEditor, visibleTextEditors: [textEditor] });
    opened.fire(document);
  },

  /** Replace a passage of the file that is looked at. */
  type(old, text) {
    const { document } = vscode.window.activeTextEditor;
    const rangeOffset = document.text.indexOf(old);
    const lines = document.text.slice(0, rangeOffset).split("\n");
    const line = lines.length - 1, character = lines.at(-1).length;
    const range = new Range(line, character, line, character + old.length);
    document.text = document.text.replace(old, () => text);
    document.version++;
    changed.fire({ document, contentChanges: [{ range, rangeOffset, rangeLength: old.length, text }] });
  },

  /** Save a file in another program. */
  save(name, text) {
    writeFileSync(name, text);
    changedOnDisk.fire(Uri.file(resolve(name)));
  },

  /** Put the cursor on a line. */
  goTo(line) {
    const textEditor = vscode.window.activeTextEditor;
    textEditor.selection = { active: new Position(line - 1, 0) };
    selected.fire({ textEditor });
  },

  /** Change a setting. */
  set(name, value) {
    settings[name] = value;
    configured.fire({ affectsConfiguration: each => each === name });
  },

  /** The findings in a file, as people count, or undefined: `3 error unknown-claim`. */
  findings: name => diagnostics.get(name)?.map(({ range, severity, code }) => `${range.start.line + 1} ${severity} ${code}`),

  /** The panel for a file, such as the map beside its text, or undefined. */
  panel: name => panels.get(name),

  /** Wait until something is the case. */
  async until(isSo) {
    while (!isSo()) await new Promise(go => setTimeout(go, 10));
  },
};
