// Links that hold a whole map: the text, compressed, in base64 for addresses, after `#map=1.`. A server never sees what
// follows `#`.

const LINK = "#map=";
const VERSION = "1.";

/** How many bytes the text of a link may have. */
const MOST_SHARED = 1_000_000;

/** How many bytes are decompressed at a time: one byte makes a thousand at most. */
const SLICE = 1024;

/** Why there is no link, or none that can be opened; `message` is the name of a sentence. */
class LinkProblem extends Error {}

/** Bytes, a slice at a time. No `Blob`: in a page from a file, WebKit cannot read one. @param {Uint8Array<ArrayBuffer>} bytes */
function slicesOf(bytes) {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(from, from + SLICE));
      from += SLICE;
    },
  });
}

/**
 * What a stream makes of bytes. As soon as it is too long, the rest is not made.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>} stream
 * @param {number} most bytes
 */
async function allSent(bytes, stream, most) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  const write = (/** @type {Uint8Array<ArrayBuffer>} */ piece) => {
    size += piece.length;
    if (size > most) throw new LinkProblem("link_too_large");
    pieces.push(piece);
  };
  await slicesOf(bytes).pipeThrough(stream).pipeTo(new WritableStream({write}));
  const whole = new Uint8Array(size);
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** What stands for a text in a link: `#map=1.…`. @param {string} text @returns {Promise<string>} */
async function linkOf(text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST_SHARED) throw new LinkProblem("share_too_large");
  const packed = await allSent(bytes, new CompressionStream("deflate-raw"), Infinity);
  let letters = "";
  for (const byte of packed) letters += String.fromCharCode(byte);
  return LINK + VERSION + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The text of a link: of what follows its address. @param {string} hash @returns {Promise<string>} */
async function textOfLink(hash) {
  const code = hash.slice(LINK.length + VERSION.length);
  if (!hash.startsWith(LINK + VERSION)) throw new LinkProblem("link_damaged");
  // What is compressed is at most a little longer than the text, and base64 makes four letters of three bytes.
  if (code.length > 2 * MOST_SHARED) throw new LinkProblem("link_too_large");
  try {
    const packed = bytesOf(code.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await allSent(packed, new DecompressionStream("deflate-raw"), MOST_SHARED);
    return textOfBytes(bytes);
  } catch (problem) {
    throw problem instanceof LinkProblem ? problem : new LinkProblem("link_damaged");
  }
}

/** The text that bytes in UTF-8 are. @param {BufferSource} bytes */
function textOfBytes(bytes) {
  const text = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  if (text.includes("\0")) throw new TypeError("a text has no zeros");
  return text;
}

/** The address of the site to which a link leads, or "" if it is not known: a file on this computer is not one. */
const SITE = location.protocol.startsWith("http") ? location.origin + location.pathname : BUILD.address;

async function share() {
  const problem = element("share-problem");
  const link = /** @type {HTMLInputElement} */ (element("link"));
  problem.textContent = element("share-hint").textContent = link.value = "";
  element("copy-link").textContent = EDITOR_WORDS.copy_link;
  try {
    link.value = SITE + await linkOf(STORE.text);
    element("share-hint").textContent = worded("share_hint", {count: link.value.length});
  } catch (reason) {
    problem.textContent = sentenceFor(reason);
  }
  element("link-itself").hidden = !link.value;
  dialog("share-dialog").showModal();
  link.select();
}

/** @param {unknown} reason */
function sentenceFor(reason) {
  return reason instanceof LinkProblem ? EDITOR_WORDS[reason.message] : String(reason);
}

async function copyLink() {
  const link = /** @type {HTMLInputElement} */ (element("link"));
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
    element("copy-link").textContent = EDITOR_WORDS.copied;
  } catch {
    // It is selected, so that the keyboard copies it.
  }
}

element("share").hidden = !SITE;
onClick("share", share);
onClick("copy-link", copyLink);
