import {
  type AuditReport,
  auditLog,
  formatBundle,
  type KnownHead,
  parseBundle,
  type SavedAudit,
} from '@duecheck/core/register';
import { describe, expect, it } from 'vitest';
import { LOG_KEY, leafOf, logOf, type MemoryLog, ORIGIN, signedHead, signerFor, tree } from './logs.ts';

const knownOf = (size: number): KnownHead => ({ origin: ORIGIN, size: BigInt(size), root: logOf([size]).root });

async function audit(log: MemoryLog, known?: KnownHead, onEntry?: (i: bigint) => void): Promise<AuditReport> {
  return auditLog({
    checkpoint: await signedHead(log.edge.size, log.root),
    log: LOG_KEY.verifier,
    known,
    fetchTile: log.fetchTile,
    tree,
    ...(onEntry && { onEntry }),
  });
}
const failures = async (log: MemoryLog, known?: KnownHead) => {
  const report = await audit(log, known);
  return report.status === 'failed' ? report.failures : [];
};
const alterEntry = (log: MemoryLog, path: string, at: number) => {
  const entries = parseBundle(log.store.get(path) as Uint8Array).map((entry) => Uint8Array.from(entry));
  const entry = entries[at] as Uint8Array;
  entry[0] = (entry[0] as number) ^ 1;
  log.store.set(path, formatBundle(entries));
};
const flipByte = (log: MemoryLog, path: string, at: number) =>
  log.store.set(
    path,
    Uint8Array.from(log.store.get(path) as Uint8Array, (b, i) => (i === at ? b ^ 1 : b)),
  );

describe('auditLog', () => {
  it.each([0, 1, 255, 256, 257, 300, 65_535, 65_536, 65_537, 66_000])('verifies an honest log of %i', async (size) => {
    const seen: bigint[] = [];
    const report = await audit(logOf([size]), undefined, (i) => seen.push(i));
    expect(report.status).toBe('verified');
    expect(seen.length).toBe(size);
    expect(seen.every((index, i) => index === BigInt(i))).toBe(true);
  });

  it.each([0, 1, 255, 256, 257, 511, 512, 599, 600])('verifies that 600 entries extend a head of %i', async (size) => {
    expect((await audit(logOf([600]), knownOf(size))).status).toBe('verified');
  });

  it('names the one entry of which a byte was changed', async () => {
    const log = logOf([600]);
    alterEntry(log, 'tile/entries/001', 44);
    expect(await failures(log)).toEqual([{ code: 'entry-altered', entry: 300n }]);
  });

  it('names every altered entry, not only the first', async () => {
    const log = logOf([600]);
    alterEntry(log, 'tile/entries/000', 7);
    alterEntry(log, 'tile/entries/002.p/88', 1);
    expect(await failures(log)).toEqual([
      { code: 'entry-altered', entry: 7n },
      { code: 'entry-altered', entry: 513n },
    ]);
  });

  it('names an entry whose hash in the tile was changed, and sees that the root breaks', async () => {
    const log = logOf([600]);
    flipByte(log, 'tile/0/001', 32 * 3);
    expect(await failures(log)).toEqual([
      { code: 'entry-altered', entry: 259n },
      { code: 'tile-altered', path: 'tile/1/000.p/2', first: 256n, last: 511n },
      { code: 'root-mismatch', size: 600n },
    ]);
  });

  it('says which entries lie under an altered upper tile', async () => {
    const log = logOf([66_000]);
    flipByte(log, 'tile/1/000', 32 * 5);
    expect(await failures(log)).toEqual([{ code: 'tile-altered', path: 'tile/1/000', first: 1280n, last: 1535n }]);
    const top = logOf([66_000]);
    flipByte(top, 'tile/2/000.p/1', 0);
    expect(await failures(top)).toEqual([{ code: 'tile-altered', path: 'tile/2/000.p/1', first: 0n, last: 65_535n }]);
  });

  it('names what is missing', async () => {
    const log = logOf([600]);
    const last = 'tile/entries/002.p/88';
    log.store.set(last, formatBundle(parseBundle(log.store.get(last) as Uint8Array).slice(0, 87)));
    expect(await failures(log)).toEqual([{ code: 'entry-missing', entry: 599n }]);
    log.store.delete('tile/0/000');
    log.store.delete('tile/entries/000');
    expect(await failures(log)).toEqual([
      { code: 'tile-missing', path: 'tile/0/000', first: 0n, last: 255n },
      { code: 'tile-missing', path: 'tile/entries/000', first: 0n, last: 255n },
      { code: 'entry-missing', entry: 599n },
      { code: 'root-mismatch', size: 600n },
    ]);
  });

  it('says where a bundle cannot be read or holds too much', async () => {
    const log = logOf([300]);
    const path = 'tile/entries/001.p/44';
    log.store.set(path, (log.store.get(path) as Uint8Array).subarray(1));
    expect(await failures(log)).toEqual([{ code: 'bundle-malformed', path, first: 256n, last: 299n }]);
    log.store.set(path, formatBundle(Array.from({ length: 45 }, (_, i) => leafOf(256 + i))));
    expect(await failures(log)).toEqual([{ code: 'bundle-malformed', path, first: 256n, last: 299n }]);
  });

  it('sees a rewrite that was signed again, if it saw the head before', async () => {
    const rewritten = logOf([600], (i) => (i === 7 ? Buffer.from('another') : leafOf(i)));
    expect((await audit(rewritten)).status).toBe('verified');
    expect(await failures(rewritten, knownOf(300))).toEqual([{ code: 'fork', known: 300n }]);
    expect(await failures(rewritten, knownOf(600))).toEqual([{ code: 'fork', known: 600n }]);
  });

  it('sees a rollback and another origin before it reads a tile', async () => {
    const log = { ...logOf([300]), fetchTile: () => Promise.reject(new Error('read a tile')) };
    expect(await failures(log, knownOf(301))).toEqual([{ code: 'rollback', size: 300n, known: 301n }]);
    const elsewhere = { ...knownOf(300), origin: 'elsewhere.example' };
    expect(await failures(log, elsewhere)).toEqual([{ code: 'wrong-origin' }]);
  });

  it('refuses a checkpoint that another key signed', async () => {
    const log = logOf([3]);
    const checkpoint = await signedHead(3n, log.root);
    const stranger = signerFor(ORIGIN, 9).verifier;
    const refused = auditLog({ checkpoint, log: stranger, fetchTile: log.fetchTile, tree });
    await expect(refused).rejects.toMatchObject({ code: 'unverified' });
  });

  it('passes on a fault of the transport as it is', async () => {
    const log = { ...logOf([70_000]), fetchTile: () => Promise.reject(new Error('connection lost')) };
    await expect(audit(log)).rejects.toThrow('connection lost');
  });
});

describe('an audit that was ended', () => {
  const LEFT = new Error('killed');

  /** As far as `entries`; what a file would hold of it. */
  async function endedAt(log: MemoryLog, entries: bigint, known?: KnownHead): Promise<SavedAudit> {
    let saved: SavedAudit | undefined;
    const ended = auditLog({
      ...{ checkpoint: await signedHead(log.edge.size, log.root), log: LOG_KEY.verifier, tree, known },
      fetchTile: log.fetchTile,
      onSavePoint: (save) => {
        saved = save();
        if (saved.next >= entries) throw LEFT;
      },
    });
    await expect(ended).rejects.toBe(LEFT);
    if (saved === undefined) throw new Error('nothing was saved');
    return saved;
  }
  async function goneOn(log: MemoryLog, saved: SavedAudit, known?: KnownHead) {
    const read: string[] = [];
    const report = await auditLog({
      ...{ checkpoint: await signedHead(log.edge.size, log.root), log: LOG_KEY.verifier, tree, known, saved },
      fetchTile: (path) => {
        read.push(path);
        return log.fetchTile(path);
      },
    });
    return { read, found: report.status === 'failed' ? report.failures : [] };
  }

  it.each([256n, 512n, 65_280n, 65_536n, 65_792n])('goes on at %i and reads nothing twice', async (entries) => {
    const saved = await endedAt(logOf([66_500]), entries, knownOf(300));
    expect(saved.next).toBe(entries);
    const { read, found } = await goneOn(logOf([66_500]), saved, knownOf(300));
    expect(found).toEqual([]);
    expect(read).not.toContain('tile/entries/000');
    expect(read.filter((path) => path.startsWith('tile/entries/'))).toHaveLength(260 - Number(entries / 256n));
  });

  it('goes on under a head that was signed since', async () => {
    const saved = await endedAt(logOf([70_000]), 1024n, knownOf(65_600));
    expect((await goneOn(logOf([131_100]), saved, knownOf(65_600))).found).toEqual([]);
  });

  it('keeps what it found, and finds the rest', async () => {
    const log = logOf([2000]);
    alterEntry(log, 'tile/entries/000', 7);
    alterEntry(log, 'tile/entries/006', 2);
    const { found } = await goneOn(log, await endedAt(log, 1024n));
    expect(found).toEqual([
      { code: 'entry-altered', entry: 7n },
      { code: 'entry-altered', entry: 1538n },
    ]);
  });

  it('sees what was rewritten behind it, and what was cut off', async () => {
    const rewritten = logOf([2000], (i) => (i === 7 ? Buffer.from('another') : leafOf(i)));
    const saved = await endedAt(logOf([2000]), 1024n);
    expect((await goneOn(rewritten, saved)).found).toContainEqual({ code: 'root-mismatch', size: 2000n });
    expect((await goneOn(logOf([900]), saved)).found).toEqual([{ code: 'rollback', size: 900n, known: 1024n }]);
    const past = await endedAt(logOf([2000]), 1024n, knownOf(1000));
    expect((await goneOn(logOf([2000]), past, { ...knownOf(1000), root: tree.empty })).found).toEqual([
      { code: 'fork', known: 1000n },
    ]);
  });
});
