/** A witness on a port of its own, over a state in a folder of its own, and a log in memory that asks it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddCheckpoint, proveConsistencyFromTiles } from '@duecheck/core/register';
import { serveWitness } from '../../../gateway/witness/serve-witness.ts';
import { base64, LOG_KEY, leafOf, logOf, ORIGIN, signedHead, tree } from '../register/logs.ts';

export const stateFolder = (): string => mkdtempSync(join(tmpdir(), 'duecheck-witness-'));

export async function openWitness(folder = stateFolder()) {
  const files = { stateFile: join(folder, 'heads'), keyFile: join(folder, 'key') };
  const faults: string[] = [];
  const running = await serveWitness({
    ...files,
    name: 'witness.example',
    host: '127.0.0.1',
    port: 0,
    logs: new Map([[ORIGIN, [LOG_KEY.verifier]]]),
    now: () => 1_790_000_000_999,
    onFault: (fault) => faults.push(fault),
  });
  const url = `http://127.0.0.1:${running.port}`;
  const post = async (body: string | Uint8Array, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: body as BodyInit, headers });
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };
  return { ...files, ...running, folder, url, post, faults };
}

/** The body of a request from one size to another. @param leaf of a log that was rewritten. */
export async function request(old: number, size: number, leaf = leafOf): Promise<string> {
  const log = logOf([size], leaf);
  const proof = old > size ? [] : await proveConsistencyFromTiles({ ...log, size: BigInt(size), tree }, BigInt(old));
  const note = Buffer.from(await signedHead(BigInt(size), log.root)).toString();
  return formatAddCheckpoint(BigInt(old), base64(proof), note);
}
