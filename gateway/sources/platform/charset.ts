/** Bytes of an answer → text. The header says the encoding; where it does not, the configuration does. */
import { SourceFault } from '../source.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/**
 * A wrong label must not turn a name into another one: bytes that the encoding does not have make the answer unreadable.
 * What still decodes into nonsense fails at the name that every row carries.
 *
 * @throws SourceFault `unreadable`
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string | undefined, configured: string): string {
  const label = CHARSET.exec(contentType ?? '')?.[1] ?? configured;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new SourceFault('unreadable', 'the bytes of an answer are not in the encoding that it says');
  }
}
