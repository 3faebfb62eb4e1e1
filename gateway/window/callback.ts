/** Back from the identity provider: to the enquiry, or to the person's own pages. */
import { translator, WINDOW } from '@duecheck/core/text';
import type { FastifyInstance } from 'fastify';
import { again } from './enquiry.ts';
import { html, languageIn, remember, show, visiting, type Window } from './visit.ts';

export function addCallbackRoute(app: FastifyInstance, window: Window): void {
  const { login, jar, url } = window;
  app.get('/callback', async (request, reply) => {
    const { state = '' } = request.query as { state?: string };
    const kept = await jar.readByState(request.headers.cookie, String(state));
    const language = languageIn(request);
    const say = translator(WINDOW, language);
    if (kept?.login == null) return html(reply, { language, title: say('over.title'), lead: [say('over.note')] });
    const person = await login.end(new URL(request.url, url), kept.login);
    if (typeof person !== 'string') {
      await remember(reply, jar, { ...kept, login: null, person });
      return reply.redirect(kept.session === null ? '/mine' : `/enquiry/${kept.session}/consent`, 303);
    }
    await remember(reply, jar, { ...kept, login: null, person: null });
    const { session, form } = kept;
    if (session === null)
      return html(reply, {
        language,
        title: say(person),
        links: [{ label: say('login.again'), address: '/mine', stays: true }],
      });
    (request.params as { id: string }).id = session;
    return visiting(window, { request, reply, during: 'window' }, async (visit) =>
      show(visit, { title: say(person), lead: [say('login.later')], ...again(visit, { form }) }),
    );
  });
}
