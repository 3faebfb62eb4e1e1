/** The person's own pages: what was shown to whom, taking it back, and what is on record (DESIGN §1.12). */
import { DuecheckError } from '@duecheck/core/errors';
import { inLanguage, sayTime, translator, WINDOW } from '@duecheck/core/text';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { iso } from '../clock.ts';
import { rowOf } from '../lists/lists.ts';
import { ownEnquiries, takeBack } from '../widget/own-enquiries.ts';
import type { Person } from '../widget/person.ts';
import { enquireOfOneself } from '../widget/self-enquiry.ts';
import { kindsOf } from './consent.ts';
import type { Remembered } from './cookie.ts';
import { newForm } from './enquiry.ts';
import { ownRecords } from './own-records.ts';
import type { Line } from './page.ts';

import { html, languageIn, remember, sent, type Window } from './visit.ts';

export function addMineRoutes(app: FastifyInstance, window: Window): void {
  const { world, login, jar, url } = window;

  app.get('/mine', async (request, reply) => {
    const kept = await jar.read(request.headers.cookie, null);
    const { language, say } = speaking(request);
    if (kept?.person != null) return history(request, reply, { ...kept, person: kept.person });
    const form = newForm();
    await remember(reply, jar, { session: null, login: null, person: null, form });
    return html(reply, {
      language,
      title: say('mine.title'),
      lead: [say('mine.note')],
      form,
      buttons: [{ label: say('start.login'), action: '/mine/login', main: true }],
    });
  });

  app.post('/mine/login', async (request, reply) => {
    const kept = await sent(jar, request, null);
    const begun = kept && (await login.begin().catch(() => null));
    if (!kept || !begun) return reply.redirect('/mine', 303);
    await remember(reply, jar, { ...kept, login: begun.kept, person: null });
    return reply.redirect(begun.address, 303);
  });

  /** Each of these is the signed-in person's own press. */
  const own = (
    path: string,
    answer: (person: Person, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ) =>
    app.post(path, async (request, reply) => {
      const mine = await sent(jar, request, null);
      return mine?.person == null ? reply.redirect('/mine', 303) : answer(mine.person, request, reply);
    });

  own('/mine/take-back/:id', async (person, request, reply) => {
    try {
      await takeBack(world, person, (request.params as { id: string }).id);
    } catch (error) {
      // Taken back twice, or not there: the list says how it stands.
      if (!(error instanceof DuecheckError) || !['state-conflict', 'not-found'].includes(error.code)) throw error;
    }
    return reply.redirect('/mine', 303);
  });

  own('/mine/records', async (person, request, reply) => {
    const { language, say } = speaking(request);
    const { outcome } = await enquireOfOneself(world, person, new URL(url).origin);
    const catalogue = await world.lists.catalogue();
    return html(reply, {
      ...ownRecords(outcome, { catalogue, language, say }),
      language,
      links: [{ label: say('mine.link'), address: '/mine', stays: true }],
    });
  });

  own('/mine/leave', async (_person, request, reply) => {
    const { language, say } = speaking(request);
    reply.header('set-cookie', jar.forget());
    return html(reply, { language, title: say('mine.left'), lead: [say('left.note')] });
  });

  async function history(request: FastifyRequest, reply: FastifyReply, kept: Remembered & { readonly person: Person }) {
    const { language, say } = speaking(request);
    const catalogue = await world.lists.catalogue();
    const enquiries = await ownEnquiries(world, kept.person);
    const list: Line[] = enquiries.map(({ session, partner, decisionPoint, openedAt, given, use, entry }) => {
      const kinds = given === null ? '' : kindsOf({ catalogue, language }, given.categories);
      const purpose = inLanguage(rowOf(catalogue, decisionPoint).title, language);
      const back = { label: say('mine.takeBack'), action: `/mine/take-back/${session}`, main: false };
      return {
        label: `${sayTime(iso(openedAt.getTime()), world.clock.now(), language)} · ${inLanguage(partner, language)} · ${purpose}`,
        words: say(`mine.${use}`, { kinds, entry }),
        button: use === 'given' || use === 'fetched' ? back : null,
      };
    });
    return html(reply, {
      language,
      title: say('mine.title'),
      lead: list.length === 0 ? [say('mine.none')] : [],
      list,
      form: kept.form,
      buttons: [
        { label: say('mine.records'), action: '/mine/records', main: true },
        { label: say('mine.leave'), action: '/mine/leave', main: false },
      ],
      notes: [say('mine.doubt'), say('mine.registered')],
    });
  }
}

function speaking(request: FastifyRequest) {
  const language = languageIn(request);
  return { language, say: translator(WINDOW, language) };
}
