/** Witnesses of a house's register: real ones, and ones that do what a script says. */
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTE_COSIGNATURE, noteVerifier } from '@duecheck/core/register';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { RegisterAlarm } from '../../../gateway/register/errors.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { serveWitness } from '../../../gateway/witness/serve-witness.ts';
import { type CosignRounds, createCosignRounds } from '../../../gateway/witnesses/cosign-rounds.ts';
import type { WitnessSetting, WitnessSettings } from '../../../gateway/witnesses/known-witnesses.ts';
import { signerFor } from '../../unit/register/logs.ts';
import { HOUSE_TIME, type House, ORIGIN } from './house.ts';
import { tree } from './read-log.ts';

/** `duecheck witness` for this log, on a state of its own or on one that is there. Its clock stands at the hour at which houses begin. */
export async function realWitness(vkeys: readonly string[], { folder = '', name = 'one.example', port = 0 } = {}) {
  const dir = folder === '' ? mkdtempSync(join(tmpdir(), 'duecheck-witness-')) : folder;
  const files = { stateFile: join(dir, 'heads'), keyFile: join(dir, 'key') };
  const logs = new Map([[ORIGIN, vkeys.map((vkey) => noteVerifier(vkey, intl1))]]);
  const now = () => HOUSE_TIME;
  const running = await serveWitness({ ...files, name, logs, host: '127.0.0.1', port, now });
  return { ...running, ...files, folder: dir, url: `http://127.0.0.1:${running.port}` };
}

export const SCRIPTED = signerFor('liar.example', 7, NOTE_COSIGNATURE);

export interface Told {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}
/** `hang`: takes the request and says nothing. `flood`: never ends. */
export type Script = (asked: { path: string; body: string }) => Told | 'hang' | 'flood' | Promise<Told>;

/** A witness with the key SCRIPTED that says whatever its script says at the time. */
export async function scriptedWitness() {
  let script: Script = () => ({ status: 500 });
  const asked: string[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    asked.push(`${request.method} ${request.url}`);
    const told = await script({ path: request.url ?? '', body });
    if (told === 'hang') return;
    if (told === 'flood') {
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', flood);
      flood();
      return;
    }
    response.writeHead(told.status, told.headers).end(told.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vkey: SCRIPTED.vkey,
    asked,
    says: (next: Script) => {
      script = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface Rounds extends CosignRounds {
  readonly settings: WitnessSettings;
  readonly alarms: RegisterAlarm[];
}

export function roundsOf(house: House, register: Register, asked: readonly WitnessSetting[], quorum = 1): Rounds {
  const settings = { asked: asked.map(({ url, vkey }) => ({ url, vkey })), quorum };
  const alarms: RegisterAlarm[] = [];
  const log = { db: house.db, keys: house.keys, suite: intl1, tree, origin: ORIGIN, fetchTile: register.fetchTile };
  const onAlarm = (alarm: RegisterAlarm) => void alarms.push(alarm);
  return { settings, alarms, ...createCosignRounds({ ...log, clock: house.clock, register, settings, onAlarm }) };
}

export const ownLog = (house: House) => ({ db: house.db, keys: house.keys, suite: intl1, tree, origin: ORIGIN });
