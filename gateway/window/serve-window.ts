/** The window of its own origin: a framed consent could be clickjacked, and providers refuse frames (DESIGN §6). */
import type { AddressInfo } from 'node:net';
import { translator, WINDOW } from '@duecheck/core/text';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { closePromptly } from '../http/close-promptly.ts';
import type { World } from '../world.ts';
import { addCallbackRoute } from './callback.ts';
import { createCookieJar } from './cookie.ts';
import { addEnquiryRoutes } from './enquiry.ts';
import { createLogin, type LoginOptions } from './login.ts';
import { addMineRoutes } from './mine.ts';
import { SCRIPT_HASH, STYLE_HASH } from './page.ts';
import { html, languageIn } from './visit.ts';

export interface WindowOptions extends LoginOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export async function serveWindow(
  world: World,
  { host, port, ...login }: WindowOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const app = Fastify({
    bodyLimit: 4096,
    logger: false,
    // An address names a session, and whoever has that can start it.
    logController: new LogController({ disableRequestLogging: true }),
  });
  closePromptly(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [STYLE_HASH],
        scriptSrc: [SCRIPT_HASH],
        // That the window is gone.
        connectSrc: ["'self'"],
        // The sign-in leads on to the provider.
        formAction: ["'self'", new URL(login.issuer).origin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: login.url.startsWith('https:'),
  });
  // Fastify's own answers repeat the address, or say what broke; here a person reads them.
  const page = (request: FastifyRequest, reply: FastifyReply, title: 'fault.title' | 'over.title') => {
    const language = languageIn(request);
    const say = translator(WINDOW, language);
    return html(reply, {
      language,
      title: say(title),
      lead: [say(title === 'fault.title' ? 'fault.note' : 'over.note')],
    });
  };
  app.setNotFoundHandler((request, reply) => page(request, reply.code(404), 'over.title'));
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const ours = (error.statusCode ?? 500) >= 500;
    return page(request, reply.code(ours ? 503 : 400), ours ? 'fault.title' : 'over.title');
  });
  const jar = createCookieJar(world.keys.current('pepper').bytes, world.clock.now);
  const window = { world, login: createLogin(login), jar, url: login.url };
  for (const add of [addEnquiryRoutes, addCallbackRoute, addMineRoutes]) add(app, window);
  await app.listen({ host, port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}
