import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { clientsFor, type ExtensionIds, GATEWAY_AUDIENCE, mayCallFrom } from './clients.ts';
import type { ProviderKeys } from './keys.ts';
import { messagePage } from './pages.ts';
import { findUser, SUBJECT_CLAIM } from './users.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export interface ProviderOptions {
  readonly keys: ProviderKeys;
  readonly extensionIds: ExtensionIds;
  readonly adapter: NonNullable<Configuration['adapter']>;
  /** Seconds; short ones let a test see an expired token. */
  readonly accessTokenSeconds: number;
}

export const configurationFor = (options: ProviderOptions): Configuration => ({
  adapter: options.adapter,
  clients: clientsFor(options.extensionIds),
  jwks: options.keys.jwks as NonNullable<Configuration['jwks']>,
  cookies: { keys: [...options.keys.cookieSecrets] },
  scopes: ['openid', 'profile', 'identity', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name'], identity: [SUBJECT_CLAIM] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  clientBasedCORS: (_context, origin, client) => mayCallFrom(origin, client.clientId, options.extensionIds),
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      // The gateway is the only thing that these accounts are for: nobody has to name it.
      defaultResource: () => GATEWAY_AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: GATEWAY_AUDIENCE,
        accessTokenFormat: 'jwt',
        accessTokenTTL: options.accessTokenSeconds,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  // A day's work: signed in once, asked again the next morning.
  ttl: {
    Session: 10 * HOUR,
    AccessToken: options.accessTokenSeconds,
    Grant: 10 * HOUR,
    RefreshToken: 10 * HOUR,
    Interaction: 10 * MINUTE,
    AuthorizationCode: MINUTE,
    IdToken: HOUR,
  },
  interactions: { policy: signInOnly(), url: (_context, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: (_context, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
  findAccount: (_context, sub) => {
    const user = findUser(sub);
    const subject = user?.subject;
    const number = subject && { [SUBJECT_CLAIM]: { kind: subject.kind, number: subject.number } };
    return user && { accountId: user.id, claims: () => ({ sub: user.id, name: user.name, ...number }) };
  },
  loadExistingGrant: grantEverything,
  renderError: (context, out) => {
    context.type = 'html';
    context.body = messagePage('无法登录', `${out.error}：${out.error_description ?? ''}`);
  },
});

/**
 * Native clients are asked for consent each time by default, since another program on the machine could pose as them
 * (RFC 8252 §8.6). The extension renews its session silently, and there is nothing behind these accounts to steal.
 */
function signInOnly() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

/** The office registered these clients itself, so there is nothing for its clerks to consent to. */
async function grantEverything(context: KoaContextWithOIDC) {
  const { client, session, provider, result } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const grant = known ? await provider.Grant.find(known) : undefined;
  if (grant) return grant;
  const fresh = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  fresh.addOIDCScope('openid profile identity offline_access');
  await fresh.save();
  return fresh;
}
