/** Looks at a saved page through bindings, by the code that the content script runs. */
import type { Binding, RecordPage } from '@duecheck/core/binding';
import { DuecheckError } from '@duecheck/core/errors';
import { containersOf, isOnPage } from '@duecheck/page';
import { hush } from '../hush.ts';
import type { BindingReport, PageJob, PageReport, Place, SavedPageCode } from '../page-report.ts';
import { lookInto, lookIntoRecord } from './look-into.ts';
import { type OpenPage, openPage } from './open-page.ts';

/** @throws DuecheckError SavedPageCode */
export function lookAtPage({ file, url, bindings }: PageJob): PageReport {
  const page = openPage(file, url);
  const [only, another] = bindings;
  if (another !== undefined && page.address === null)
    throw new DuecheckError<SavedPageCode>(
      'page-address-unknown',
      `${file}: it does not say where it was: name it with --url, or the binding with --binding`,
    );
  const meant = another === undefined && only ? [only] : bindings.filter((one) => placeOf(one, page) === 'its-page');
  const { charset, garbled } = page;
  return { page: file, charset, garbled, bindings: meant.map((binding) => lookThrough(binding, page)) };
}

function placeOf(binding: Binding, { address }: OpenPage): Place {
  if (address === null) return 'unknown';
  // The extension is in bound origins only; there the page decides.
  if (new URL(address).origin !== binding.origin) return 'other-origin';
  return isOnPage(binding, address) || recordIn(binding, address) ? 'its-page' : 'other-page';
}

/** The record page of a step whose own page names nobody, where this address is one. */
const recordIn = (binding: Binding, address: string | null): RecordPage | null =>
  binding.record && address !== null && isOnPage(binding.record, address) ? binding.record : null;

/** Lists that are rows have a container each; what holds for these holds for the rest. */
const LOOKED_INTO = 20;

function lookThrough(binding: Binding, page: OpenPage): BindingReport {
  const place = placeOf(binding, page);
  const record = recordIn(binding, page.address);
  const containers = containersIn(record ?? binding, page.document);
  // In document order: the first one inside another comes right after it.
  const nested = containers?.some((one, at) => at > 0 && containers[at - 1]?.contains(one));
  const container = !containers ? 'css-broken' : containers.length === 0 ? 'missing' : nested ? 'nested' : 'found';
  const looked = (containers ?? []).slice(0, LOOKED_INTO).map((element) => ({
    element: nameOf(element),
    parts: record
      ? lookIntoRecord(binding, record.key, element, page.address)
      : lookInto(binding, element, page.address),
  }));
  const all = looked.every(({ parts }) => parts.every(({ state }) => state === 'found'));
  return {
    ...{ binding: binding.id, address: page.address && hush(page.address), place, container },
    ...{ containers: looked, count: containers?.length ?? 0 },
    complete: place === 'its-page' && container === 'found' && all,
  };
}

/** null where the browser does not read the selector. */
function containersIn(binding: Pick<Binding, 'container'>, document: Document): readonly Element[] | null {
  try {
    return containersOf(binding, document);
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error;
    return null;
  }
}

const nameOf = (element: Element): string =>
  hush([element.localName, ...element.classList].join('.') + (element.id === '' ? '' : `#${element.id}`));
