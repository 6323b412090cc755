// Two modes tell the map bit by bit; what they have not told cannot be seen, found or heard.

/**
 * @typedef {{number: string, text: string}} Line
 * @typedef {object} Scene
 * @property {number} told how many stops
 * @property {Element[]} asked what is asked about, or what the news bear on
 * @property {Element[]} now what is told just now
 * @property {Line[]} head over the lines of the caption
 * @property {Line[]} lines
 * @property {string} next the name of what the button does
 * @property {number[]} near the boxes that have to be seen
 * @property {number[]} far those that are to be seen where there is room
 * @property {number} done how far one is
 * @property {number} of so many
 */

/** At this scale the text of a box has 14 points, and can be read from some way off. */
const LEGIBLE = 1.6;
/** At this one, from near by. */
const READABLE = 1.2;
/** Nothing is shown larger: more than one box should be in sight. */
const LARGEST_SHOWN = 2.4;
const MARGIN = 40;
const GLIDES_FOR = 450;

class Modes {
  /** @param {ArgumentPage} page */
  constructor(page) {
    this.page = page;
    /** @type {Telling | undefined} */
    this.telling = undefined;
    /** @type {Study | Presentation | undefined} */
    this.course = undefined;
    this.mode = "";
    this.place = -1;
    /** @type {Scene | undefined} */
    this.scene = undefined;
    this.caption = element("caption", HTMLElement);
    this.next = element("mode-next", HTMLButtonElement);
    this.back = element("mode-back", HTMLButtonElement);
    this.fullScreen = new FullScreen(() => this.isPresenting() && this.leave());
    for (const mode of MODES) element(mode, HTMLButtonElement).addEventListener("click", () => this.enter(mode));
    this.next.addEventListener("click", () => this.go(this.place + 1));
    this.back.addEventListener("click", () => this.go(this.place - 1));
    element("leave", HTMLButtonElement).addEventListener("click", () => this.leave());
    addEventListener("keydown", event => this.onKey(event), {capture: true});
    new Swipes(page.viewport.view, isOn => this.isPresenting() && this.go(this.place + (isOn ? 1 : -1)));
    new ResizeObserver(() => this.look(false)).observe(page.viewport.view);
  }

  isPresenting() {
    return this.mode === "present";
  }

  /** What is chosen, as far as it counts in a mode. @param {Choice} choice @returns {Choice} */
  effective(choice) {
    if (!choice.mode) return choice;
    const {mode, step, selected} = choice;
    return {...this.page.state.nothingChosen(), verdicts: false, mode, step, selected};
  }

  /** @param {string} mode */
  enter(mode) {
    /** What was chosen before. */
    this.left = this.page.state.now;
    this.page.state.change({mode, step: 0, selected: -1}, {canBeUndone: false});
    if (mode === "present") this.fullScreen.enter();
  }

  leave() {
    if (!this.mode) return;
    this.page.state.change({...(this.left ?? this.page.state.now), mode: "", step: 0}, {canBeUndone: false});
  }

  /** @param {number} place */
  go(place) {
    const step = Math.max(0, Math.min(place, this.course?.last ?? 0));
    if (step !== this.place) this.page.state.change({step, selected: -1}, {canBeUndone: false});
  }

  /** @param {Choice} choice */
  show({mode, step}) {
    if (mode !== this.mode) {
      if (this.mode) this.end();
      if (mode) this.begin(mode);
    }
    if (this.course) this.showPlace(Math.min(step, this.course.last));
  }

  /** @param {string} mode */
  begin(mode) {
    const {drawing, outline, viewport} = this.page;
    this.telling ??= new Telling(DATA, drawing, outline);
    this.course = mode === "study" ? new Study(this.telling) : new Presentation(this.telling);
    this.mode = mode;
    this.place = -1;
    const {x, y, scale, isFitted} = viewport;
    this.view = {x, y, scale, isFitted};
    document.body.dataset.mode = mode;
    this.showBar(true);
    this.next.focus();
  }

  end() {
    const {viewport} = this.page;
    const {mode} = this;
    this.mode = "";
    this.left = undefined;
    this.course = undefined;
    this.mark(undefined);
    this.telling?.tell(this.telling.stops.length);
    delete document.body.dataset.mode;
    this.showBar(false);
    this.caption.replaceChildren();
    this.fullScreen.exit();
    this.gliding = undefined;
    Object.assign(viewport, this.view);
    if (viewport.isFitted) viewport.fit();
    else viewport.apply();
    element(mode, HTMLButtonElement).focus();
  }

  /** @param {boolean} isShown */
  showBar(isShown) {
    element("steering", HTMLElement).hidden = !isShown;
    element("tools", HTMLElement).hidden = isShown;
    const bar = element("mode", HTMLElement);
    if (isShown) bar.setAttribute("aria-label", said(this.mode));
    else bar.removeAttribute("aria-label");
    element("full-screen", HTMLElement).hidden = !this.isPresenting() || !document.fullscreenEnabled;
  }

  /** @param {number} place */
  showPlace(place) {
    const {course, telling} = this;
    if (!course || !telling || place === this.place) return;
    const isFirst = this.place < 0;
    const scene = course.scene(place);
    this.place = place;
    telling.tell(scene.told);
    this.mark(scene);
    this.caption.replaceChildren(...scene.head.map(line => lineOf(line, "head")), ...scene.lines.map(line => lineOf(line, "said")));
    element("mode", HTMLElement).scrollTop = 0;
    this.next.textContent = said(scene.next);
    this.next.setAttribute("aria-disabled", String(place === course.last));
    this.back.setAttribute("aria-disabled", String(place === 0));
    element("step-of", HTMLElement).textContent = scene.of ? said("step_of", {number: scene.done, total: scene.of}) : "";
    this.goal = undefined;
    this.look(!isFirst);
    const items = [...scene.now, ...scene.asked].filter(part => part.localName === "li");
    // The first last: where not all can be seen, it is.
    for (const item of items.reverse()) item.querySelector(":scope > .entry")?.scrollIntoView({block: "nearest"});
  }

  /** Mark what a scene is about, and nothing else. @param {Scene | undefined} scene */
  mark(scene) {
    for (const part of [...(this.scene?.asked ?? []), ...(this.scene?.now ?? [])]) part.classList.remove("asked", "now");
    this.scene = scene;
    for (const part of scene?.asked ?? []) part.classList.add("asked");
    for (const part of scene?.now ?? []) part.classList.add("now");
    document.body.classList.toggle("all-told", Boolean(scene && !scene.near.length));
  }

  /**
   * Let the news be seen, as large as they can be; what they bear on as well, as long as all can be read.
   * @param {boolean} glides
   */
  look(glides) {
    if (!this.scene) return;
    const {viewport, drawing} = this.page;
    const {near, far} = this.scene;
    const {clientWidth, clientHeight} = viewport.view;
    if (!clientWidth) {
      // On a phone the map may be out of sight.
      this.goal = undefined;
      return;
    }
    viewport.isFitted = !near.length;
    if (viewport.isFitted) {
      viewport.fit();
      return;
    }
    const room = {width: Math.max(1, clientWidth - 2 * MARGIN), height: Math.max(1, clientHeight - 2 * MARGIN)};
    const must = around(near.map(box => drawing.area(box)));
    const all = around([...near, ...far].map(box => drawing.area(box)));
    /** @param {Area} area */
    const fitting = area => Math.min(room.width / area.width, room.height / area.height);
    const ofAll = fitting(all);
    const scale = Math.max(SMALLEST, Math.min(LARGEST_SHOWN, ofAll < READABLE ? Math.min(LEGIBLE, fitting(must)) : ofAll));
    const width = room.width / scale;
    const height = room.height / scale;
    const whole = drawing.size();
    // The middle of what is seen: nothing beside the map as long as there is map to show.
    const middleX = within(all.x + all.width / 2, must.x + must.width - width / 2, must.x + width / 2);
    const middleY = within(all.y + all.height / 2, must.y + must.height - height / 2, must.y + height / 2);
    const x = within(middleX, width / 2, whole.width - width / 2);
    const y = within(middleY, height / 2, whole.height - height / 2);
    const goal = {x: clientWidth / 2 - x * scale, y: clientHeight / 2 - y * scale, scale};
    // The caption may have changed the room: then this is known already.
    if (JSON.stringify(goal) === JSON.stringify(this.goal)) return;
    this.goal = goal;
    this.glide(goal, glides);
  }

  /**
   * @param {{x: number, y: number, scale: number}} to
   * @param {boolean} glides
   */
  glide(to, glides) {
    const {viewport} = this.page;
    const from = {x: viewport.x, y: viewport.y, scale: viewport.scale};
    const glide = {};
    this.gliding = glide;
    /** @param {number} done */
    const move = done => {
      // The scale grows evenly, and one place of the picture stays where it is on the way.
      const scale = from.scale * (to.scale / from.scale) ** done;
      const part = to.scale === from.scale ? done : (scale - from.scale) / (to.scale - from.scale);
      Object.assign(viewport, {x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, scale});
      viewport.apply();
    };
    if (!glides || HELD_STILL.matches || this.page.drawing.boxes.length > MOST_ANIMATED) {
      move(1);
      return;
    }
    const start = performance.now();
    /** @param {number} now */
    const step = now => {
      if (this.gliding !== glide || viewport.pointers.size) return;
      const done = Math.min(1, Math.max(0, now - start) / GLIDES_FOR);
      move(done * done * (3 - 2 * done));
      if (done < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const isInDialog = event.target instanceof Element && event.target.closest("dialog");
    if (!this.mode || event.altKey || isInDialog) return;
    if (event.ctrlKey || event.metaKey) {
      // Nothing is undone while one studies or presents.
      if (event.key === "z") event.stopImmediatePropagation();
      return;
    }
    const steps = this.isPresenting() ? this.placesByKey(event) : {};
    if (event.key === "Escape") this.leave();
    else if (Object.hasOwn(steps, event.key)) this.go(steps[event.key]);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /**
   * Where the keys of a keyboard and of a clicker lead.
   * @param {KeyboardEvent} event
   * @returns {Record<string, number>}
   */
  placesByKey(event) {
    const on = this.place + 1;
    const back = this.place - 1;
    const isFromRight = document.dir === "rtl";
    /** @type {Record<string, number>} */
    const places = {
      ArrowRight: isFromRight ? back : on,
      ArrowLeft: isFromRight ? on : back,
      ArrowDown: on,
      ArrowUp: back,
      PageDown: on,
      PageUp: back,
      Home: 0,
      End: this.course?.last ?? 0,
    };
    // The space bar presses the button that it is on.
    if (!(event.target instanceof HTMLButtonElement)) places[" "] = event.shiftKey ? back : on;
    return places;
  }
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function within(value, least, most) {
  return Math.max(Math.min(least, most), Math.min(Math.max(least, most), value));
}

/**
 * @param {Line} line
 * @param {string} name of its class
 */
function lineOf({number, text}, name) {
  const line = document.createElement("span");
  line.className = name;
  const strong = document.createElement("b");
  strong.textContent = number;
  const words = document.createElement("bdi");
  words.textContent = text;
  line.append(...(number ? [strong, " "] : []), words);
  return line;
}

/** What a stop adds or brings to mind, in picture and outline. @param {Telling} telling @param {Stop} stop */
function elementsOf(telling, {boxes, items, step}) {
  const line = telling.drawing.steps.get(step)?.group;
  return [...boxes.map(box => telling.drawing.boxes[box]), ...items, ...(line ? [line] : [])];
}

/** @param {Telling} telling @returns {Scene} */
function wholeMap(telling) {
  const lines = [{number: "", text: said("whole_map")}];
  const nothing = {asked: [], now: [], head: [], near: [], far: [], done: 0, of: 0};
  return {...nothing, told: telling.stops.length, lines, next: "next"};
}
