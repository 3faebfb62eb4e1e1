import { utf8 } from '@duecheck/core/bytes';
import {
  auditLog,
  type KnownHead,
  noteVerifier,
  openCheckpoint,
  portableSuite,
  treeHash,
} from '@duecheck/core/register';
import { tilesAt } from './register-text.ts';
import type { VerifyNews, VerifyOrder } from './verify.ts';

/** Of a log that is altered everywhere; how many there are is told beside them. */
const MOST_FAILURES = 200;
const TELL_MS = 100;

const tell = (news: VerifyNews) => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<VerifyOrder>) => {
  verify(data).then(tell, (error: { code?: string; message?: string }) =>
    tell({ kind: 'broken', code: error.code ?? error.message ?? 'unknown' }),
  );
});

async function verify({ checkpoint, vkey, place, seen }: VerifyOrder): Promise<VerifyNews> {
  const suite = portableSuite();
  const log = noteVerifier(vkey, suite);
  const { size } = openCheckpoint(utf8(checkpoint), log);
  let told = 0;
  const report = await auditLog({
    checkpoint: utf8(checkpoint),
    log,
    known: seen === null ? undefined : knownIn(seen, log),
    fetchTile: tilesAt(place),
    tree: treeHash(suite.hash),
    onProgress(entries) {
      const now = performance.now();
      if (now - told < TELL_MS) return;
      told = now;
      tell({ kind: 'progress', done: Number(entries), size: Number(size) });
    },
  });
  if (report.status === 'verified') return { kind: 'verified', size: Number(size) };
  const { failures } = report;
  return { kind: 'failed', size: Number(size), failures: failures.slice(0, MOST_FAILURES), of: failures.length };
}

function knownIn(seen: string, log: ReturnType<typeof noteVerifier>): KnownHead {
  const { origin, size, root } = openCheckpoint(utf8(seen), log);
  return { origin, size, root };
}
