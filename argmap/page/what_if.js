// What stands if claims are supposed true or false: signs in the picture, words in the outline, and a sentence.

/** So many claims that change are named; the others are counted. */
const MOST_TOLD = 3;

class WhatIf {
  /**
   * @param {PageData} data
   * @param {Drawing} drawing
   * @param {OutlineView} outline
   */
  constructor(data, drawing, outline) {
    this.data = data;
    this.drawing = drawing;
    this.outline = outline;
    this.verdicts = new Verdicts(data);
    /** What was shown of each claim and step last: only what differs is changed. */
    this.shownOfClaims = data.claims.map(() => "");
    this.shownOfSteps = data.steps.map(() => "head head");
  }

  /** The verdict of a claim, in the words of the map. @param {number} claim */
  verdictOf(claim) {
    return this.verdicts.words(claim).map(word => this.data.words[word]).join(this.data.words.comma);
  }

  /**
   * Suppose this, and say what changes against what was supposed before.
   * @param {Map<number, boolean>} supposed
   * @returns {string[]} sentences
   */
  suppose(supposed) {
    const before = this.data.claims.map((_, claim) => this.verdictOf(claim));
    this.verdicts.suppose(supposed);
    const after = this.data.claims.map((_, claim) => this.verdictOf(claim));
    const changed = this.data.claims.flatMap(({box}, claim) =>
      box >= 0 && after[claim] !== before[claim] && !supposed.has(claim) ? [claim] : [],
    );
    if (!changed.length) return [said("nothing_changes")];
    const mains = new Set(this.data.mains);
    // Main claims above all.
    changed.sort((one, other) => Number(mains.has(other)) - Number(mains.has(one)));
    const told = changed.slice(0, MOST_TOLD);
    const sentences = told.map(claim =>
      said("claim_was", {claim: quoted(claim, "name"), before: before[claim], verdict: after[claim]}),
    );
    if (changed.length > told.length) sentences.push(said("others_change", {number: changed.length - told.length}));
    return sentences;
  }

  /** Show verdicts, or none. @param {boolean} isOn */
  show(isOn) {
    this.data.claims.forEach((_, claim) => {
      const words = isOn || this.verdicts.supposed.has(claim) ? this.verdicts.words(claim) : [];
      const supposed = this.verdicts.supposed.get(claim);
      const shown = [...words, supposed ?? ""].join(" ");
      if (shown === this.shownOfClaims[claim]) return;
      this.shownOfClaims[claim] = shown;
      this.showClaim(claim, words, supposed);
    });
    const endings = this.data.steps.map((_, step) => (isOn ? ENDINGS.get(this.verdicts.status(step)) ?? "head" : "head"));
    this.data.steps.forEach(({answer}, step) => {
      const shown = `${endings[step]} ${answer < 0 ? "head" : endings[answer]}`;
      if (shown === this.shownOfSteps[step]) return;
      this.shownOfSteps[step] = shown;
      const [ending, tail] = shown.split(" ");
      this.drawing.showEnding(step, ending, tail);
    });
  }

  /**
   * @param {number} claim
   * @param {string[]} words
   * @param {boolean | undefined} supposed
   */
  showClaim(claim, words, supposed) {
    const signs = new Map([["backed", "backed"], ["stands", "asserted"], ["falls", "falls"], ["contested", "contested"]]);
    const [verdict, detail] = words;
    let sign = signs.get(detail === "backed" ? detail : verdict) ?? "";
    const translated = words.map(word => this.data.words[word]);
    if (supposed !== undefined) {
      sign = supposed ? "accepted" : "rejected";
      translated.push(said(sign));
    }
    this.drawing.showVerdict(claim, sign, verdict === "falls");
    this.outline.showVerdict(claim, translated.join(this.data.words.comma));
  }

  /**
   * Write why a claim has its verdict.
   * @param {number} claim
   * @param {HTMLElement} place
   * @param {(claim: number) => void} select
   */
  explain(claim, place, select) {
    const word = document.createElement("b");
    word.textContent = this.verdictOf(claim);
    /** @type {(string | Element)[]} */
    let before = [word, said("full_stop")];
    const parts = [];
    for (const {why, steps, claims} of this.verdicts.reasons(claim)) {
      const sentence = document.createElement("p");
      sentence.append(...before, said(why));
      before = [];
      const list = document.createElement("ul");
      for (const other of claims) list.append(this.line([other], "", select));
      for (const step of steps) list.append(this.line(this.data.steps[step].premises, this.verdicts.status(step), select));
      parts.push(sentence, ...(list.childElementCount ? [list] : []));
    }
    place.replaceChildren(...parts);
  }

  /**
   * @param {number[]} claims
   * @param {string} status
   * @param {(claim: number) => void} select
   */
  line(claims, status, select) {
    const item = document.createElement("li");
    claims.forEach((claim, place) => {
      const link = document.createElement("a");
      link.textContent = quoted(claim);
      item.append(...(place ? [" + ", link] : [link]));
      if (this.data.claims[claim].box < 0) return; // the part of the map that is shown is without it
      link.href = `#${new URLSearchParams({at: this.data.claims[claim].id})}`;
      link.addEventListener("click", event => {
        event.preventDefault();
        select(claim);
      });
    });
    if (status) item.append(` —\u00a0${this.data.words[status]}`);
    return item;
  }
}

/** How the line of a step ends, by what becomes of it. */
const ENDINGS = new Map([["falls", "cross"], ["undercut", "cross"], ["outweighed", "ring"]]);
