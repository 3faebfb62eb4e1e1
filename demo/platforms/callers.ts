/**
 * Who may ask, as such platforms register it (domain/FORMATS §6): application, addresses, which lists, how often. The
 * secret of the registration only fetches others that end: one of minutes for calls, one of days for renewing it.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Caller {
  readonly appKey: string;
  readonly secret: string;
  /** 应用名称, 应用单位. */
  readonly application: string;
  readonly organisation: string;
  readonly ips: readonly string[];
  /** 需求数据字段: lists that it may have. */
  readonly lists: readonly string[];
  /** 事项类别; `needsAuthorisation`: only with the person's authorisation number. */
  readonly matters: readonly { readonly code: string; readonly needsAuthorisation?: boolean }[];
  readonly perSecond: number;
  readonly perDay: number;
}

export interface Signed {
  readonly appKey: string;
  readonly requestTime: string;
  readonly sign: string;
}

/** Codes as in domain/FORMATS §6, with those for secrets and maintenance that each platform has in its own way. */
export type Refused = '20' | '21' | '22' | '30';

interface Standing {
  readonly caller: Caller;
  on: boolean;
  requestSecret: { text: string; until: number } | null;
  refreshSecret: { text: string; until: number } | null;
  /** Instants of the calls of the last second. */
  recent: number[];
  today: { day: string; calls: number };
}

export interface Pair {
  readonly requestSecret: string;
  readonly requestSecretEndTime: number;
  readonly refreshSecret: string;
  readonly refreshSecretEndTime: number;
}

export interface Callers {
  /** Whether the call is from whom it says, now. */
  admit(call: Signed, ip: string): Caller | Refused;
  /** Counts the call against the limits. */
  count(caller: Caller): Refused | null;
  renew(call: Signed, ip: string, by: 'secret' | 'refreshSecret'): Pair | Refused;
  /** Ends every secret for calls, as time would. */
  endSecrets(): void;
  /** @returns whether there is such a caller */
  switch(appKey: string, to: 'on' | 'off'): boolean;
  list(): readonly { caller: Caller; on: boolean; callsToday: number }[];
}

const CLOCKS_APART = 10 * 60_000;
const REFRESH_LIFE = 48 * 3_600_000;

export function createCallers(
  registered: readonly Caller[],
  { now, secretMs }: { now: () => number; secretMs: number },
): Callers {
  const standings = new Map<string, Standing>(
    registered.map((caller) => [
      caller.appKey,
      { caller, on: true, requestSecret: null, refreshSecret: null, recent: [], today: { day: '', calls: 0 } },
    ]),
  );
  const known = ({ appKey }: Signed, ip: string): Standing | Refused => {
    const standing = standings.get(appKey);
    return standing?.on && standing.caller.ips.includes(ip) ? standing : '20';
  };
  const signedWith = ({ appKey, requestTime, sign }: Signed, secret: string): boolean =>
    Math.abs(Number(requestTime) - now()) < CLOCKS_APART &&
    createHash('md5').update(`${appKey}${secret}${requestTime}`).digest('hex') === sign;

  return {
    admit(call, ip) {
      const standing = known(call, ip);
      if (typeof standing === 'string') return standing;
      const { requestSecret } = standing;
      if (requestSecret === null || !signedWith(call, requestSecret.text)) return '22';
      return requestSecret.until > now() ? standing.caller : '21';
    },
    count({ appKey, perSecond, perDay }) {
      const standing = standings.get(appKey) as Standing;
      standing.recent = standing.recent.filter((at) => at > now() - 1000);
      const day = new Date(now()).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
      if (standing.today.day !== day) standing.today = { day, calls: 0 };
      if (standing.recent.length >= perSecond || standing.today.calls >= perDay) return '30';
      standing.recent.push(now());
      standing.today.calls += 1;
      return null;
    },
    renew(call, ip, by) {
      const standing = known(call, ip);
      if (typeof standing === 'string') return standing;
      const held = by === 'secret' ? { text: standing.caller.secret, until: Infinity } : standing.refreshSecret;
      if (held === null || !signedWith(call, held.text)) return '22';
      if (held.until <= now()) return '21';
      standing.requestSecret = { text: newSecret(), until: now() + secretMs };
      standing.refreshSecret = { text: newSecret(), until: now() + REFRESH_LIFE };
      return {
        requestSecret: standing.requestSecret.text,
        requestSecretEndTime: standing.requestSecret.until,
        refreshSecret: standing.refreshSecret.text,
        refreshSecretEndTime: standing.refreshSecret.until,
      };
    },
    endSecrets() {
      for (const { requestSecret } of standings.values()) if (requestSecret !== null) requestSecret.until = 0;
    },
    switch(appKey, to) {
      const standing = standings.get(appKey);
      if (standing !== undefined) standing.on = to === 'on';
      return standing !== undefined;
    },
    list: () => [...standings.values()].map(({ caller, on, today }) => ({ caller, on, callsToday: today.calls })),
  };
}

const newSecret = (): string => randomBytes(16).toString('hex');
