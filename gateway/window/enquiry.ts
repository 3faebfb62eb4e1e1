/** The person's way through one enquiry: who asks → sign-in → consent → result → hand over, or leave at any of them. */
import { randomBytes } from 'node:crypto';
import { DuecheckError } from '@duecheck/core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { agree } from '../widget/agree.ts';
import { handOver } from '../widget/hand-over.ts';
import { handOverRehearsed, rehearse } from '../widget/rehearsal.ts';
import { leave, windowGone } from '../widget/sessions.ts';
import { consentFor, kindsOf } from './consent.ts';
import type { Remembered } from './cookie.ts';
import { rehearsedPage, resultPage } from './result.ts';
import { act, back, over, quiet, remember, sent, show, type Visit, visiting, type Window } from './visit.ts';

export const newForm = (): string => randomBytes(16).toString('base64url');

export function addEnquiryRoutes(app: FastifyInstance, window: Window): void {
  const { world, login, jar } = window;

  /** One step of an enquiry that is under way; where it is sent, by the person's own press. */
  const page = (path: string, answer: (visit: Visit, request: FastifyRequest) => Promise<unknown>): void => {
    app.get(`/enquiry/:id${path}`, (request, reply) =>
      visiting(window, { request, reply, during: 'window' }, (visit) => answer(visit, request)),
    );
  };
  const step = (path: string, answer: (visit: Visit, kept: Remembered) => Promise<unknown>): void => {
    app.post(`/enquiry/:id${path}`, (request, reply) =>
      visiting(window, { request, reply, during: 'window' }, async (visit) => {
        const kept = await sent(jar, request, visit.session.id);
        return kept === null ? over(visit) : answer(visit, kept);
      }),
    );
  };

  /** The link that the widget's frame opens. */
  page('', async (visit) => {
    const { say, partner, purpose, session, reply } = visit;
    const form = newForm();
    await remember(reply, jar, { session: session.id, login: null, person: null, form });
    return show(visit, {
      title: say('start.title', { partner }),
      lead: [say('start.for', { purpose }), say('start.free', { partner })],
      form,
      buttons: [
        act(visit, 'login', say(session.test === null ? 'start.login' : 'start.test')),
        quiet(visit, 'leave', say('leave')),
      ],
    });
  });

  step('/login', async (visit, kept) => {
    const { reply, session, say } = visit;
    if (session.test !== null) return reply.redirect(`/enquiry/${session.id}/consent`, 303);
    const begun = await login.begin().catch(() => null);
    if (begun === null)
      return show(visit, { title: say('login.failed'), lead: [say('login.later')], ...again(visit, kept) });
    await remember(reply, jar, { ...kept, login: begun.kept, person: null });
    return reply.redirect(begun.address, 303);
  });

  page('/consent', async (visit, request) => {
    const kept = await jar.read(request.headers.cookie, visit.session.id);
    if (kept === null || !mayGoOn(visit, kept)) return over(visit);
    const { say } = visit;
    const consent = consentOf(visit);
    return show(visit, {
      title: say('consent.title'),
      list: consent.lines.map((line) => ({ ...line, button: null })),
      form: kept.form,
      notes: [say('consent.text', { text: consent.text, digest: consent.digest.slice(0, 16) })],
      buttons: [act(visit, 'agree', say('consent.agree')), quiet(visit, 'leave', say('leave'))],
    });
  });

  step('/agree', async (visit, kept) => {
    const { session, say } = visit;
    const { form, person } = kept;
    if (session.test !== null) return show(visit, { ...rehearsedPage(visit, await rehearse(world, session.id)), form });
    if (person === null) return over(visit);
    try {
      return show(visit, { ...resultPage(visit, await agree(world, session.id, person, consentOf(visit))), form });
    } catch (error) {
      if (!(error instanceof DuecheckError) || error.code !== 'subject-mismatch') throw error;
      return show(visit, { title: say('other.title'), lead: [say('other.note')], ...again(visit, kept) });
    }
  });

  step('/hand-over', async (visit, kept) => {
    const { session, reply } = visit;
    if (session.test !== null) await handOverRehearsed(world, session.id);
    else if (kept.person === null) return over(visit);
    else await handOver(world, session.id, kept.person);
    return reply.redirect(`/enquiry/${session.id}/given`, 303);
  });

  /** What was handed over, to keep. Nothing in it is on record of the person. */
  app.get('/enquiry/:id/given', (request, reply) =>
    visiting(window, { request, reply, during: 'any' }, async (visit) => {
      const { session, say, partner } = visit;
      const kept = await jar.read(request.headers.cookie, session.id);
      if (kept === null || !mayGoOn(visit, kept) || session.claims === null || session.jti === null) return over(visit);
      return show(visit, {
        title: say('given.title'),
        lead: [say('given.note', { partner })],
        list: [
          { label: say('given.to'), words: partner, button: null },
          { label: say('given.what'), words: kindsOf(visit, session.claims.categories), button: null },
          { label: say('given.receipt'), words: session.jti, button: null },
        ],
        links: back(visit),
        ...(session.test === null && {
          form: kept.form,
          buttons: [quiet(visit, 'mine', say('mine.link'))],
        }),
        notes: [say('given.mine')],
      });
    }),
  );

  /** From there to the person's own pages, who is signed in already. */
  app.post('/enquiry/:id/mine', (request, reply) =>
    visiting(window, { request, reply, during: 'any' }, async (visit) => {
      const kept = await sent(jar, request, visit.session.id);
      if (kept === null) return over(visit);
      await remember(reply, jar, { ...kept, session: null });
      return reply.redirect('/mine', 303);
    }),
  );

  step('/leave', async (visit, { form }) => {
    const { session, say } = visit;
    await leave(world, session.id);
    return show(visit, { title: say('left.title'), lead: [say('left.note')], links: back(visit), form });
  });

  app.post('/enquiry/:id/gone', (request, reply) => gone(request, reply));
  /** From a page that goes away: no answer is read. */
  async function gone(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { id } = request.params as { id: string };
    if ((await sent(jar, request, id)) !== null) await windowGone(world, id);
    return reply.code(204).send();
  }
}

/** Nobody signs in to a test session. */
const mayGoOn = ({ session }: Visit, { person }: Remembered): boolean => session.test !== null || person !== null;

const consentOf = ({ catalogue, session, title, language }: Visit) =>
  consentFor(catalogue, { decisionPoint: session.decision_point, partner: title, language });

/** Another try, with another account or the same, or leave. */
export const again = (visit: Visit, { form }: Pick<Remembered, 'form'>) => ({
  form,
  buttons: [act(visit, 'login', visit.say('login.again')), quiet(visit, 'leave', visit.say('leave'))],
});
