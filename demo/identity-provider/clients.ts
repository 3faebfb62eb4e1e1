import { createHash } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';

/** What access tokens are for: the gateway checks this audience (RFC 8707, RFC 9068). */
export const GATEWAY_AUDIENCE = 'urn:duecheck:gateway';
export const EXTENSION_CLIENT = 'duecheck-extension';
export const CLI_CLIENT = 'duecheck-cli';
/** The window in which a person shows a partner something. */
export const WINDOW_CLIENT = 'duecheck-window';
/** The console of auditors. */
export const CONSOLE_CLIENT = 'duecheck-console';
/** Any port is accepted (RFC 8252 §7.3). */
export const LOOPBACK_REDIRECT = 'http://127.0.0.1/callback';

export interface ExtensionIds {
  /** 32 letters a–p: the host of the extension's pages. */
  readonly chrome: readonly string[];
  /** The add-on ids of the Firefox builds, such as `duecheck@example.org`. */
  readonly firefox: readonly string[];
  /** Public address of the person's window, where one is served. */
  readonly window?: string;
  /** Public address of the console, where one is served. */
  readonly console?: string;
}

const PUBLIC_CLIENT = {
  token_endpoint_auth_method: 'none',
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
  id_token_signed_response_alg: 'ES256',
} as const satisfies Partial<ClientMetadata>;

/** Public clients with PKCE: neither an extension nor a command line can keep a secret. */
export const clientsFor = (ids: ExtensionIds): ClientMetadata[] => [
  ...webClient(WINDOW_CLIENT, '应查必查 · 本人窗口', ids.window),
  ...webClient(CONSOLE_CLIENT, '应查必查 · 查询审查', ids.console),
  {
    ...PUBLIC_CLIENT,
    client_id: EXTENSION_CLIENT,
    client_name: '应查必查 · 浏览器扩展',
    application_type: 'native',
    redirect_uris: [...ids.chrome.map(chromeRedirect), ...ids.firefox.flatMap(firefoxRedirects)],
  },
  {
    ...PUBLIC_CLIENT,
    client_id: CLI_CLIENT,
    client_name: '应查必查 · 命令行',
    application_type: 'native',
    redirect_uris: [LOOPBACK_REDIRECT],
  },
];

/** Pages that a gateway serves, where it does. */
const webClient = (id: string, name: string, address: string | undefined): ClientMetadata[] =>
  address === undefined
    ? []
    : [
        {
          ...PUBLIC_CLIENT,
          client_id: id,
          client_name: name,
          application_type: 'web' as const,
          redirect_uris: [`${address}/callback`],
        },
      ];

/** Where `identity.launchWebAuthFlow` listens. */
export const chromeRedirect = (id: string): string => `https://${id}.chromiumapp.org/`;

/** Firefox derives both addresses from the add-on id; which one is used depends on its version. */
export function firefoxRedirects(addonId: string): string[] {
  const hash = createHash('sha1').update(addonId).digest('hex');
  return [`https://${hash}.extensions.allizom.org/`, `http://127.0.0.1/mozoauth2/${hash}`];
}

/** Extension pages and workers call the token endpoint across origins. Firefox gives each install an origin of its own. */
export function mayCallFrom(origin: string, client: string, ids: ExtensionIds): boolean {
  if (client !== EXTENSION_CLIENT) return false;
  return origin.startsWith('moz-extension://') || ids.chrome.some((id) => origin === `chrome-extension://${id}`);
}
