/**
 * A published list is a JSON text and a C2SP signed note about it. Two persons sign offline; gateways relay; every client
 * opens it under the root that policy names (PROTOCOL, Signing lists).
 */
import { toBase64, utf8 } from '../bytes.ts';
import type { Feed, ListName } from '../contract/feeds.ts';
import { DuecheckError } from '../errors.ts';
import { noteVerifier, openNoteByThreshold, type Suite } from '../register/index.ts';

/** Whose signatures make a list: C2SP vkeys, and how many different ones of them are needed. */
export interface ListRoot {
  readonly vkeys: readonly string[];
  readonly threshold: number;
}

export type ListErrorCode = 'list-unsigned' | 'list-altered' | 'no-list-root';

const VERSION = /^[0-9A-Za-z][0-9A-Za-z.-]{0,79}$/;

/**
 * The text that signers sign: list, version and SHA-256 of the body, a line each.
 * @throws DuecheckError `list-unsigned` where the version could not stand in a note
 */
export function listText(list: ListName, version: string, body: string, suite: Suite): string {
  if (!VERSION.test(version)) throw new DuecheckError<ListErrorCode>('list-unsigned', 'not a list version');
  return `duecheck/list/${list}\n${version}\n${toBase64(suite.hash(utf8(body)))}\n`;
}

/**
 * @returns the version that was signed
 * @throws DuecheckError `no-list-root` (a release build before policy named one), `list-unsigned`, `list-altered`
 */
export function openList(list: ListName, feed: Feed, root: ListRoot, suite: Suite): { version: string } {
  if (root.vkeys.length === 0 || root.threshold < 1) {
    throw new DuecheckError<ListErrorCode>('no-list-root', 'policy names no root for lists');
  }
  const verifiers = root.vkeys.map((vkey) => noteVerifier(vkey, suite));
  let text: string;
  try {
    text = openNoteByThreshold(utf8(feed.note), verifiers, root.threshold).text;
  } catch (cause) {
    throw new DuecheckError<ListErrorCode>('list-unsigned', 'too few signatures of the root', { cause });
  }
  const version = text.split('\n')[1] ?? '';
  if (text !== listText(list, version, feed.body, suite)) {
    throw new DuecheckError<ListErrorCode>('list-altered', 'the note is about another list or another body');
  }
  return { version };
}
