/** The print page's state. What was made is in memory while the tab is open, and nowhere else. */
import type { Failure } from '@duecheck/core/check';
import type { PaperAnswer } from '@duecheck/core/contract';
import { type Language, PAPER_PAGE, type Translate, translator } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import type { PaperOpened } from '../messages/index.ts';
import { ask } from './ask.ts';

export type Stage =
  | { readonly at: 'making' }
  | { readonly at: 'made'; readonly paper: PaperAnswer }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'gone' };

export type Model = ReturnType<typeof createModel>;

export function createModel(page: string, opened: PaperOpened) {
  const stage = signal<Stage>({ at: 'making' });
  /** Of the paper: at first the clerk's own, then what they choose. */
  const language = signal<Language>(opened.language);
  const say: Translate<typeof PAPER_PAGE> = translator(PAPER_PAGE, opened.language);

  async function make(wanted: Language): Promise<void> {
    language.value = wanted;
    stage.value = { at: 'making' };
    const asked = await ask({ type: 'paper.make', page, language: wanted });
    if (asked === null) stage.value = { at: 'gone' };
    else if (asked.reply.ok) stage.value = { at: 'made', paper: asked.reply.answer };
    else stage.value = { at: 'failed', failure: asked.reply.failure };
    // Shown, and only then told: until then the same wish is the same paper.
    if (asked?.reply.ok) void ask({ type: 'paper.delivered', page, intent: asked.intent });
  }

  async function signIn(): Promise<void> {
    const result = await ask({ type: 'paper.signIn', page });
    if (result === 'signed-in') await make(language.value);
  }

  return { opened, stage, language, say, make, signIn };
}
