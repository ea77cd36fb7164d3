/** Whole numbers as the server packs them: base64 of deflated bytes, 7 bits of a number in each. */

/** The bytes that were deflated. */
export async function inflated(packed: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The numbers: the lowest 7 bits come first, and the eighth tells that more follow. */
export function numbersIn(bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(bytes.length);
  let [count, value, weight] = [0, 0, 1];
  for (const byte of bytes) {
    value += (byte & 0x7f) * weight;
    weight *= 128;
    if (byte < 0x80) {
      numbers[count++] = value;
      [value, weight] = [0, 1];
    }
  }
  return numbers.subarray(0, count);
}
