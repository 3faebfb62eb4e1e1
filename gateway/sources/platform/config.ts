/** `sources.json`: which platforms are asked, for which lists, and how hard. Strict: a misspelt limit is no limit. */
import { Slug } from '@duecheck/core/contract';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1), z.maxLength(500));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));

/** One of the platform's lists, by the key under which it stands in the answer's `data`. */
const List = z.strictObject({
  /** Record type of our data catalogue that its rows are read as. */
  type: Slug,
  /** That type's category: only where a row shows or tests it is the list asked for. */
  category: Slug,
  /** What the contract with the platform states of each row, by field: `finality` where only final ones are listed. */
  states: z._default(z.record(text, text), {}),
});
export type ListConfig = z.infer<typeof List>;

/** Names in an outcome's `missing` that are no platform's. */
const OURS = ['own', 'own-store', 'register'];

const LOOPBACK = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** MD5 signing proves little (see sign.ts), so plain HTTP ends on this machine: in a tunnel that has the certificates. */
const guarded = ({ url, tls }: { url: string; tls?: unknown }): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' ? tls !== undefined : protocol === 'http:' && LOOPBACK.test(hostname);
};

export const SourceConfig = z
  .strictObject({
    id: Slug.check(z.refine((id) => !OURS.includes(id), 'a name of our own')),
    /** Where /credit/… begins. */
    url: text,
    appKey: text,
    /** One of the two; a file's path is taken from where this file lies. */
    secret: z.optional(text),
    secretFile: z.optional(text),
    /** Files in PEM: our certificate and key, and who signed the platform's where no public authority did. */
    tls: z.optional(z.strictObject({ certFile: text, keyFile: text, caFile: z.optional(text) })),
    lists: z.record(z.string().check(z.regex(/^[A-Za-z][\w-]{0,63}$/)), List),
    /** Decision point → the matter that we are registered for there. Absent: decision points are its matters. */
    matterCodes: z.optional(z.record(Slug, text)),
    /** Whether "ok" and "no record" also mean that the platform compared name and number, as its contract says. */
    identity: z._default(z.enum(['compared', 'not-compared']), 'not-compared'),
    /** Of answers that do not say theirs. */
    charset: z._default(z.enum(['utf-8', 'gb18030']), 'utf-8'),
    perSecond: whole(1, 1000),
    /** For a clerk from question to answer, waiting included; for one of a batch from its turn on. */
    deadlineMs: whole(50, 60_000),
    atOnce: whole(1, 100),
    /** Questions that may wait, of each pace. */
    queue: z._default(whole(1, 100_000), 1024),
    /** After so many failures in a row it is left alone for so long. */
    breaker: z._default(z.strictObject({ failures: whole(1, 1000), coolMs: whole(1, 3_600_000) }), {
      failures: 5,
      coolMs: 10_000,
    }),
  })
  .check(
    z.refine((one) => (one.secret === undefined) !== (one.secretFile === undefined), 'one of secret and secretFile'),
    z.refine(guarded, 'https with a client certificate, or the loopback end of a tunnel'),
  );
export type SourceConfig = z.infer<typeof SourceConfig>;

export const SourcesFile = z
  .strictObject({ sources: z.array(SourceConfig) })
  .check(z.refine(({ sources }) => new Set(sources.map(({ id }) => id)).size === sources.length, 'two of one name'));
export type SourcesFile = z.infer<typeof SourcesFile>;

/** What a client is made of: the files that the configuration names have been read. */
export interface PlatformConfig
  extends Pick<SourceConfig, 'id' | 'url' | 'appKey' | 'lists' | 'matterCodes' | 'identity' | 'charset' | 'atOnce'> {
  readonly secret: string;
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
}
