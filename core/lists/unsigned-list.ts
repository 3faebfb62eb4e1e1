/** A list between its making and its publication: a feed whose note has none or some of its signatures yet. */
import { utf8 } from '../bytes.ts';
import type { Feed } from '../contract/feeds.ts';
import { DuecheckError } from '../errors.ts';
import { formatNote, isBy, type NoteSigner, parseNote, parseSkey, portableSuite } from '../register/index.ts';
import { type ListErrorCode, listText } from './signed-list.ts';

const suite = portableSuite();

export const unsignedList = (version: string, body: string): Feed => ({
  note: formatNote(listText('bindings', version, body, suite), []),
  body,
});

/** @throws DuecheckError `list-altered` where the note is about another body, or about no list of bindings */
export function openUnsigned({ note, body }: Feed): { readonly version: string; readonly text: string } {
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const version = text.split('\n')[1] ?? '';
  if (text === '' || text !== listText('bindings', version, body, suite))
    throw new DuecheckError<ListErrorCode>('list-altered', 'the note is about another list, or another body');
  return { version, text };
}

/** With one more signature; a second one of the same key takes the place of the first. */
export async function addSignature(feed: Feed, signer: NoteSigner): Promise<Feed> {
  const { text } = openUnsigned(feed);
  const signed = feed.note.length > text.length + 1 ? parseNote(utf8(feed.note)).signatures : [];
  const signature = { name: signer.name, id: signer.id, signature: await signer.sign(utf8(text)) };
  return { ...feed, note: formatNote(text, [...signed.filter((one) => !isBy(one, signer)), signature]) };
}

/** @param skey C2SP's private key text of a note's signer. @throws DuecheckError as `parseSkey` */
export function signerOf(skey: string): NoteSigner {
  const { name, id, seed } = parseSkey(skey);
  return { name, id, sign: (message) => suite.sign(seed, message) };
}
