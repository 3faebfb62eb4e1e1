/** Where the gateway is and whom to trust: policy first, then the office's managed build; a release build has neither. */
import type { ListRoot } from '@duecheck/core/lists';
import { type Language, languageOf } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';

const Given = z.object({
  gatewayUrl: z.optional(z.url()),
  issuer: z.optional(z.url()),
  clientId: z.optional(z.string().check(z.minLength(1))),
  listRoot: z.optional(z.object({ vkeys: z.array(z.string()), threshold: z.int().check(z.positive()) })),
  language: z.optional(z.string()),
});
type Given = z.infer<typeof Given>;

export interface Settings {
  /** Origins, without a slash at the end. */
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  /** null: lists are refused until policy names a root (PROTOCOL, Signing lists). */
  readonly listRoot: ListRoot | null;
}

async function given(): Promise<Given> {
  return { ...(await officeBuild()), ...(await policy()) };
}

/** null: nobody has set this browser up. */
export async function readSettings(): Promise<Settings | null> {
  const { gatewayUrl, issuer, clientId, listRoot } = await given();
  if (!gatewayUrl || !issuer || !clientId) return null;
  return {
    gatewayUrl: new URL(gatewayUrl).origin,
    issuer,
    clientId,
    listRoot: listRoot?.vkeys.length ? listRoot : null,
  };
}

export async function readLanguage(): Promise<Language> {
  return languageOf((await given()).language || browser.i18n.getUILanguage());
}

/** Firefox rejects where there is no policy; Chromium answers with nothing, for about 2 s also after a forced install. */
async function policy(): Promise<Given> {
  try {
    return parse(await browser.storage.managed.get());
  } catch {
    return {};
  }
}

async function officeBuild(): Promise<Given> {
  try {
    return parse(await (await fetch(browser.runtime.getURL('office.json'))).json());
  } catch {
    return {};
  }
}

const parse = (raw: unknown): Given => {
  const parsed = z.safeParse(Given, raw);
  return parsed.success ? parsed.data : {};
};
