/** Where the gateway is and whom to trust: policy first, then the office's managed build; a release build has neither. */
import type { ListRoot } from '@duecheck/core/lists';
import { type Language, languageOf } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { readOwn } from './own-settings.ts';

const Given = z.object({
  gatewayUrl: z.optional(z.url()),
  issuer: z.optional(z.url()),
  clientId: z.optional(z.string().check(z.minLength(1))),
  listRoot: z.optional(z.object({ vkeys: z.array(z.string()), threshold: z.int().check(z.positive()) })),
  language: z.optional(z.string()),
  /** `no`: neither a page after the install nor a line after an update. */
  introduce: z.optional(z.enum(['yes', 'no'])),
});
export type Given = z.infer<typeof Given>;

export interface Settings {
  /** Origins, without a slash at the end. */
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  /** null: lists are refused until policy names a root (PROTOCOL, Signing lists). */
  readonly listRoot: ListRoot | null;
}

/** What the office set; `policy`: the part of it that came that way, and stands above the rest. */
export async function readGiven(): Promise<{ readonly policy: Given; readonly given: Given }> {
  const named = await policy();
  return { policy: named, given: { ...(await officeBuild()), ...named } };
}

/** null: nobody has set this browser up. */
export async function readSettings(): Promise<Settings | null> {
  const { gatewayUrl, issuer, clientId, listRoot } = (await readGiven()).given;
  if (!gatewayUrl || !issuer || !clientId) return null;
  return {
    gatewayUrl: new URL(gatewayUrl).origin,
    issuer,
    clientId,
    listRoot: listRoot?.vkeys.length ? listRoot : null,
  };
}

export async function readLanguage(): Promise<Language> {
  const [{ policy: named, given }, own] = [await readGiven(), await readOwn()];
  return languageOf(named.language || own.language || given.language || browser.i18n.getUILanguage());
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
