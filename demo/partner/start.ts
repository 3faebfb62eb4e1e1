/** 示例银行: a partner's site with a server of its own. It knows its customer, and learns nothing but what she hands over. */
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { registerAssets } from '../host/assets.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import { addLoanRoutes } from './loan.ts';
import type { PartnerPlan } from './plan.ts';
import { addPlaygroundRoutes } from './playground.ts';

export { type PartnerPlan, planPartner } from './plan.ts';

/** `url`: where browsers see it. */
export type PartnerSite = Running;

export interface PartnerPlace {
  readonly port: number;
  readonly widgetUrl: string;
}

/** What a page needs to hold the element. */
export interface Loader {
  readonly url: string;
  readonly integrity: string;
}

export async function startPartner(plan: PartnerPlan, { port, widgetUrl }: PartnerPlace): Promise<PartnerSite> {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 16_384 });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  // As strict as a bank's pages are: the loader and its frame, and nothing else from elsewhere.
  app.addHook('onSend', async (_request, reply) => {
    reply.header(
      'content-security-policy',
      [
        "default-src 'none'",
        `script-src 'self' ${widgetUrl}`,
        "style-src 'self'",
        "connect-src 'self'",
        // Browsers ask for an icon by themselves.
        "img-src 'self'",
        `frame-src ${widgetUrl}`,
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    );
  });
  await app.register((under) => registerAssets(under, fileURLToPath(new URL('static', import.meta.url))), {
    prefix: '/static',
  });
  // The demonstration asks for it; a real page has address and digest written down, so that nobody can change them.
  const loader = async (): Promise<Loader> => {
    const { url, integrity } = (await (await widgetFetch(widgetUrl, '/latest.json')).json()) as Loader;
    return { url, integrity };
  };
  addLoanRoutes(app, { plan, loader });
  addPlaygroundRoutes(app, { plan, loader });
  await app.listen({ host: LOOPBACK, port });
  return { url: plan.origin, port, close: () => app.close() };
}

/** Node knows no `*.localhost`. */
const widgetFetch = (widgetUrl: string, path: string): Promise<Response> =>
  fetch(`http://${LOOPBACK}:${new URL(widgetUrl).port}${path}`);
