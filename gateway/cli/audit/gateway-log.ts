/** A gateway's register over HTTP, as anyone may read it, and its rows, as an auditor may. */
import { DuecheckError } from '@duecheck/core/errors';
import type { FetchTile } from '@duecheck/core/register';
import { parseOrigin } from '../../register/log-origin.ts';
import { MAX_ROWS, StoredEntriesAnswer, type StoredEntryWire } from '../../register/stored-wire.ts';

export type AuditCode =
  /** No answer, or one of the kind 5xx. */
  | 'gateway-unreachable'
  /** 401 or 403. */
  | 'not-an-auditor'
  /** An answer that is none of ours. */
  | 'gateway-answer';

export interface GatewayLog {
  /** `/register/<name>`. @throws DuecheckError AuditCode */
  readonly text: (name: 'checkpoint' | 'vkey') => Promise<string>;
  /** `/register/<name>` where there is one. @throws DuecheckError AuditCode */
  readonly textIfAny: (name: 'cosigned' | 'witnesses') => Promise<string | undefined>;
  readonly fetchTile: FetchTile;
  /** `/register/<path>` of the register as a whole, as JSON; undefined where it says nothing. @throws DuecheckError AuditCode */
  readonly about: (path: string) => Promise<unknown>;
  /** Rows of the places from ≤ index < to, by index. */
  readonly rows: (from: number, to: number) => Promise<ReadonlyMap<number, StoredEntryWire>>;
}

export interface GatewayLogOptions {
  readonly url: string;
  /** Which log of the register, by its name; left out, the newest. */
  readonly origin?: string | undefined;
  /** An auditor's access token; without it `rows` is refused. */
  readonly token?: string | undefined;
  readonly fetch: typeof fetch;
}

export function gatewayLog({ url, origin, token, fetch }: GatewayLogOptions): GatewayLog {
  const named = origin === undefined ? undefined : parseOrigin(origin);
  const here = named === undefined ? '/register' : `/register/${named.year}/${named.epoch}`;
  const base = url.replace(/\/+$/, '');
  /** @returns the body; undefined for 404 */
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Uint8Array | undefined> => {
    let status: number;
    let body: Uint8Array;
    try {
      const answer = await fetch(`${base}${path}`, { headers });
      status = answer.status;
      body = new Uint8Array(await answer.arrayBuffer());
    } catch (cause) {
      throw new DuecheckError<AuditCode>('gateway-unreachable', `${base} does not answer`, { cause });
    }
    if (status === 200) return body;
    if (status === 404) return undefined;
    const [route] = path.split('?');
    if (status === 401 || status === 403)
      throw new DuecheckError<AuditCode>('not-an-auditor', `${route}: ${status}; an auditor's token is needed`);
    throw new DuecheckError<AuditCode>('gateway-unreachable', `${route}: ${status}`);
  };

  const textIfAny = async (name: string): Promise<string | undefined> => {
    // Witnesses are asked for every log of the register.
    const answer = await get(`${name === 'witnesses' ? '/register' : here}/${name}`);
    return answer && new TextDecoder().decode(answer);
  };

  return {
    async text(name) {
      const answer = await textIfAny(name);
      if (answer === undefined) throw new DuecheckError<AuditCode>('gateway-answer', `${base} has no register`);
      return answer;
    },
    textIfAny,
    fetchTile: (path) => get(`${here}/${path}`),
    about: async (path) => parseJson(await get(`/register/${path}`)),
    async rows(from, to) {
      const rows = new Map<number, StoredEntryWire>();
      const of = origin === undefined ? '' : `origin=${encodeURIComponent(origin)}&`;
      for (let at = from; at < to; at += MAX_ROWS) {
        const limit = Math.min(MAX_ROWS, to - at);
        const answer = await get(`/v1/register/entries?${of}from=${at}&limit=${limit}`, {
          authorization: `Bearer ${token}`,
        });
        const parsed = StoredEntriesAnswer.safeParse(parseJson(answer));
        if (!parsed.success)
          throw new DuecheckError<AuditCode>('gateway-answer', 'the list of entries is not in its form');
        for (const entry of parsed.data.entries) rows.set(entry.index, entry);
      }
      return rows;
    },
  };
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
