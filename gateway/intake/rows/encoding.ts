import { isAscii, isUtf8 } from 'node:buffer';
import { MAX_ROW_BYTES } from './row.ts';

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
  const read = counted(bytes, onBytes);
  for await (const chunk of encoding === 'gb18030' ? withoutUtf8(read) : read)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}

const NEWLINE = 0x0a;
/** No character of GB 18030 begins with it. */
const NO_CHARACTER = 0xff;
/**
 * Of GB 18030's characters one in five is valid UTF-8 too (measured over the catalogue's texts), so that of lines with twelve
 * of them four in a thousand million are, and of longer ones fewer. An organ's name in UTF-8 alone has as many bytes.
 */
const CERTAINLY_UTF8_BYTES = 24;

/**
 * Two systems' exports in one file: UTF-8 read as GB 18030 gives characters, all of them wrong, and a name that nobody has.
 * In such a line they are made unreadable, so that its row is refused. A newline is part of no character of GB 18030.
 */
async function* withoutUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    const known = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // A line beyond what any row may have is refused by its reader, and must not gather here before.
    const end = known.length > MAX_ROW_BYTES ? known.length : known.lastIndexOf(NEWLINE) + 1;
    yield* readable(known.subarray(0, end));
    rest = known.subarray(end);
  }
  yield* readable(rest);
}

/** Lines as they are, as few pieces as can be; those in UTF-8 without their characters. */
function* readable(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0, end = 0; at < bytes.length; at = end) {
    const newline = bytes.indexOf(NEWLINE, at);
    end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(at, end);
    if (!isCertainlyUtf8(line)) continue;
    yield bytes.subarray(from, at);
    yield line.map((byte) => (byte > 0x7f ? NO_CHARACTER : byte));
    from = end;
  }
  yield bytes.subarray(from);
}

const isCertainlyUtf8 = (line: Uint8Array): boolean =>
  isUtf8(line) && !isAscii(line) && line.reduce((sum, byte) => sum + (byte > 0x7f ? 1 : 0), 0) >= CERTAINLY_UTF8_BYTES;
