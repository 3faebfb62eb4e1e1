/** What the page asks that follows "check the selected number". Nothing is looked up here: the card asks for case and name first. */
import { answered } from '@duecheck/core/check';
import { parseIdentity } from '@duecheck/core/subject';
import type { FromSelected, SelectedReplies, SelectedView } from '../../messages/selected.ts';
import { readAccount } from '../account.ts';
import { readList } from '../lists.ts';
import { manualSteps, openManual } from '../manual.ts';
import { maskSubject } from '../mask.ts';
import { dropSelected, type Selected } from '../selection.ts';
import { readLanguage } from '../settings.ts';
import { signIn } from '../sign-in.ts';
import { tellPages } from '../tell-pages.ts';

type Of<T extends FromSelected['type']> = Extract<FromSelected, { type: T }>;
type Handlers = { [T in FromSelected['type']]: (message: Of<T>, open: Selected) => Promise<SelectedReplies[T]> };

export const selected: Handlers = {
  async 'selected.load'(_, { selected: read }): Promise<SelectedView> {
    return {
      language: await readLanguage(),
      signedIn: (await readAccount()) === null ? 'no' : 'yes',
      selected: 'number' in read ? { mask: maskSubject({ ...read, name: '' }).number } : (read as { problem: 'none' }),
    };
  },

  async 'selected.signIn'() {
    const result = await signIn();
    if (result === 'signed-in') void tellPages();
    return result;
  },

  async 'selected.steps'(_, { origin }) {
    const reply = await manualSteps();
    if (!reply.ok) return reply;
    const there = reply.answer.filter((step) => step.origin === origin);
    return answered({ steps: reply.answer, here: there.length === 1 ? (there[0]?.binding ?? null) : null });
  },

  async 'selected.go'({ page, binding: id }, { tabId, selected: read }) {
    const binding = (await readList('bindings'))?.list.bindings.find((one) => one.id === id);
    if (!binding || !('number' in read)) return 'kind';
    const { kind } = binding.subject;
    const identity = parseIdentity(read.number, kind === 'detect' ? read.kind : kind);
    if (identity.status === 'invalid') return 'kind';
    await openManual(id, { tabId, number: { kind: identity.kind, number: identity.canonical } });
    await dropSelected(page);
    return 'opened';
  },
};
