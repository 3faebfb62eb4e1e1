import { describe, expect, it } from 'vitest';
import { findPatternFault } from '../../../extension/worker/pattern-faults.ts';
import { hiringBinding } from '../../e2e/extension/support/lists.ts';

const ORIGIN = 'http://hiring.localhost:8080';
const every = async () => true;
const post = (path: string) =>
  hiringBinding(ORIGIN, { requests: [{ method: 'POST', path, effect: 'adverse', case: 'path' }] });

describe('an address in a signed list', () => {
  it('is taken where everything compiles', async () =>
    expect(await findPatternFault([hiringBinding(ORIGIN)], every)).toBeNull());

  it.each([
    ['a page that is no pattern', hiringBinding(ORIGIN, { page: '^/(' })],
    ['a case address that is no pattern', hiringBinding(ORIGIN, { case: { key: { url: '^/[z-a]' } } })],
    ['a request that is no pattern', post('^/hire/([0-9]+$')],
    ['a request without the case it names', post('^/hire$')],
    ['a request that ends too soon', post('^/hire/([0-9]+)')],
    ['a page that keeps the browser busy', hiringBinding(ORIGIN, { page: '^/(a+)+$' })],
  ])('%s names the binding', async (_, binding) =>
    expect(await findPatternFault([binding], every)).toBe('hiring-inspection'),
  );

  it('that the browser’s rules do not take names the binding', async () => {
    // Its rules have a limit of memory, which nobody but the browser knows.
    const rules = async (regex: string) => !regex.includes('{900}');
    expect(await findPatternFault([post('^/hire/([0-9]{900})$')], rules)).toBe('hiring-inspection');
  });
});
