/** One entry, step by step: what holds, what cannot be said, and that no changed bit is believed. */
import { toBase64Url, utf8 } from '@duecheck/core/bytes';
import {
  buildEntry,
  type CheckedEntry,
  checkEntry,
  cosign,
  formatProof,
  formatSignatureLine,
  leafBytes,
  proveInclusionFromTiles,
  rowOpening,
  type ServedEntry,
  saltOf,
  type Trusted,
} from '@duecheck/core/register';
import { describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import {
  checkpointText,
  LOG_KEY,
  leafOf,
  logOf,
  type MemoryLog,
  signedHead,
  signerFor,
  tree,
  WITNESS_KEY,
} from './logs.ts';
import { countingRandom, entryInput, KEYS } from './people.ts';

const AT = 300;
const SIZE = 600;
const input = entryInput();
const { row, leaf } = await buildEntry(input, KEYS, intl1, countingRandom());
const bytes = leafBytes(leaf);
const log = logOf([SIZE], (i) => (i === AT ? bytes : leafOf(i)));
const opening = rowOpening(row, saltOf(input.id, 'row', KEYS, intl1), 'whole', intl1);

const headOf = async ({ edge, root }: MemoryLog, ...lines: string[]) =>
  `${Buffer.from(await signedHead(edge.size, root)).toString()}${lines.join('')}`;
const witnessed = formatSignatureLine(
  await cosign(checkpointText(BigInt(SIZE), log.root), 1_790_000_000n, WITNESS_KEY.signer),
);
const hashes = await proveInclusionFromTiles({ size: BigInt(SIZE), fetchTile: log.fetchTile, tree }, BigInt(AT));
const proof = formatProof({ index: BigInt(AT), hashes, checkpoint: await headOf(log, witnessed) });

const served: ServedEntry = { leaf: toBase64Url(bytes), proof, opening };
const trusted: Trusted = {
  ...{ log: LOG_KEY.verifier, witnesses: [WITNESS_KEY.verifier], quorum: 1 },
  ...{
    seen: { size: 500n, root: logOf([500], (i) => (i === AT ? bytes : leafOf(i))).root },
    suite: intl1,
    fetchTile: log.fetchTile,
  },
};
const verdicts = ({ steps }: CheckedEntry) => steps.map(({ verdict }) => verdict);
const check = async (change: Partial<ServedEntry> = {}, trust: Partial<Trusted> = {}) =>
  verdicts(await checkEntry({ ...served, ...change }, { ...trusted, ...trust }));

describe('an entry as it was written', () => {
  it('holds in every step, and is what its leaf commits to', async () => {
    const checked = await checkEntry(served, trusted);
    expect(verdicts(checked)).toEqual(['holds', 'holds', 'holds', 'holds', 'holds']);
    expect([checked.index, checked.head?.size, checked.cosigned]).toEqual([300n, 600n, ['witness.example']]);
    expect(checked.row?.outcomeClass?.value).toBe('findings');
  });

  it('opens without its class where that is told no more', async () => {
    expect(await check({ opening: { ...opening, outcomeClass: null } })).toEqual(Array(5).fill('holds'));
  });
});

describe('what cannot be said is no fault', () => {
  it.each([
    ['it waits for its place', { proof: null }, {}, ['open', 'open', 'open', 'open', 'holds']],
    ['it is told no more', { opening: null }, {}, ['holds', 'holds', 'holds', 'holds', 'open']],
    ['no head was seen before', {}, { seen: null }, ['holds', 'open', 'holds', 'holds', 'holds']],
    ['the log has no witness', {}, { witnesses: [], quorum: 0 }, ['holds', 'holds', 'open', 'holds', 'holds']],
    ['too few of them cosigned', {}, { quorum: 2 }, ['holds', 'holds', 'open', 'holds', 'holds']],
  ] as const)('%s', async (_, change, trust, expected) => {
    expect(await check(change, trust)).toEqual(expected);
  });

  it('rejects where the log does not answer: no verdict is made of an outage', async () => {
    const fetchTile = async () => Promise.reject(new Error('away'));
    await expect(checkEntry(served, { ...trusted, fetchTile })).rejects.toThrow('away');
  });
});

describe('what is not so, fails', () => {
  it('the head of another key, and nothing under it is believed', async () => {
    expect(await check({}, { log: signerFor('register.example/2026/1', 9).verifier })).toEqual([
      ...['fails', 'open', 'open', 'open', 'holds'],
    ]);
  });

  it('another history than the one that was seen', async () => {
    expect(await check({}, { seen: { size: 500n, root: logOf([500]).root } })).toEqual([
      'holds',
      'fails',
      'holds',
      'holds',
      'holds',
    ]);
  });

  it('a newer head than the one seen, gone back: the older one must be part of it', async () => {
    const newer = logOf([700], (i) => (i === AT ? bytes : leafOf(i)));
    expect(await check({}, { seen: { size: 700n, root: newer.root }, fetchTile: newer.fetchTile })).toEqual(
      Array(5).fill('holds'),
    );
  });

  it('a witness nobody named', async () => {
    expect((await check({}, { witnesses: [signerFor('witness.example', 7, 4).verifier] }))[2]).toBe('open');
  });

  it('any bit of the leaf', async () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect([bit, (await check({ leaf: toBase64Url(changed) }))[3]]).toEqual([bit, 'fails']);
    }
  });

  it('any bit of a hash on the way, and any other place', async () => {
    for (const [at, hash] of hashes.entries())
      for (let bit = 0; bit < 256; bit += 5) {
        const bent = hashes.map((one, i) =>
          i === at ? Uint8Array.from(hash, (byte, b) => (b === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)) : one,
        );
        const changed = formatProof({ index: BigInt(AT), hashes: bent, checkpoint: await headOf(log) });
        expect((await check({ proof: changed }))[3]).toBe('fails');
      }
    for (const index of [0n, 299n, 301n, 599n, 600n])
      expect((await check({ proof: formatProof({ index, hashes, checkpoint: await headOf(log) }) }))[3]).toBe('fails');
  });

  it('any column of the row, a column more, a column less, another salt', async () => {
    const rows = Object.keys(opening.row).flatMap((column) => {
      const { [column]: value, ...less } = opening.row;
      return [{ ...opening.row, [column]: value === null ? 'x' : null }, less];
    });
    for (const changed of [...rows, { ...opening.row, more: 'x' }])
      expect([JSON.stringify(changed), (await check({ opening: { ...opening, row: changed } }))[4]]).toEqual([
        JSON.stringify(changed),
        'fails',
      ]);
    const salt = toBase64Url(utf8('0'.repeat(32)));
    expect((await check({ opening: { ...opening, salt } }))[4]).toBe('fails');
  });

  it('another class than the one that was hidden', async () => {
    const { outcomeClass } = opening;
    if (outcomeClass === null) throw new Error('the entry has a class');
    const changed = { ...opening, outcomeClass: { ...outcomeClass, value: 'clear' } };
    expect((await check({ opening: changed }))[4]).toBe('fails');
  });

  it.each(['', 'not a proof', 'c2sp.org/tlog-proof@v1\nindex 1\n\n'])('what is no proof at all: %j', async (text) => {
    expect((await check({ proof: text })).slice(0, 3)).toEqual(['fails', 'open', 'open']);
  });
});
