// The text field of the editor, made of CodeMirror 6. `createTextField` is all that the bundle exports, as a property of
// the global `TextField`. It knows nothing of maps: what is completed and what is found wrong is handed to it.
//
// Places are offsets as JavaScript counts them. CodeMirror adds style sheets to the root of what it is in; since the policy
// of the page forbids others than its own, the parent has to be in a shadow root, which takes them as objects.

import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {HighlightStyle, StreamLanguage, bracketMatching, indentUnit, syntaxHighlighting} from "@codemirror/language";
import {yaml} from "@codemirror/legacy-modes/mode/yaml";
import {lintGutter, lintKeymap, setDiagnostics} from "@codemirror/lint";
import {searchKeymap} from "@codemirror/search";
import {Annotation, Compartment, EditorState, RangeSetBuilder} from "@codemirror/state";
import {Decoration, EditorView, ViewPlugin, drawSelection, highlightActiveLine, keymap, lineNumbers} from "@codemirror/view";
import {tags} from "@lezer/highlight";

/**
 * @typedef {{from: number, to: number, insert: string}} Edit
 * @typedef {{from: number, to: number, severity: "error" | "warning" | "info", message: string,
 *   actions?: {name: string, apply: () => void}[]}} Finding with what fixes it
 * @typedef {{label: string, detail?: string, apply?: string}} Completion
 * @typedef {object} Options
 * @property {string} text what the field holds at first
 * @property {string} label what it is called, for those who do not see it
 * @property {Record<string, string>} [phrases] what CodeMirror says, by its English words
 * @property {(text: string, edits: Edit[]) => void} onChange what was typed; not what the page has changed itself
 * @property {(place: number) => void} [onMove] where the cursor is now
 * @property {(text: string, place: number) => Promise<{from: number, options: Completion[]} | null>} [complete] what may
 *   come there
 * @property {{key: string, run: () => boolean}[]} [keys] before all others
 * @property {boolean} [hasHistory] whether it has undo of its own; without it, the page has
 * @property {boolean} [isYaml] whether it colors YAML
 */

/** Changes by the page itself. */
const byPage = Annotation.define();

const LOOKS = EditorView.theme({
  "&": {height: "100%", color: "var(--map-text)", backgroundColor: "var(--map-paper)"},
  "&.cm-focused": {outline: "none"},
  ".cm-scroller": {fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", fontSize: ".9rem", lineHeight: "1.5"},
  ".cm-content": {caretColor: "var(--map-text)"},
  ".cm-cursor": {borderColor: "var(--map-text)"},
  ".cm-gutters": {color: "var(--map-quiet)", backgroundColor: "var(--button)", borderColor: "var(--rule)"},
  ".cm-activeLine, .cm-activeLineGutter": {backgroundColor: "var(--here)"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--found)",
  },
  ".cm-tooltip, .cm-panels": {color: "var(--map-text)", backgroundColor: "var(--map-paper)", borderColor: "var(--rule)"},
  // The policy of the page lets no image in, not even one that is in a style sheet.
  ".cm-lintRange": {textDecoration: "underline wavy var(--map-quiet)", textDecorationSkipInk: "none"},
  ".cm-lintRange-error": {textDecorationColor: "var(--map-rebuttal)"},
  ".cm-lint-marker": {width: ".6em", height: ".6em", borderRadius: "50%", backgroundColor: "var(--map-quiet)"},
  ".cm-lint-marker-error": {backgroundColor: "var(--map-rebuttal)"},
  ".cm-lint-marker-error, .cm-lint-marker-warning, .cm-lint-marker-info": {content: "normal"},
  ".cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info, .cm-lintRange-hint": {backgroundImage: "none"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {color: "var(--map-paper)", backgroundColor: "var(--link)"},
});

const COLORS = HighlightStyle.define([
  {tag: tags.comment, color: "var(--map-quiet)"},
  {tag: [tags.atom, tags.propertyName, tags.definition(tags.variableName)], color: "var(--link)"},
  {tag: [tags.keyword, tags.meta], color: "var(--map-rebuttal)"},
]);

const OWN_DIRECTION = Decoration.line({attributes: {dir: "auto"}});

/** Each line in view runs as its first letter says. */
const DIRECTIONS = ViewPlugin.fromClass(class {
  /** @param {EditorView} view */
  constructor(view) {
    this.decorations = directionsIn(view);
  }

  /** @param {import("@codemirror/view").ViewUpdate} update */
  update(update) {
    if (update.docChanged || update.viewportChanged) this.decorations = directionsIn(update.view);
  }
}, {decorations: plugin => plugin.decorations});

/** @param {EditorView} view */
function directionsIn({state, visibleRanges}) {
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  for (const {from, to} of visibleRanges) {
    for (let place = from; place <= to;) {
      const line = state.doc.lineAt(place);
      builder.add(line.from, line.from, OWN_DIRECTION);
      place = line.to + 1;
    }
  }
  return builder.finish();
}

/** What is typed over a passage, Chromium would give its color as a style, which the policy of the page forbids. */
const TYPED_OVER = EditorView.domEventHandlers({
  beforeinput({inputType, data, isComposing}, view) {
    const {from, to, empty} = view.state.selection.main;
    if (empty || data === null || inputType !== "insertText" || isComposing) return false;
    const insert = () => view.state.update(view.state.replaceSelection(data), {userEvent: "input.type"});
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some(handle => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});

/**
 * Put a text field into an element.
 * @param {Element} parent in a shadow root
 * @param {Options} options
 */
export function createTextField(parent, options) {
  const {text, label, phrases = {}, onChange, onMove, complete, keys = [], hasHistory = true, isYaml = true} = options;
  const language = new Compartment();
  const view = new EditorView({
    parent,
    root: /** @type {ShadowRoot} */ (parent.getRootNode()),
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of(keys),
        lineNumbers(), lintGutter(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(),
        EditorView.lineWrapping, EditorView.perLineTextDirection.of(true), DIRECTIONS,
        indentUnit.of("  "), EditorState.phrases.of(phrases), TYPED_OVER,
        EditorView.contentAttributes.of({"aria-label": label, tabindex: "0"}),
        language.of(languageOf(isYaml)), syntaxHighlighting(COLORS), LOOKS,
        complete ? autocompletion({override: [completionsBy(complete)], icons: false}) : [],
        hasHistory ? [history(), keymap.of(historyKeymap)] : [],
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...defaultKeymap]),
        EditorView.updateListener.of(update => {
          const own = update.transactions.some(each => each.docChanged && !each.annotation(byPage));
          if (own) onChange(update.state.doc.toString(), editsIn(update.changes));
          if (update.selectionSet) onMove?.(update.state.selection.main.head);
        }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    /** Change the text; the cursor stays where it was in it. @param {Edit[]} edits none of which overlap */
    edit(edits) {
      view.dispatch({changes: edits, annotations: byPage.of(true)});
    },
    /** Select a passage, and show it. @param {number} from */
    select(from, to = from) {
      view.dispatch({selection: {anchor: from, head: to}, effects: EditorView.scrollIntoView(from, {y: "center"})});
    },
    /** Mark what is found wrong. @param {Finding[]} findings */
    setFindings(findings) {
      const {length} = view.state.doc;
      // They may be about an older text.
      view.dispatch(setDiagnostics(view.state, findings.filter(({to}) => to <= length)));
    },
    /** Color YAML, or nothing. @param {boolean} has */
    setYaml(has) {
      view.dispatch({effects: language.reconfigure(languageOf(has))});
    },
    focus() {
      view.focus();
    },
    /** Take the field away. */
    destroy() {
      view.destroy();
    },
  };
}

/** What colors YAML, or nothing. @param {boolean} isYaml */
function languageOf(isYaml) {
  return isYaml ? StreamLanguage.define(yaml) : [];
}

/** @param {import("@codemirror/state").ChangeSet} changes @returns {Edit[]} */
function editsIn(changes) {
  /** @type {Edit[]} */
  const edits = [];
  changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => edits.push({from, to, insert: inserted.toString()}));
  return edits;
}

/** @param {NonNullable<Options["complete"]>} complete */
function completionsBy(complete) {
  return async (/** @type {import("@codemirror/autocomplete").CompletionContext} */ {state, pos}) => {
    const found = await complete(state.doc.toString(), pos);
    return found && {from: found.from, options: found.options, validFor: /^[\p{L}\p{N}._-]*$/u};
  };
}
