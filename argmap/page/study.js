// Study: the map asks what bears on a claim before it shows it.

class Study {
  /** @param {Telling} telling */
  constructor(telling) {
    this.telling = telling;
    /** The places of the stops that are asked for. @type {number[]} */
    this.questions = [];
    telling.stops.forEach(({step}, place) => step >= 0 && this.questions.push(place));
    /** Each question is asked, and then answered. */
    this.last = 2 * this.questions.length;
  }

  /** @param {number} place @returns {Scene} */
  scene(place) {
    const {telling} = this;
    if (place === this.last) return wholeMap(telling);
    const number = place >> 1;
    const isAnswered = place % 2 === 1;
    const told = this.questions[number];
    const stop = telling.stops[told];
    const {question, kind, target} = telling.data.steps[stop.step];
    const asked = kind === UNDERCUTTER ? telling.struckLines(target) : [telling.claimLine(target)];
    const about = kind === UNDERCUTTER ? (telling.itemsOf.get(target) ?? []) : [telling.outline.items.get(target)].flatMap(item => item ?? []);
    const scene = {asked: [...stop.struck, ...about], done: number + 1, of: this.questions.length};
    if (!isAnswered) {
      const lines = [{number: "", text: question}];
      return {...scene, told, now: [], head: asked, lines, next: "show_answer", near: stop.bearsOn, far: stop.boxes};
    }
    const head = [{number: "", text: question}, {number: "", text: said("the_map_answers")}];
    const lines = telling.stepLines(stop.step);
    const now = elementsOf(telling, stop);
    return {...scene, told: told + 1, now, head, lines, next: "next", near: stop.boxes, far: stop.bearsOn};
  }
}
