import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorisationTerms, emptyAuthorisation, missingTerm } from '../../../extension/card/authorisation-form.ts';
import { AuthorisationTerms } from '../../../extension/messages/from-card.ts';

const TODAY = '2026-11-24';
const complete = {
  ...emptyAuthorisation(TODAY),
  categories: ['exam-integrity'],
  kind: 'paper' as const,
  digest: 'a'.repeat(64),
};

describe('an authorisation', () => {
  it('begins with a month and one look-up, and with nothing that only the person can say', () => {
    expect(emptyAuthorisation(TODAY)).toEqual({
      categories: [],
      from: TODAY,
      until: '2026-12-24',
      uses: '1',
      kind: null,
      givenOn: TODAY,
      digest: null,
    });
  });

  it.each([
    ['categories', { categories: [] }],
    ['days', { from: '2026-11-25' }],
    ['days', { until: '2026-11-23' }],
    ['days', { until: '2027-11-25' }],
    ['days', { until: '' }],
    ['uses', { uses: '0' }],
    ['uses', { uses: '101' }],
    ['uses', { uses: '1.5' }],
    ['kind', { kind: null }],
    ['givenOn', { givenOn: '2026-11-25' }],
    ['givenOn', { from: '2026-11-20', givenOn: '2026-11-21' }],
    ['file', { digest: null }],
  ])('wants its %s before it is sent', (missing, change) => {
    expect(missingTerm({ ...complete, ...change }, TODAY)).toBe(missing);
  });

  it('is what the contract takes wherever nothing is missing', () => {
    const day = fc.date({ min: new Date('2025-10-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    const civil = day.map((date) => date.toISOString().slice(0, 10));
    const form = fc.record({ from: civil, until: civil, givenOn: civil, uses: fc.constantFrom('1', '7', '100', '') });
    fc.assert(
      fc.property(form, (part) => {
        const draft = { ...complete, ...part };
        fc.pre(missingTerm(draft, TODAY) === null);
        const terms = AuthorisationTerms.parse(authorisationTerms(draft));
        expect(terms.from <= TODAY && TODAY <= terms.until && terms.evidence.givenOn <= terms.from).toBe(true);
      }),
    );
  });
});
