/**
 * The secret that calls are signed with. It lives for minutes (Zhejiang's platforms: 15) and is renewed by a longer one
 * (48 hours), which the secret of the registration asks for: `requestSecret`, `refreshSecret` (domain/FORMATS §6).
 * The platform's word that it ended is what counts, not its end by our clock: the two clocks differ.
 */
import * as z from 'zod/mini';
import type { Clock } from '../../clock.ts';
import { SourceFault } from '../source.ts';
import type { PlatformConfig } from './config.ts';
import { openEnvelope } from './envelope.ts';
import type { Post } from './http.ts';
import { signCall } from './sign.ts';

const Pair = z.object({ requestSecret: z.string().check(z.minLength(1)), refreshSecret: z.string() });
type Pair = z.infer<typeof Pair>;

export interface Secrets {
  /** @throws SourceFault */
  readonly current: () => Promise<string>;
  /** One for all who were told the same at once. @param over the secret that the platform takes no more */
  readonly renew: (over: string) => Promise<string>;
}

type Config = Pick<PlatformConfig, 'appKey' | 'secret' | 'charset'>;

/** Nobody is looked up by it, so it has a time of its own and does not end with whoever asked first. */
const RENEWAL_MS = 5000;

export function createSecrets({ appKey, secret, charset }: Config, post: Post, clock: Clock): Secrets {
  let held: Pair | null = null;
  let renewal: Promise<string> | null = null;

  /** null: the platform does not take the secret that we signed with. */
  async function fetchPair(path: string, signedWith: string): Promise<Pair | null> {
    const body = signCall(appKey, signedWith, clock.now());
    const { meaning, data } = openEnvelope(await post(path, body, AbortSignal.timeout(RENEWAL_MS)), charset);
    if (meaning === 'secret-over') return null;
    const pair = Pair.safeParse(data);
    if (!pair.success) throw new SourceFault('unreadable', 'an answer without the secrets that it was asked for');
    return pair.data;
  }

  async function fetchNew(): Promise<string> {
    const refreshed = held?.refreshSecret ? await fetchPair('/credit/secret/refresh', held.refreshSecret) : null;
    held = refreshed ?? (await fetchPair('/credit/secret/request', secret));
    if (held === null) throw new SourceFault('refused', 'the platform does not take the secret of our registration');
    return held.requestSecret;
  }

  const renewed = () => {
    renewal ??= fetchNew().finally(() => {
      renewal = null;
    });
    return renewal;
  };
  return {
    current: async () => held?.requestSecret ?? renewed(),
    renew: async (over) => (held !== null && held.requestSecret !== over ? held.requestSecret : renewed()),
  };
}
