import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASIS_LEVELS, type Basis, canGround, checkCatalogue, indexCatalogue } from '../../../core/catalogue/index.ts';
import { ourCatalogue } from './our-catalogue.ts';

const LAW: Basis = {
  id: 'LAW-1',
  document: '某法',
  article: '第一条',
  level: 'law',
  summary: { zh: '限制', en: 'restricts' },
  restricts: true,
  verification: 'verified',
  source: 'a test',
};
const ANY_LEVEL = { groundedBy: [...BASIS_LEVELS] };

describe('canGround', () => {
  it('lets a verified law ground a restriction', () => {
    expect(canGround(LAW, { id: 'p' }, ANY_LEVEL)).toEqual({ ok: true });
  });

  it.each([
    ['a text that was not read', { verification: 'unread' }, 'not-verified'],
    ['a text from memory', { verification: 'recalled' }, 'not-verified'],
    ['a municipal rule', { level: 'municipal-policy' }, 'municipal'],
    ['a spokesman’s word', { level: 'official-statement' }, 'statement-only'],
    ['an article that restricts nobody', { restricts: false }, 'restricts-nobody'],
    ['a departmental rule elsewhere', { level: 'department-rule', ownProcedure: ['other'] }, 'foreign-procedure'],
    ['a departmental rule without a procedure of its own', { level: 'department-rule' }, 'foreign-procedure'],
  ] as const)('refuses %s', (_, change, reason) => {
    const basis = { ...LAW, ...change } as Basis;
    expect(canGround(basis, { id: 'p' }, ANY_LEVEL)).toEqual({ ok: false, reason });
  });

  it('lets a departmental rule ground its own procedure', () => {
    const rule: Basis = { ...LAW, level: 'department-rule', ownProcedure: ['p'] };
    expect(canGround(rule, { id: 'p' }, ANY_LEVEL)).toEqual({ ok: true });
  });

  it('refuses a level below the one that the measure asks for', () => {
    const regulation: Basis = { ...LAW, level: 'provincial-regulation' };
    expect(canGround(regulation, { id: 'p' }, { groundedBy: ['law'] })).toEqual({ ok: false, reason: 'level-too-low' });
  });
});

describe('our restrictions', () => {
  const index = indexCatalogue(ourCatalogue());
  const offered = index.catalogue.decisionPoints.flatMap((row) =>
    row.restrictions.filter((entry) => entry.availability === 'available').map((entry) => ({ row, entry })),
  );

  it.each(offered.map(({ row, entry }) => [row.id, entry.measure, row, entry] as const))(
    '%s: %s rests on a verified basis above the municipal level',
    (_row, _measure, row, entry) => {
      const measure = index.measures.get(entry.measure);
      const grounding = entry.grounds.filter(({ basis: id }) => {
        const basis = index.bases.get(id);
        return measure && basis && canGround(basis, row, measure).ok;
      });
      expect(grounding).not.toEqual([]);
      for (const { basis } of grounding) {
        expect(index.bases.get(basis)).toMatchObject({ verification: 'verified', restricts: true });
        expect(index.bases.get(basis)?.level).not.toBe('municipal-policy');
      }
    },
  );

  it('offers none whose bases are taken down to municipal, recalled or unread', () => {
    const weaker = fc.constantFrom(
      { level: 'municipal-policy' } as const,
      { verification: 'recalled' } as const,
      { verification: 'unread' } as const,
    );
    fc.assert(
      fc.property(fc.constantFrom(...offered), weaker, ({ row, entry }, weakness) => {
        const catalogue = ourCatalogue();
        const grounds = new Set(entry.grounds.map((ground) => ground.basis));
        for (const basis of catalogue.bases) if (grounds.has(basis.id)) Object.assign(basis, weakness);
        const named = checkCatalogue(catalogue).filter((problem) => problem.row === row.id);
        expect(named.map((problem) => problem.code)).toContain('no-grounding-basis');
      }),
      { numRuns: 40 },
    );
  });
});
