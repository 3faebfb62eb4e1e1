/**
 * Whom a case is about where the page that decides names nobody: from the host's own record, asked for at the moment of
 * decision, or from the record page that the clerk saw before in this tab.
 */
import type { Binding } from '@duecheck/core/binding';
import { type PersonTexts, readRecord } from '@duecheck/page';
import { ask } from './ask.ts';
import { asPerson } from './guards.ts';

const found = new Map<string, PersonTexts>();
const keyOf = (binding: Binding, key: string) => `${binding.id} ${key}`;

export const personOf = (binding: Binding, key: string): PersonTexts | undefined => found.get(keyOf(binding, key));

export async function findPerson(binding: Binding, key: string): Promise<void> {
  const { id, record } = binding;
  const person =
    (record?.address && (await askHost(binding, record.address.replace('{key}', encodeURIComponent(key)), key))) ||
    (await ask({ type: 'page.person', binding: id, key }, asPerson));
  // One person a case: whoever was found for it before is forgotten.
  found.delete(keyOf(binding, key));
  if (person && typeof person !== 'symbol') found.set(keyOf(binding, key), person);
}

/** Same origin only, wherever the host may send us; the session is the clerk's. */
async function askHost(binding: Binding, address: string, key: string): Promise<PersonTexts | null> {
  try {
    const response = await fetch(address, { mode: 'same-origin', cache: 'no-store' });
    if (!response.ok) return null;
    const bytes = await response.arrayBuffer();
    const record = readRecord(
      binding,
      new DOMParser().parseFromString(textOf(bytes, response.headers), 'text/html'),
      response.url,
    );
    return record?.key === key && record.number.ok && record.name.ok ? record : null;
  } catch {
    return null;
  }
}

/** Older systems send GBK, and say so in the header or at the top of the page. */
function textOf(bytes: ArrayBuffer, headers: Headers): string {
  const plain = new TextDecoder('latin1').decode(bytes.slice(0, 1024));
  const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(`${headers.get('content-type')} ${plain}`) ?? [];
  return new TextDecoder(charset).decode(bytes);
}

let seen = '';
/** Tells the worker what a record page says on screen now, once. */
export function noteRecord(binding: Binding): void {
  const record = readRecord(binding, document, location.href);
  if (!record?.number.ok || !record.name.ok || record.number.text === '' || record.name.text === '') return;
  const message = {
    type: 'page.seen',
    binding: binding.id,
    key: record.key,
    number: record.number.text,
    name: record.name.text,
  } as const;
  const now = JSON.stringify(message);
  if (now !== seen) void ask(message, () => null);
  seen = now;
}
