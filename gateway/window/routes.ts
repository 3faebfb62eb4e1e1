/** The person's way through one enquiry: who asks → sign-in → consent → result → hand over, or leave at any of them. */
import { randomBytes } from 'node:crypto';
import { equalBytes, utf8 } from '@duecheck/core/bytes';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { DuecheckError } from '@duecheck/core/errors';
import { inLanguage, type Language, languageOf, sayDate, translator, WINDOW, type Words } from '@duecheck/core/text';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rowOf } from '../lists/lists.ts';
import { type Agreed, agree } from '../widget/agree.ts';
import { handOver, leave } from '../widget/hand-over.ts';
import { findSession, type Session, standing } from '../widget/sessions.ts';
import type { World } from '../world.ts';
import { consentFor, kindOf } from './consent.ts';
import type { CookieJar, Remembered } from './cookie.ts';
import type { Login } from './login.ts';
import { type Button, renderPage, type WindowPage } from './page.ts';

export interface Window {
  readonly world: World;
  readonly login: Login;
  readonly jar: CookieJar;
}

export function addWindowRoutes(app: FastifyInstance, window: Window): void {
  const { world, login, jar } = window;

  /** The link that the widget's frame opens. */
  app.get('/enquiry/:id', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      const { say, partner, purpose, session } = visit;
      const form = randomBytes(16).toString('base64url');
      await remember(reply, jar, { session: session.id, login: null, person: null, form });
      return show(visit, form, {
        title: say('start.title', { partner }),
        lead: [say('start.for', { purpose }), say('start.free', { partner })],
        buttons: [act(visit, 'login', say('start.login')), quiet(visit, 'leave', say('leave'))],
      });
    }),
  );

  app.post('/enquiry/:id/login', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      const kept = await sent(window, request, visit);
      if (kept === null) return over(visit);
      const begun = await login.begin().catch(() => null);
      if (begun === null) return plain(visit, 'login.failed', 'over.note');
      await remember(reply, jar, { ...kept, login: begun.kept, person: null });
      return reply.redirect(begun.address, 303);
    }),
  );

  app.get('/callback', async (request, reply) => {
    const kept = await jar.read(request.headers.cookie);
    const language = languageIn(request);
    const say = translator(WINDOW, language);
    const message = (title: string, note: string) =>
      html(reply, { language, title, lead: [note], list: [], notes: [], form: '', buttons: [] });
    if (kept?.login == null) return message(say('over.title'), say('over.note'));
    const person = await login.end(new URL(request.url, world.url), kept.login);
    if (typeof person === 'string') return message(say(person), say('over.note'));
    await remember(reply, jar, { ...kept, login: null, person });
    return reply.redirect(`/enquiry/${kept.session}/consent`, 303);
  });

  app.get('/enquiry/:id/consent', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      const kept = await jar.read(request.headers.cookie);
      if (kept?.session !== visit.session.id || kept.person === null) return over(visit);
      const { say, catalogue, session, language } = visit;
      const consent = consentFor(catalogue, { decisionPoint: session.decision_point, partner: visit.title, language });
      return show(visit, kept.form, {
        title: say('consent.title'),
        list: consent.lines,
        notes: [say('consent.text', { text: consent.text, digest: consent.digest.slice(0, 16) })],
        buttons: [act(visit, 'agree', say('consent.agree')), quiet(visit, 'leave', say('leave'))],
      });
    }),
  );

  app.post('/enquiry/:id/agree', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      const kept = await sent(window, request, visit);
      if (kept === null || kept.person === null) return over(visit);
      const { catalogue, session, language } = visit;
      const consent = consentFor(catalogue, { decisionPoint: session.decision_point, partner: visit.title, language });
      return result(visit, kept, await agree(world, session.id, kept.person, consent));
    }),
  );

  app.post('/enquiry/:id/hand-over', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      const kept = await sent(window, request, visit);
      if (kept === null || kept.person === null) return over(visit);
      await handOver(world, visit.session.id, kept.person);
      const { say, partner } = visit;
      return show(visit, '', { title: say('given.title'), lead: [say('given.note', { partner })] });
    }),
  );

  app.post('/enquiry/:id/leave', (request, reply) =>
    guarded(window, request, reply, async (visit) => {
      if ((await sent(window, request, visit)) === null) return over(visit);
      await leave(world, visit.session.id);
      return plain(visit, 'left.title', 'left.note');
    }),
  );
}

interface Visit {
  readonly reply: FastifyReply;
  readonly session: Session;
  readonly catalogue: CatalogueIndex;
  readonly language: Language;
  readonly say: ReturnType<typeof translator<typeof WINDOW>>;
  readonly title: Words;
  readonly partner: string;
  readonly purpose: string;
}

/** An enquiry that is over is one page, whatever ended it; a fault of ours is another. */
async function guarded(
  { world }: Window,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (visit: Visit) => Promise<unknown>,
): Promise<unknown> {
  const language = languageIn(request);
  const say = translator(WINDOW, language);
  const ended = () =>
    html(reply.code(410), {
      language,
      title: say('over.title'),
      lead: [say('over.note')],
      list: [],
      notes: [],
      form: '',
      buttons: [],
    });
  const session = await findSession(world.db, (request.params as { id: string }).id).catch(refusal);
  if (session === null || !['waiting', 'open'].includes(standing(session, world.clock.now()))) return ended();
  const catalogue = await world.lists.catalogue();
  const row = await world.db
    .selectFrom('partner')
    .select(['title_zh', 'title_en'])
    .where('id', '=', session.partner)
    .executeTakeFirstOrThrow();
  const title = { zh: row.title_zh, en: row.title_en };
  const purpose = inLanguage(rowOf(catalogue, session.decision_point).title, language);
  const visit = { reply, session, catalogue, language, say, title, partner: inLanguage(title, language), purpose };
  try {
    return await answer(visit);
  } catch (error) {
    if (!(error instanceof DuecheckError)) throw error;
    if (error.code === 'subject-mismatch') return plain(visit, 'other.title', 'other.note');
    if (error.code === 'internal' || error.code === 'unavailable') throw error;
    return ended();
  }
}

/** What there is not is over, as everything that was. */
function refusal(error: unknown): null {
  if (error instanceof DuecheckError && error.code === 'not-found') return null;
  throw error;
}

/** The person's own press, from our own page, in the enquiry that this browser is in. */
async function sent({ jar }: Window, request: FastifyRequest, { session }: Visit): Promise<Remembered | null> {
  const kept = await jar.read(request.headers.cookie);
  const form = (request.body as { form?: unknown } | null)?.form;
  if (kept?.session !== session.id || typeof form !== 'string') return null;
  return equalBytes(utf8(form), utf8(kept.form)) ? kept : null;
}

function result(visit: Visit, { form }: Remembered, { check, offer }: Agreed): unknown {
  const { say, partner, catalogue, language } = visit;
  const { outcome } = check;
  const buttons = [quiet(visit, 'leave', say('leave'))];
  if (outcome.kind === 'unknown' || outcome.kind === 'refused')
    return show(visit, form, { title: say(`result.${outcome.kind}`), buttons });
  const records = outcome.kind === 'clear' ? outcome.records : [];
  const list = records.map((record) => ({
    label: kindOf(catalogue, record.category, language),
    words: say('result.decided', { organ: record.organ, date: sayDate(record.decidedOn, language) }),
  }));
  if (offer === null)
    return show(visit, form, { title: say('result.none'), list, lead: [say('result.noneNote')], buttons });
  const kinds = offer.categories.map((id) => kindOf(catalogue, id, language)).join('、');
  return show(visit, form, {
    title: say('result.title'),
    list,
    lead: [say('result.giveNote', { kinds })],
    buttons: [act(visit, 'hand-over', say('result.give', { partner })), ...buttons],
  });
}

const button = (visit: Visit, step: string, label: string, main: boolean): Button => ({
  label,
  action: `/enquiry/${visit.session.id}/${step}`,
  main,
});
const act = (visit: Visit, step: string, label: string): Button => button(visit, step, label, true);
const quiet = (visit: Visit, step: string, label: string): Button => button(visit, step, label, false);

type Shown = Partial<Omit<WindowPage, 'language' | 'form' | 'title'>> & Pick<WindowPage, 'title'>;

const show = ({ reply, language }: Visit, form: string, page: Shown): unknown =>
  html(reply, { lead: [], list: [], notes: [], buttons: [], ...page, language, form });

const plain = (visit: Visit, title: keyof typeof WINDOW, note: keyof typeof WINDOW): unknown =>
  show(visit, '', { title: visit.say(title), lead: [visit.say(note)] });

const over = (visit: Visit): unknown => plain(visit, 'over.title', 'over.note');

const html = (reply: FastifyReply, page: WindowPage): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderPage(page));

const remember = async (reply: FastifyReply, jar: CookieJar, value: Remembered): Promise<void> => {
  reply.header('set-cookie', await jar.write(value));
};

const languageIn = (request: FastifyRequest): Language =>
  // `*` asks for none in particular.
  languageOf(/^[a-z-]+/i.exec(request.headers['accept-language'] ?? '')?.[0]);
