// What one presents with: the whole screen, and fingers.

class FullScreen {
  /** @param {() => void} leave that ends the mode */
  constructor(leave) {
    this.button = element("full-screen", HTMLButtonElement);
    this.isKept = false;
    this.button.addEventListener("click", () => {
      // Who presses this button goes on presenting; who presses Escape does not.
      this.isKept = true;
      if (document.fullscreenElement) this.exit();
      else this.enter();
    });
    document.addEventListener("fullscreenchange", () => {
      const isFull = Boolean(document.fullscreenElement);
      this.button.setAttribute("aria-pressed", String(isFull));
      if (!isFull && !this.isKept) leave();
      this.isKept = false;
    });
  }

  /** Fill the screen, if that is allowed. */
  enter() {
    document.documentElement.requestFullscreen?.()?.catch(() => {});
  }

  exit() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
}

/** A finger that goes so far, and more across than down, turns the page. */
const SWIPE = 50;

class Swipes {
  /**
   * @param {HTMLElement} place
   * @param {(isOn: boolean) => void} turn
   */
  constructor(place, turn) {
    /** The fingers that are down. */
    this.fingers = 0;
    this.x = 0;
    this.y = 0;
    place.addEventListener("pointerdown", event => {
      if (event.pointerType !== "touch") return;
      this.fingers++;
      this.x = event.clientX;
      this.y = event.clientY;
    });
    place.addEventListener("pointercancel", () => {
      this.fingers = 0;
    });
    place.addEventListener("pointerup", event => {
      if (event.pointerType !== "touch") return;
      const isAlone = this.fingers === 1;
      this.fingers = 0;
      const across = event.clientX - this.x;
      const isSwipe = isAlone && Math.abs(across) > Math.max(SWIPE, 1.5 * Math.abs(event.clientY - this.y));
      if (isSwipe) turn(across < 0 === (document.dir !== "rtl"));
    });
  }
}
