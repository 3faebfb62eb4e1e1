/** The encodings that offices' systems write: UTF-8 with or without a mark, UTF-16 with one (Excel's "Unicode text"), GB 18030. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const LOST = '\uFFFD';

/**
 * A mark decides. Without one the encoding that loses fewer characters does, UTF-8 before GB 18030: Chinese text in
 * GB 18030 is practically never valid UTF-8. GBK and GB 2312 are parts of GB 18030.
 *
 * @param sample the file's beginning; a character cut off at its end costs both encodings one
 */
export function encodingOf(sample: Uint8Array): Encoding {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const lost = (encoding: Encoding) => new TextDecoder(encoding).decode(sample).split(LOST).length;
  const asUtf8 = lost('utf-8');
  return asUtf8 <= 2 || asUtf8 <= lost('gb18030') ? 'utf-8' : 'gb18030';
}

/** Text in the encoding, without its mark; what cannot be decoded becomes U+FFFD, which refuses its row and no other. */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
