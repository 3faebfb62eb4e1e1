/** One request at the window: which enquiry, in which language, by whom; and how it is answered. */
import { equalBytes, utf8 } from '@duecheck/core/bytes';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { DuecheckError } from '@duecheck/core/errors';
import { inLanguage, type Language, languageOf, translator, WINDOW, type Words } from '@duecheck/core/text';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rowOf } from '../lists/lists.ts';
import { findSession, type Session, standing, windowOpen } from '../widget/sessions.ts';
import type { World } from '../world.ts';
import type { CookieJar, Remembered } from './cookie.ts';
import type { Login } from './login.ts';
import { type Button, type Link, renderPage, type WindowPage } from './page.ts';

export interface Window {
  readonly world: World;
  readonly login: Login;
  readonly jar: CookieJar;
  /** Public address of the window. */
  readonly url: string;
}

export type Say = ReturnType<typeof translator<typeof WINDOW>>;

export interface Visit {
  readonly reply: FastifyReply;
  readonly session: Session;
  readonly catalogue: CatalogueIndex;
  readonly language: Language;
  readonly say: Say;
  readonly title: Words;
  readonly partner: string;
  readonly purpose: string;
}

export type Shown = Partial<Omit<WindowPage, 'language' | 'title'>> & Pick<WindowPage, 'title'>;

/**
 * An enquiry that is over is one page, whatever ended it; a fault of ours is another.
 *
 * @param during `window`: a page of the enquiry, which therefore goes on; `any`: also one that is over
 */
export async function visiting(
  { world }: Window,
  { request, reply, during }: { request: FastifyRequest; reply: FastifyReply; during: 'window' | 'any' },
  answer: (visit: Visit) => Promise<unknown>,
): Promise<unknown> {
  const language = languageIn(request);
  const say = translator(WINDOW, language);
  const ended = () => html(reply.code(410), { language, title: say('over.title'), lead: [say('over.note')] });
  const session = await findSession(world.db, (request.params as { id: string }).id).catch(refusal);
  if (session === null) return ended();
  if (during === 'window') {
    if (standing(session, world.clock.now()) !== 'waiting') return ended();
    await windowOpen(world, session.id);
  }
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
export async function sent(
  jar: CookieJar,
  request: FastifyRequest,
  session: string | null,
): Promise<Remembered | null> {
  const kept = await jar.read(request.headers.cookie, session);
  const form = (request.body as { form?: unknown } | null)?.form;
  if (kept === null || typeof form !== 'string') return null;
  return equalBytes(utf8(form), utf8(kept.form)) ? kept : null;
}

export const act = (visit: Visit, step: string, label: string): Button => button(visit, step, label, true);
export const quiet = (visit: Visit, step: string, label: string): Button => button(visit, step, label, false);
const button = ({ session }: Visit, step: string, label: string, main: boolean): Button => ({
  label,
  action: `/enquiry/${session.id}/${step}`,
  main,
});

/** Back to the partner's page, where the enquiry took the whole window. */
export const back = ({ session, say, partner }: Visit): readonly Link[] =>
  session.return_to === null ? [] : [{ label: say('back', { partner }), address: session.return_to, stays: false }];

/** A page of an enquiry that goes on: if its window goes away, the partner's page may know that it is over. */
export const show = (visit: Visit, page: Shown): unknown =>
  html(visit.reply, {
    ...page,
    language: visit.language,
    banner: visit.session.test === null ? '' : visit.say('test.note'),
    gone: page.form === undefined || visit.session.jti !== null ? '' : `/enquiry/${visit.session.id}/gone`,
  });

export const over = (visit: Visit): unknown =>
  show(visit, { title: visit.say('over.title'), lead: [visit.say('over.note')], links: back(visit) });

export const html = (reply: FastifyReply, page: Parameters<typeof renderPage>[0]): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderPage(page));

export const remember = async (reply: FastifyReply, jar: CookieJar, value: Remembered): Promise<void> => {
  reply.header('set-cookie', await jar.write(value));
};

export const languageIn = (request: FastifyRequest): Language =>
  // `*` asks for none in particular.
  languageOf(/^[a-z-]+/i.exec(request.headers['accept-language'] ?? '')?.[0]);
