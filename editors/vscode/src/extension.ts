// Argument maps in VS Code: the language server `argmap lsp`, and the map beside its text.

import {
  commands, type ExtensionContext, type TextDocument, Uri, ViewColumn, type WebviewPanel, window, workspace,
} from "vscode";
import { ExecuteCommandRequest, LanguageClient } from "vscode-languageclient/node";

/** The languages of files that may be maps, or have some in fences. The server finds out which are. */
const LANGUAGES = ["argmap", "yaml", "markdown", "plaintext"];

/** For how many milliseconds the server must have had nothing new before the map is drawn again. */
const REST = 200;

/** What starts a map in a YAML file, or in a fence. Without any, nobody needs the server. */
const START_OF_MAP = /^claims\s*:|^ *(`{3,}|~{3,}) *(argmap|argdown)\b/m;

const log = window.createOutputChannel("argmap", { log: true });

/** The server, once a map was opened. */
let server: Promise<LanguageClient> | undefined;

/** The maps that are shown, by the addresses of their files. */
const previews = new Map<string, Preview>();

let rest: NodeJS.Timeout | undefined;

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(
    log,
    commands.registerCommand("argmap.showMap", showMap),
    commands.registerCommand("argmap.restartServer", restartServer),
    workspace.onDidOpenTextDocument(startForMap),
    workspace.onDidSaveTextDocument(startForMap),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.languageId === "markdown") drawSoon(); // another map of the file may be meant
    }),
    workspace.onDidChangeConfiguration(change => {
      if (server && change.affectsConfiguration("argmap.command")) void restartServer();
    }),
    { dispose: () => clearTimeout(rest) },
  );
  workspace.textDocuments.forEach(startForMap);
}

export async function deactivate(): Promise<void> {
  try {
    await (await server)?.stop();
  } catch {
    // It didn't start, or it doesn't answer, and was ended.
  }
}

function startForMap(document: TextDocument): void {
  if (server) return;
  const isMap = document.languageId === "argmap";
  if (isMap || (LANGUAGES.includes(document.languageId) && START_OF_MAP.test(document.getText()))) {
    startServer().catch(reportFailure);
  }
}

function startServer(): Promise<LanguageClient> {
  server ??= launch();
  return server;
}

async function launch(): Promise<LanguageClient> {
  const [program, ...words] = command();
  const client = new Client(
    "argmap",
    { command: program, args: [...words, "lsp"] },
    {
      documentSelector: LANGUAGES.map(language => ({ language })),
      outputChannel: log,
      middleware: {
        handleDiagnostics(file, diagnostics, next) {
          next(file, diagnostics);
          drawSoon(); // the server has read a text, or a file that is a part of a map
        },
      },
    },
  );
  await client.start();
  return client;
}

function command(): [string, ...string[]] {
  const [program = "argmap", ...words] = workspace.getConfiguration("argmap").get<string[]>("command", []);
  return [program, ...words];
}

/** A client that leaves it to `reportFailure` to report that the server didn't start. */
class Client extends LanguageClient {
  #hasStarted = false;

  override async start(): Promise<void> {
    await super.start();
    this.#hasStarted = true;
  }

  override error(message: string, data?: unknown, showNotification?: boolean | "force"): void {
    super.error(message, data, this.#hasStarted && showNotification);
  }
}

async function restartServer(): Promise<void> {
  await deactivate();
  server = undefined;
  await startServer().then(drawAll, reportFailure);
}

async function reportFailure(): Promise<void> {
  const chosen = await window.showErrorMessage(
    `\`${command().join(" ")} lsp\` didn't start. Install argmap with the extra \`lsp\`, or change the setting \`argmap.command\`.`,
    "Show Output",
    "Open Settings",
  );
  if (chosen === "Show Output") log.show();
  if (chosen === "Open Settings") await commands.executeCommand("workbench.action.openSettings", "argmap.command");
}

async function showMap(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) {
    void window.showInformationMessage("Open a map, and run this command again.");
    return;
  }
  const address = document.uri.toString();
  const preview = previews.get(address) ?? new Preview(document.uri);
  previews.set(address, preview);
  preview.panel.reveal(undefined, true);
  await startServer().then(() => preview.draw(), reportFailure);
}

function drawSoon(): void {
  clearTimeout(rest);
  rest = setTimeout(drawAll, REST);
}

async function drawAll(): Promise<void> {
  const visible = [...previews.values()].filter(({ panel }) => panel.visible);
  await Promise.allSettled(visible.map(preview => preview.draw()));
}

/** The map in a file, beside its text. */
class Preview {
  readonly panel: WebviewPanel;
  readonly #name: string;
  readonly #address: string;
  /** Where the cursor was last: a Markdown file may have several maps. */
  #line = 0;
  #isDrawing = false;
  #isOutdated = false;

  constructor(file: Uri) {
    this.#address = file.toString();
    this.#name = file.path.split("/").at(-1) ?? "";
    this.panel = window.createWebviewPanel(
      "argmap.map",
      this.#name,
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [] },
    );
    this.panel.webview.html = WAITING;
    this.panel.onDidChangeViewState(drawAll);
    this.panel.onDidDispose(() => previews.delete(this.#address));
  }

  /** Draw the map as it is now. A large map takes seconds: what changes meanwhile is drawn afterwards, once. */
  async draw(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    this.#isOutdated = false;
    const page = await this.#page();
    this.#isDrawing = false;
    if (previews.get(this.#address) !== this) return; // it was closed
    // While the text has errors, the last version stays.
    this.panel.title = page ? this.#name : `${this.#name} (not up to date)`;
    if (page) this.panel.webview.html = framed(page);
    if (this.#isOutdated) await this.draw();
  }

  /** Return the page of the map; null if there is none, or if the file was closed or is not for the server. */
  async #page(): Promise<string | null> {
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.#address);
    this.#line = editor?.selection.active.line ?? this.#line;
    const request = { command: "argmap.page", arguments: [this.#address, this.#line] };
    try {
      const client = await startServer();
      return await client.sendRequest(ExecuteCommandRequest.type, request);
    } catch {
      return null;
    }
  }
}

/**
 * What argmap's page gets in VS Code: the colors of the theme, and a memory for what was chosen, which the page has in
 * its address, and which is there again when the page is another one.
 *
 * It comes before the page's policy, and no text of a map is in it. All that follows may do what the policy allows.
 */
const FRAME = `<style>
:root:has(body:is(.vscode-light, .vscode-high-contrast-light)) { color-scheme: light; }
:root:has(body:is(.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light))) { color-scheme: dark; }
body { padding: 0; }
</style>
<script>{
const editor = acquireVsCodeApi();
history.replaceState(null, "", editor.getState() ?? "#mode=map");
window.navigation?.addEventListener("currententrychange", () => editor.setState(location.hash || "#level="));
}</script>
`;

function framed(page: string): string {
  return page.replace("<head>", () => `<head>\n${FRAME}`);
}

const WAITING = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
</head>
<body>
<p>There is no map to show yet. If the map has errors, the Problems view lists them.</p>
</body>
</html>
`;
