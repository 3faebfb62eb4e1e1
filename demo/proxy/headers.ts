import type { IncomingHttpHeaders } from 'node:http';
import { HEADERS } from '@duecheck/core/contract';

/** Headers of one connection, never of the next (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/**
 * Raw headers as they may go on: names, order and repetitions kept. Ours go no further, and what pretends to be ours
 * (`X-Duecheck-State: checked` sent by a page) never reaches the host, which would otherwise have to know of us.
 *
 * @param raw name, value, name, value … as `IncomingMessage.rawHeaders`.
 */
export function headersToPass(raw: readonly string[], headers: IncomingHttpHeaders): string[] {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const passed: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string;
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower) || named.has(lower) || isOurs(lower)) continue;
    passed.push(name, raw[i + 1] as string);
  }
  return passed;
}

// Some servers fold `_` into `-`.
const isOurs = (name: string): boolean => {
  const folded = name.replaceAll('_', '-');
  return folded === HEADERS.receipt || folded === HEADERS.deferral || folded.startsWith('x-duecheck-');
};

/** Header values are bytes: UTF-8 in, as nginx sends a captured path. */
export const headerBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
