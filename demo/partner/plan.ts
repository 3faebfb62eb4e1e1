/** Two registrations of one bank: the live one, and one whose sessions only try things out. */
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { readJson, writeJson } from '../json-file.ts';

export interface PartnerPlan {
  /** Where browsers see it. */
  readonly origin: string;
  readonly live: PartnerAccess;
  readonly test: PartnerAccess;
  /** For the gateway's registry (`partners.json`). */
  readonly registrations: readonly object[];
}

/** As `createPartner` takes it. */
export interface PartnerAccess {
  readonly gateway: string;
  readonly id: string;
  readonly kid: string;
  readonly key: JWK;
}

/** Those at which a person may hand something over: all market rows, and the enquiry that she authorises. */
const PURPOSES = [
  'commercial-loan',
  'commercial-insurance',
  'wealth-management',
  'online-shopping',
  'marriage-dating',
  'market-employment',
  'authorised-enquiry',
];

/** @param folder keeps the keys from one start to the next */
export async function planPartner(
  folder: string,
  { port, gateway }: { readonly port: number; readonly gateway: string },
): Promise<PartnerPlan> {
  const origin = `http://bank.localhost:${port}`;
  const access = async (id: string): Promise<PartnerAccess> => {
    const path = join(folder, `${id}.json`);
    const key = (await readJson<PartnerAccess>(path))?.key ?? (await newKey());
    const one = { gateway, id, kid: 'k1', key };
    // What a developer needs for a first try, in one file.
    await writeJson(path, one, 0o600);
    return one;
  };
  const [live, test] = await Promise.all([access('qz-bank'), access('qz-bank-test')]);
  const registration = ({ id, kid, key: { kty, crv, x, y } }: PartnerAccess, state: 'open' | 'test') => ({
    id,
    title: { zh: '示例银行', en: 'Sample bank' },
    // Whoever tries the widget has the page on another port.
    origins: state === 'open' ? [origin] : [origin, 'http://localhost:3000'],
    purposes: PURPOSES,
    keys: [{ kid, kty, crv, x, y }],
    sessionsPerDay: 10_000,
    returnUrls: [`${origin}/`],
    state,
    reason: '示范环境的合作平台。',
  });
  return { origin, live, test, registrations: [registration(live, 'open'), registration(test, 'test')] };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256' };
}
