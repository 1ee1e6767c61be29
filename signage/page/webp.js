/* Reads how large a WebP picture is out of its first bytes, before it is decoded. */
// @ts-check

const HEADER_BYTES = 30;

/**
 * The size that the file's header names, or null where it is no WebP file.
 * @param {Blob} blob
 * @returns {Promise<{ width: number, height: number } | null>}
 */
export async function sizeOf(blob) {
  if (blob.size < HEADER_BYTES) return null;
  const data = new DataView(await blob.slice(0, HEADER_BYTES).arrayBuffer());
  if (word(data, 0) !== "RIFF" || word(data, 8) !== "WEBP") return null;
  switch (word(data, 12)) {
    case "VP8L":
      return lossless(data);
    case "VP8X":
      return { width: 1 + three(data, 24), height: 1 + three(data, 27) };
    case "VP8 ":
      return {
        width: data.getUint16(26, true) & 0x3fff,
        height: data.getUint16(28, true) & 0x3fff,
      };
    default:
      return null;
  }
}

/** @param {DataView} data */
function lossless(data) {
  const bits = data.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** @param {DataView} data @param {number} at */
function word(data, at) {
  return String.fromCharCode(...[0, 1, 2, 3].map((step) => data.getUint8(at + step)));
}

/** @param {DataView} data @param {number} at */
function three(data, at) {
  return data.getUint16(at, true) | (data.getUint8(at + 2) << 16);
}
