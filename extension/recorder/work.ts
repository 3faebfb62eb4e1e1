/**
 * What was recorded so far. Kept on this device until it is sent, so that closing the window loses nothing; it holds where things
 * are on the page and never what stands there.
 */
import type { Binding, Container, Control, DecisionHttpRequest, Locator } from '@duecheck/core/binding';
import { type DraftAnswer, type Id, newId } from '@duecheck/core/contract';
import type { Known, PickedPart } from '../messages/picker.ts';

export interface WorkControl {
  readonly locators: readonly Locator[];
  readonly effect: Control['effect'];
  readonly request: Pick<DecisionHttpRequest, 'method' | 'path' | 'case'> | null;
}

export interface Work {
  readonly id: Id<'drf'>;
  readonly revision: number;
  readonly origin: string;
  readonly page: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly container: Container | null;
  readonly number: readonly Locator[];
  readonly name: readonly Locator[];
  readonly case: readonly Locator[] | { readonly url: string };
  readonly controls: readonly WorkControl[];
}

export const newWork = (origin: string): Work => ({
  id: newId('drf', { now: Date.now(), random: crypto.getRandomValues(new Uint8Array(16)) }),
  ...{ revision: 0, origin, page: '', title: { zh: '', en: '' }, organisation: '', decisionPoint: '' },
  ...{ container: null, number: [], name: [], case: [], controls: [] },
});

/** Both sides speak of parts; a case in the address is not on the page. */
export function knownOf({ container, number, name, case: at, controls }: Work): Known {
  const parts: Partial<Record<PickedPart, readonly Locator[]>> = { number, name };
  if (Array.isArray(at)) parts.case = at;
  for (const [n, { locators }] of controls.entries()) parts[`control:${n}`] = locators;
  return {
    container,
    parts: Object.fromEntries(Object.entries(parts).filter(([, locators]) => (locators?.length ?? 0) > 0)),
  };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');

export const labelOf = (locators: readonly Locator[]): string => {
  const worded = locators.find((locator) => 'button' in locator);
  return worded && 'button' in worded ? worded.button : '';
};

/** As a binding; what is still missing is left out, and the linter says so. */
export function bindingOf(work: Work): Record<string, unknown> {
  const { origin, page, title, organisation, decisionPoint, container, number, name } = work;
  const requests = work.controls.flatMap(({ request, effect }) => (request ? [{ ...request, effect }] : []));
  const whole = requests.length > 0 && work.controls.every(({ request }) => request !== null);
  return {
    id: slug(`${organisation}-${decisionPoint}-${new URL(origin).hostname.split('.')[0]}`),
    version: 1,
    title: { zh: title.zh, en: title.en || title.zh },
    ...{ organisation, origin, page, decisionPoint },
    ...(container ? { container } : {}),
    subject: { kind: 'detect', number, name, visible: 'required' },
    case: { key: work.case },
    controls: work.controls.map(({ locators, effect }, at) => ({
      ...{ id: `${effect}-${at + 1}`, locate: locators, effect, acts: 'sends' },
    })),
    // Of a request that nobody saw nothing can be held; then the page alone holds, and says so.
    requests: whole ? together(requests) : [],
    enforcement: whole ? 'hold' : 'ui-only',
  };
}

/** Two buttons that send one request: it carries whichever was pressed. */
function together(requests: readonly DecisionHttpRequest[]): DecisionHttpRequest[] {
  const found = new Map<string, DecisionHttpRequest>();
  for (const request of requests) {
    const key = `${request.method} ${request.path}`;
    const before = found.get(key);
    found.set(key, before && before.effect !== request.effect ? { ...request, effect: 'chosen' } : request);
  }
  return [...found.values()];
}

/** A draft that somebody goes on with. */
export function workOf({ id, revision, organisation, binding: raw }: DraftAnswer): Work {
  const binding = raw as unknown as Partial<Binding>;
  const requests = binding.requests ?? [];
  const key = binding.case?.key ?? [];
  return {
    ...{ id, revision, organisation, origin: binding.origin ?? '', page: binding.page ?? '' },
    title: binding.title ?? { zh: '', en: '' },
    decisionPoint: binding.decisionPoint ?? '',
    container: binding.container ?? null,
    number: binding.subject?.number ?? [],
    name: Array.isArray(binding.subject?.name) ? binding.subject.name : [],
    case: key,
    controls: (binding.controls ?? []).map(({ locate, effect }) => {
      const request = requests.find((one) => one.effect === effect || one.effect === 'chosen');
      return {
        ...{ locators: locate, effect },
        request: request ? { method: request.method, path: request.path, case: request.case } : null,
      };
    }),
  };
}

/** Whether going on with it here would lose nothing: a choice in a form, a name in parts or a matter is not recorded here. */
export function isRecorded(draft: DraftAnswer): boolean {
  const { binding } = draft;
  if (!Array.isArray(binding.controls) || typeof binding.origin !== 'string') return false;
  const { id: _, version: __, controls, ...again } = bindingOf(workOf(draft));
  const { id: ___, version: ____, controls: had, ...rest } = binding;
  return sorted([again, (controls as Control[]).map(unnamed)]) === sorted([rest, (had as Control[]).map(unnamed)]);
}

/** A control's own id is made anew. */
const unnamed = ({ id: _, ...control }: Control) => control;

/** As JSON whose keys are in order: a gateway may keep them in another. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** What is not there yet, by the names that the window has for it. */
export function missingIn(
  work: Work,
): ('name' | 'organisation' | 'decisionPoint' | 'number' | 'person' | 'case' | 'controls')[] {
  const empty = (at: Work['case']): boolean => Array.isArray(at) && at.length === 0;
  return [
    ...(work.title.zh === '' ? (['name'] as const) : []),
    ...(work.organisation === '' ? (['organisation'] as const) : []),
    ...(work.decisionPoint === '' ? (['decisionPoint'] as const) : []),
    ...(empty(work.number) ? (['number'] as const) : []),
    ...(empty(work.name) ? (['person'] as const) : []),
    ...(empty(work.case) ? (['case'] as const) : []),
    ...(work.controls.length === 0 ? (['controls'] as const) : []),
  ];
}
