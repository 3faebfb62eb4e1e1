import { join } from 'node:path';
import Provider from 'oidc-provider';
import { listen, type Running } from '../running.ts';
import { createFileAdapter } from './adapter.ts';
import type { ExtensionIds } from './clients.ts';
import { configurationFor } from './configuration.ts';
import { handleInteraction } from './interactions.ts';
import { loadProviderKeys } from './keys.ts';
import { messagePage } from './pages.ts';

export interface IdentityProviderOptions {
  readonly port: number;
  /** Where keys and sessions are kept. */
  readonly folder: string;
  readonly extensionIds?: ExtensionIds;
  /** 15 minutes where not given. */
  readonly accessTokenSeconds?: number;
}

/**
 * Starts the demonstration's OpenID provider. `url` is the issuer; the host is plain `localhost`, which the gateway can
 * resolve without help.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<Running> {
  const { port, serve, close } = await listen(options.port);
  const url = `http://localhost:${port}`;
  const provider = new Provider(
    url,
    configurationFor({
      keys: await loadProviderKeys(options.folder),
      adapter: await createFileAdapter(join(options.folder, 'identity-provider-state.json')),
      extensionIds: options.extensionIds ?? { chrome: [], firefox: [] },
      accessTokenSeconds: options.accessTokenSeconds ?? 15 * 60,
    }),
  );
  const handle = provider.callback();
  serve((request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      handle(request, response);
      return;
    }
    // Thrown for an interaction that is over: a tab left open, the back button.
    handleInteraction(provider, request, response).catch(() => {
      response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
      response.end(messagePage('登录已过期', '请回到原来的页面重新登录。'));
    });
  });
  return { url, port, close };
}
