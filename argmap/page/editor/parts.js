"use strict";

// What the editor in a browser is put together from. Each part is compressed: in the page as base64, or in a file beside it.

/** @typedef {Uint8Array<ArrayBuffer> | string} PackedPart bytes, or what base64 makes of them */

/** The bytes of a part. @param {PackedPart} part */
async function unpacked(part) {
  const packed = typeof part === "string" ? bytesOf(part) : part;
  // A server may have said that a file is compressed, and then the browser has unpacked it already; and Python unpacks its
  // own packages.
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  const unpacking = new DecompressionStream("gzip");
  // No `Blob`: in a page from a file, WebKit cannot read one.
  const writer = unpacking.writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  const [unpackedBytes] = await Promise.all([new Response(unpacking.readable).arrayBuffer(), written]);
  return new Uint8Array(unpackedBytes);
}

/** @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
