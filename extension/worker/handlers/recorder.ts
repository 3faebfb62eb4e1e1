/** What the recorder's window asks. Who may bind is the gateway's to say; this only spares others the way. */
import { indexCatalogue, whatIsDue } from '@duecheck/core/catalogue';
import { inLanguage } from '@duecheck/core/text';
import type { FromRecorder, RecorderReplies, RecorderState } from '../../messages/recorder.ts';
import { readAccount } from '../account.ts';
import { readList } from '../lists.ts';
import { readLanguage } from '../settings.ts';
import { signIn } from '../sign-in.ts';
import { transport } from '../transport.ts';

type Of<T extends FromRecorder['type']> = Extract<FromRecorder, { type: T }>;
type Handlers = { [T in FromRecorder['type']]: (message: Of<T>) => Promise<RecorderReplies[T]> };

export const recorder: Handlers = {
  async 'recorder.state'() {
    const account = await readAccount();
    const role = account === null ? 'signed-out' : account.roles.includes('office') ? 'office' : 'none';
    const bound = (await readList('bindings'))?.list.bindings ?? [];
    const known = [...(account?.organisations ?? []).map(({ id }) => id), ...bound.map((one) => one.organisation)];
    return { language: await readLanguage(), role, organisations: [...new Set(known)].sort(), rows: await rows() };
  },
  'recorder.signIn': () => signIn(),
  'recorder.drafts': () => transport.call({ route: 'drafts' }),
  'recorder.draft': ({ id }) => transport.call({ route: 'draft', id }),
  'recorder.save': ({ request }) => transport.call({ route: 'saveDraft', body: request }),
  'recorder.step': ({ id, request }) => transport.call({ route: 'stepDraft', id, body: request }),
};

async function rows(): Promise<RecorderState['rows']> {
  const list = (await readList('catalogue'))?.list;
  if (!list) return [];
  const [catalogue, language] = [indexCatalogue(list), await readLanguage()];
  return list.decisionPoints
    .filter(({ status }) => status !== 'template' && status !== 'suspended')
    .map(({ id, title }) => ({
      id,
      title: inLanguage(title, language),
      due: whatIsDue({ catalogue, decisionPoint: id, organisation: '', now: new Date().toISOString() }).due,
    }));
}
