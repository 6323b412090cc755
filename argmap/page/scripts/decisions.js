// The page for decisions: asks the server for the wordings of a class, and saves each click.

/** @type {(id: string) => HTMLElement} */
const part = id => {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(id);
  }
  return found;
};

/** @type {{words: {[name: string]: string}, quotes: [string, string], file: string, class_file: string, path: string, header: string}} */
const { words, quotes, file, class_file: classFile, path, header } = JSON.parse(part("data").textContent ?? "");
const left = part("left");
const saved = part("saved");
const undo = /** @type {HTMLButtonElement} */ (part("undo"));
/** What is on its way: the next request waits for it. */
let pending = /** @type {Promise<void>} */ (Promise.resolve());

const marks = /** @type {HTMLDetailsElement} */ (part("marks"));
const list = new DecisionList({ place: part("groups"), left, undo, marks }, words, quotes, sent => ask(sent));

/** Take the token out of the address: nobody who sees that, or the history of the browser, sees it. */
const takeToken = () => {
  const given = location.hash.slice(1);
  if (given) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem("token", given);
  }
  return sessionStorage.getItem("token") ?? "";
};

let token = takeToken();

/**
 * Ask the server, and show what it answers.
 * @type {(sent?: DeskRequest) => Promise<void>}
 */
const send = async sent => {
  let problem = "";
  let { desk } = list;
  try {
    const headers = /** @type {{[name: string]: string}} */ ({ [header]: token });
    const options = /** @type {RequestInit} */ ({ headers });
    if (sent) {
      headers["Content-Type"] = "application/json";
      options.method = "POST";
      options.body = JSON.stringify(sent);
    }
    const answer = await fetch(path, options);
    if (answer.status === 403) {
      problem = words.open_again;
    } else if (answer.ok) {
      desk = await answer.json();
    } else {
      const reason = answer.status === 400 ? (await answer.json()).problem : answer.statusText;
      problem = list.filled("not_saved", { problem: reason });
    }
  } catch {
    // The command has ended.
    problem = list.filled("not_saved", { problem: words.open_again });
  }
  // Before anything was read, nobody knows what is left.
  left.hidden = Boolean(problem) && !desk.groups.length;
  saved.className = problem ? "failed" : "";
  const isOnClass = sent && ("place" in sent || "student" in sent);
  const said = list.filled("saved", { file: isOnClass ? classFile : file });
  // Marks are only shown.
  if (problem || (sent && !("grade" in sent))) {
    saved.textContent = problem || said;
  }
  // What was not saved is shown as it was.
  list.show(desk);
};

/** @type {(sent?: DeskRequest) => void} */
const ask = sent => {
  pending = pending.then(() => send(sent));
};

/** Show the desk, if the page was opened with a token, now or before. */
const begin = () => {
  if (token) {
    ask();
  } else {
    left.textContent = words.open_again;
  }
};
addEventListener("hashchange", () => {
  token = takeToken();
  begin();
});
begin();
