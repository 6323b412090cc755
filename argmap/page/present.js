// Present: one goes through the debate, stop by stop, before a class.

class Presentation {
  /** @param {Telling} telling */
  constructor(telling) {
    this.telling = telling;
    this.last = telling.stops.length;
  }

  /** @param {number} place @returns {Scene} */
  scene(place) {
    const {telling} = this;
    if (place === this.last) return wholeMap(telling);
    const stop = telling.stops[place];
    const lines = stop.step < 0 ? [telling.claimLine(stop.claim)] : telling.stepLines(stop.step);
    return {
      told: place + 1,
      asked: stop.struck,
      now: elementsOf(telling, stop),
      head: stop.step < 0 ? headingOf(stop) : this.role(stop.step),
      lines,
      next: "next",
      near: stop.boxes,
      far: stop.bearsOn,
      done: place + 1,
      of: this.last,
    };
  }

  /** What a step is, and of what. @param {number} step @returns {Line[]} */
  role(step) {
    const {kind, target} = this.telling.data.steps[step];
    if (kind === UNDERCUTTER) {
      return [{number: said("against_this_step"), text: ""}, ...this.telling.struckLines(target)];
    }
    const {number, text} = this.telling.claimLine(target);
    return [{number: said(kind === SUPPORT ? "reason_for" : "objection_to", {claim: number}), text}];
  }
}

/** The heading that a main claim stands below. @param {Stop} stop @returns {Line[]} */
function headingOf({items}) {
  const above = items[0]?.parentElement?.previousElementSibling;
  return above?.localName === "h2" ? [{number: "", text: above.textContent ?? ""}] : [];
}
