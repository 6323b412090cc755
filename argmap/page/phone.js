// On a phone the outline comes first, and the map is one tap away.

/** How far down a map begins that has buttons over it. */
const BELOW_BUTTONS = 64;

const phoneMap = {isOpen: false, isInHistory: false, scrolledTo: 0};

onClick("show-map", () => {
  if (!phoneMap.isOpen) openMap();
  else if (phoneMap.isInHistory) history.back();
  else closeMap();
});

// The way back that phones have leads to the outline, and takes back nothing else.
on(window, "popstate", () => {
  if (!phoneMap.isOpen) return;
  keepInAddress();
  closeMap();
});

function openMap() {
  phoneMap.scrolledTo = scrollY;
  history.scrollRestoration = "manual";
  showPhoneMap(true);
  try {
    history.pushState(null, "");
    phoneMap.isInHistory = true;
  } catch {
    // A page within another may not be allowed to.
    phoneMap.isInHistory = false;
  }
  const {selected} = chosen;
  if (selected < 0) fillView();
  else showSelectedBox(selected);
}

/** @param {number} claim */
function showSelectedBox(claim) {
  const area = areaOf(CLAIMS[claim].box);
  centre(area, Math.min(1.5, fitting(area, MARGIN)));
}

/** Fill the screen with the map from its beginning, rather than show all of it too small to read. */
function fillView() {
  fit();
  const {width, height} = wholeArea();
  const scale = Math.min(1, Math.max(VIEW.clientWidth / width, VIEW.clientHeight / height));
  if (scale > viewport.scale) setView(viewport.x, BELOW_BUTTONS, scale);
}

function closeMap() {
  showPhoneMap(false);
  scrollTo(0, phoneMap.scrolledTo);
  scrollToEntry(chosen.selected);
  element("show-map").focus({preventScroll: true});
}

/** @param {boolean} isOpen */
function showPhoneMap(isOpen) {
  phoneMap.isOpen = isOpen;
  document.body.classList.toggle("map-open", isOpen);
  element("show-map").textContent = said(isOpen ? "outline" : "map");
}
