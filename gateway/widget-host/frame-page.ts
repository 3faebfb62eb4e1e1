/** The page inside the widget's frame: one language of words, one enquiry, and the one origin that may hold it. */
import { readFileSync } from 'node:fs';
import type { FrameEnquiry, FrameFault, FrameSetup } from '@duecheck/core/contract';
import { Origin } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { FRAME, inLanguage, type Language, languageOf, wordsIn } from '@duecheck/core/text';
import { Liquid } from 'liquidjs';
import * as z from 'zod/mini';
import { findSession } from '../widget/sessions.ts';
import type { World } from '../world.ts';
import type { WidgetManifest } from './files.ts';

const engine = new Liquid({ outputEscape: 'escape', strictVariables: true, templates: {} });
const template = engine.parse(readFileSync(new URL('./frame.liquid', import.meta.url), 'utf8'));

/** As the loader asks; whatever it cannot be is as if it had not been asked. */
export const FrameQuery = z.object({
  origin: z.catch(Origin, 'https://nobody.invalid'),
  language: z.catch(z.enum(['auto', 'zh-CN', 'en']), 'auto'),
  theme: z.catch(z.enum(['auto', 'light', 'dark']), 'auto'),
  size: z.catch(z.enum(['normal', 'flexible', 'compact']), 'normal'),
});
export type FrameQuery = z.infer<typeof FrameQuery>;

export interface FrameAsked {
  readonly session: string;
  readonly query: FrameQuery;
  /** Of the browser. */
  readonly accepts: string | undefined;
  readonly windowUrl: string;
}

export interface FramePage {
  readonly html: string;
  /** For `frame-ancestors`. */
  readonly origin: string;
}

/**
 * A session's frame is for its own origin. Any other page is told what is wrong, in a frame that knows nothing of the session;
 * one that lies about itself gets a frame that its browser does not draw.
 */
export async function framePage(world: World, manifest: WidgetManifest, asked: FrameAsked): Promise<FramePage> {
  const { query } = asked;
  const language = query.language === 'auto' ? languageOf(asked.accepts) : query.language;
  const enquiry = await enquiryFor(world, asked, language);
  const setup: FrameSetup = { origin: query.origin, enquiry, words: wordsIn(FRAME, language) };
  const { version, frame } = manifest;
  const html = engine.renderSync(template, {
    ...{ language, theme: query.theme, size: query.size, version, ...frame },
    title: inLanguage(FRAME.title, language),
    // Inside a script element nothing but its end could break out.
    setup: JSON.stringify(setup).replaceAll('<', '\\u003c'),
  });
  return { html, origin: query.origin };
}

async function enquiryFor(
  world: World,
  { session: id, query, windowUrl }: FrameAsked,
  language: Language,
): Promise<FrameEnquiry | FrameFault> {
  const session = await findSession(world.db, id).catch(refusal);
  if (session === null) return 'session-unknown';
  if (session.origin !== query.origin) return 'origin-mismatch';
  const partner = await world.db
    .selectFrom('partner')
    .select(['title_zh', 'title_en', 'state'])
    .where('id', '=', session.partner)
    .executeTakeFirstOrThrow();
  if (partner.state === 'closed') return 'partner-closed';
  return {
    session: session.id,
    partner: inLanguage({ zh: partner.title_zh, en: partner.title_en }, language),
    link: `${windowUrl}/enquiry/${session.id}`,
    target: session.return_to === null ? '_blank' : '_top',
    test: session.test !== null,
  };
}

function refusal(error: unknown): null {
  if (error instanceof DuecheckError && error.code === 'not-found') return null;
  throw error;
}
