import { utf8 } from '@duecheck/core/bytes';
import {
  cosign,
  cosignatureTime,
  formatNote,
  formatProof,
  formatSkey,
  NOTE_ED25519,
  type NoteVerifier,
  noteKeyId,
  noteVerifier,
  openCheckpoint,
  openNote,
  openNoteByThreshold,
  parseProof,
  parseSkey,
  proveInclusionFromTiles,
  signNote,
  verifyProof,
} from '@duecheck/core/register';
import { describe, expect, it } from 'vitest';
import { intl1, publicKeyOf } from '../../../gateway/keys/suite-intl-1.ts';
import { checkpointText, LOG_KEY, leafOf, logOf, ORIGIN, signedHead, signerFor, tree, WITNESS_KEY } from './logs.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('openNoteByThreshold', () => {
  const [legal, office, third] = [
    signerFor('legal.example', 4),
    signerFor('office.example', 5),
    signerFor('x.example', 6),
  ];
  const all = [legal, office, third].map(({ verifier }) => verifier);
  const text = 'catalogue\n1\n';

  it('opens what two of three known persons signed', async () => {
    const note = utf8(await signNote(text, [legal.signer, office.signer]));
    expect(openNoteByThreshold(note, all, 2).text).toBe(text);
  });

  it('refuses one signature, and the same one twice', async () => {
    const once = await signNote(text, [legal.signer]);
    expect(codeOf(() => openNoteByThreshold(utf8(once), all, 2))).toBe('threshold');
    const twice = await signNote(text, [legal.signer, legal.signer]);
    expect(codeOf(() => openNoteByThreshold(utf8(twice), all, 2))).toBe('threshold');
  });

  it('does not let one person count twice under two names', async () => {
    const alias = signerFor('legal-2.example', 4);
    const note = utf8(await signNote(text, [legal.signer, alias.signer]));
    expect(codeOf(() => openNoteByThreshold(note, [legal.verifier, alias.verifier], 2))).toBe('ambiguous-key');
  });

  it('does not count signatures by strangers', async () => {
    const note = utf8(await signNote(text, [legal.signer, third.signer]));
    expect(codeOf(() => openNoteByThreshold(note, [legal.verifier, office.verifier], 2))).toBe('threshold');
  });
});

describe('a key of another suite', () => {
  it('verifies through its own verifier, since openNote knows no algorithm', () => {
    const verifier: NoteVerifier = {
      name: 'sm.example',
      id: Uint8Array.of(1, 2, 3, 4),
      publicKey: new Uint8Array(64),
      verify: (text, signature) => text === 'text\n' && signature.length === 70,
    };
    const note = formatNote('text\n', [{ ...verifier, signature: new Uint8Array(70) }]);
    expect(openNote(utf8(note), [verifier]).verified.length).toBe(1);
  });
});

describe('note keys', () => {
  it('are written and read as Go writes them', () => {
    const seed = new Uint8Array(32).fill(9);
    const id = Uint8Array.from(noteKeyId('a.example', NOTE_ED25519, publicKeyOf(seed), intl1));
    expect(parseSkey(formatSkey({ name: 'a.example', id, seed }))).toEqual({ name: 'a.example', id, seed });
  });

  it('never repeat a private key in a message', () => {
    const skey = 'PRIVATE+KEY+a+00000000+c2VjcmV0';
    expect(() => parseSkey(skey)).toThrow(/^(?!.*c2VjcmV0)/);
  });
});

describe('openCheckpoint', () => {
  const text = checkpointText(7n, new Uint8Array(32));

  it('names the witnesses that cosigned', async () => {
    const note = formatNote(text, [
      { ...LOG_KEY.signer, signature: await LOG_KEY.signer.sign(utf8(text)) },
      await cosign(text, 1_790_000_000n, WITNESS_KEY.signer),
    ]);
    const opened = openCheckpoint(utf8(note), LOG_KEY.verifier, [WITNESS_KEY.verifier]);
    expect(opened).toMatchObject({ origin: ORIGIN, size: 7n, witnesses: ['witness.example'] });
    expect(cosignatureTime(openNote(utf8(note), [WITNESS_KEY.verifier]).verified[0] as never)).toBe(1_790_000_000n);
  });

  it('refuses one that only a witness signed', async () => {
    const note = utf8(formatNote(text, [await cosign(text, 1n, WITNESS_KEY.signer)]));
    expect(codeOf(() => openCheckpoint(note, LOG_KEY.verifier, [WITNESS_KEY.verifier]))).toBe('unverified');
  });

  it('refuses a witness that calls itself like the log', async () => {
    const impostor = signerFor(ORIGIN, 8, 4);
    const note = utf8(formatNote(text, [await cosign(text, 1n, impostor.signer)]));
    expect(codeOf(() => openCheckpoint(note, LOG_KEY.verifier, [impostor.verifier]))).toBe('unverified');
  });

  it('refuses a head of another log under the same key', async () => {
    const other = utf8(await signNote(checkpointText(7n, new Uint8Array(32), 'other.example'), [LOG_KEY.signer]));
    expect(codeOf(() => openCheckpoint(other, LOG_KEY.verifier))).toBe('wrong-origin');
  });

  it('refuses a cosignature whose time was changed', async () => {
    const line = await cosign(text, 5n, WITNESS_KEY.signer);
    const later = Uint8Array.from(line.signature, (b, i) => (i === 7 ? b + 1 : b));
    const note = utf8(formatNote(text, [{ ...line, signature: later }]));
    expect(codeOf(() => openNote(note, [WITNESS_KEY.verifier]))).toBe('bad-signature');
  });
});

describe('verifyProof', () => {
  const keys = { log: LOG_KEY.verifier, tree };
  const proofText = async (index: bigint): Promise<string> => {
    const log = logOf([300]);
    const hashes = await proveInclusionFromTiles({ size: 300n, fetchTile: log.fetchTile, tree }, index);
    const checkpoint = Buffer.from(await signedHead(300n, log.root)).toString();
    return formatProof({ index, hashes, checkpoint, extra: utf8('{}') });
  };

  it('places an entry in a signed log, offline', async () => {
    const text = await proofText(299n);
    expect(parseProof(text).extra).toEqual(utf8('{}'));
    expect(verifyProof(text, tree.leaf(leafOf(299)), keys).size).toBe(300n);
  });

  it('refuses another entry, another index, another key', async () => {
    const text = await proofText(7n);
    const leaf = tree.leaf(leafOf(7));
    expect(codeOf(() => verifyProof(text, tree.leaf(leafOf(8)), keys))).toBe('not-included');
    expect(codeOf(() => verifyProof(text.replace('index 7', 'index 8'), leaf, keys))).toBe('not-included');
    const stranger = noteVerifier(signerFor(ORIGIN, 77).vkey, intl1);
    expect(codeOf(() => verifyProof(text, leaf, { log: stranger, tree }))).toBe('unverified');
  });
});
