// A page that `argmap preview` serves: loads itself anew when its map has changed, and shows over itself what keeps the
// file from being read.

/**
 * Something that is wrong with the file.
 * @typedef {{place: string, line: string, message: string, help: string}} Problem
 */

/**
 * What the server tells: the mark of the page to show, and what is wrong with the file now.
 * @typedef {{page: string, problems: Problem[]}} Shown
 */

const PROBLEMS_STYLE = [
  "#problems { position: fixed; inset: auto 0 0 0; z-index: 1000; box-sizing: border-box; max-height: 50%; }",
  "#problems { padding: 0.75rem 1.25rem; overflow: auto; border-top: 4px solid #c62828; background: #fff5f5; }",
  "#problems { color: #1a1a1a; font: 1rem/1.4 sans-serif; overflow-wrap: anywhere; }",
  "#problems h2 { margin: 0; font-size: 1.1rem; }",
  "#problems ul { margin: 0; padding: 0; list-style: none; }",
  "#problems p, #problems pre { margin: 0.1rem 0 0; }",
  "#problems li { margin-top: 0.6rem; }",
  "#problems pre { padding-inline-start: 1rem; white-space: pre-wrap; }",
  "#problems .message { font-weight: bold; }",
  "#problems .place { font-family: monospace; }",
  "@media (prefers-color-scheme: dark) { #problems { background: #2b1517; color: #f2f2f2; border-color: #ff6b6b; } }",
  "@media print { #problems { display: none; } }",
].join("\n");

const MILLISECONDS_TO_NEXT_TRY = 2000;

/** The mark of the page that this is; where the browser does not say it, that of the first page it hears of. */
let markOfThisPage = markSentWithPage();

/** Listen to the server, and go on trying where it has gone. */
function followChanges() {
  const channel = new EventSource("/changes");
  channel.addEventListener("message", event => {
    /** @type {Shown} */
    const shown = JSON.parse(event.data);
    markOfThisPage ??= shown.page;
    if (shown.page === markOfThisPage) {
      showProblems(shown.problems);
    } else {
      channel.close();
      location.reload(); // the fragment stays, and with it what was folded and supposed
    }
  });
  channel.addEventListener("error", () => {
    // Most browsers try again by themselves; one that does not has closed the channel.
    if (channel.readyState === EventSource.CLOSED) {
      setTimeout(followChanges, MILLISECONDS_TO_NEXT_TRY);
    }
  });
}

/** The mark that the server has sent with this page, in a header. */
function markSentWithPage() {
  const [navigation] = performance.getEntriesByType("navigation");
  const sent = /** @type {PerformanceNavigationTiming} */ (navigation).serverTiming ?? [];
  return sent.find(each => each.name === "page")?.description;
}

/**
 * Show over the page what is wrong; nothing takes it away.
 * @param {Problem[]} problems
 */
function showProblems(problems) {
  document.getElementById("problems")?.remove();
  if (!problems.length) {
    return;
  }
  const overlay = document.createElement("div");
  overlay.id = "problems";
  overlay.lang = "en";
  overlay.dir = "ltr";
  overlay.tabIndex = 0; // so that keys scroll it
  overlay.setAttribute("role", "alert");
  addText(overlay, "h2", "To update the map, fix the following:");
  const list = document.createElement("ul");
  for (const problem of problems) {
    const item = document.createElement("li");
    if (problem.place) {
      addText(item, "p", problem.place).className = "place";
    }
    addText(item, "p", problem.message).className = "message";
    if (problem.line) {
      addText(item, "pre", problem.line);
    }
    if (problem.help) {
      addText(item, "p", problem.help);
    }
    list.append(item);
  }
  overlay.append(list);
  document.body.append(overlay);
}

/**
 * Add an element with a text, which is never markup.
 * @param {HTMLElement} parent
 * @param {string} name
 * @param {string} text
 */
function addText(parent, name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
}

/** Start once the page stands. */
function startFollowing() {
  const sheet = new CSSStyleSheet(); // the page's policy allows no style element but its own
  sheet.replaceSync(PROBLEMS_STYLE);
  document.adoptedStyleSheets.push(sheet);
  followChanges();
}

startFollowing();
