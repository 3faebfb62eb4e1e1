/** Clauses on pages: none is lost, none is broken that has room on a page, headings never end one. */
import type { PaperBlock } from '@duecheck/core/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clause, clausesOf, divide, joined, lengthOf } from '../../../extension/paper/clauses.ts';
import { paginate } from '../../../extension/paper/paginate.ts';

const words = (text: string) => [{ from: 'template' as const, text }];
const value = (text: string) => [{ from: 'value' as const, text }];
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text: value(text) });
const heading: PaperBlock = { kind: 'heading', text: words('理由') };

/** A page of ten lines of ten characters each; every clause begins a line of its own. */
const PAGE = 10;
const linesOf = (clause: Clause) => Math.max(1, Math.ceil(lengthOf(clause) / 10));
const fits = (clauses: readonly Clause[]) => clauses.reduce((n, clause) => n + linesOf(clause), 0) <= PAGE;
const pagesOf = (blocks: PaperBlock[]) => paginate(clausesOf(blocks), fits);
const sayAll = (blocks: readonly PaperBlock[]): string => {
  let said = '';
  JSON.stringify(blocks, (name, one) => {
    if (name === 'text' && typeof one === 'string') said += one;
    return one;
  });
  return said;
};

describe('a page', () => {
  it('ends between clauses', () => {
    const pages = pagesOf([paragraph('甲'.repeat(60)), paragraph('乙'.repeat(60)), paragraph('丙'.repeat(30))]);
    expect(pages.map((page) => page.length)).toEqual([1, 2]);
  });

  it('never ends with a heading, nor leaves who issued the paper alone', () => {
    const pages = pagesOf([paragraph('甲'.repeat(90)), heading, paragraph('乙')]);
    expect(pages.map((page) => page.map(({ block }) => block.kind))).toEqual([['paragraph'], ['heading', 'paragraph']]);
    const closing: PaperBlock = { kind: 'closing', lines: [words('某局')] };
    const issued = pagesOf([paragraph('甲'.repeat(50)), paragraph('乙'.repeat(50)), closing]);
    expect(issued.map((page) => page.map(({ block }) => block.kind))).toEqual([
      ['paragraph'],
      ['paragraph', 'closing'],
    ]);
  });

  it('divides what is longer than a page, at the end of a line, and goes on with it', () => {
    const pages = pagesOf([paragraph('甲'.repeat(20)), heading, paragraph('乙'.repeat(250)), paragraph('丙')]);
    expect(pages.map((page) => page.map(lengthOf))).toEqual([[20, 0, 70], [100], [80, 1]]);
  });

  it('is of its own where something is too tall and cannot be divided', () => {
    const tall: PaperBlock = { kind: 'facts', rows: [{ label: words('甲'), value: value('乙') }] };
    const pages = paginate(clausesOf([paragraph('甲'), tall, paragraph('丙')]), (clauses) =>
      clauses.every(({ block }) => block.kind !== 'facts'),
    );
    expect(pages.map((page) => page.map(({ block }) => block.kind))).toEqual([['paragraph'], ['facts'], ['paragraph']]);
  });

  it('has the rows of one table and the items of one list together', () => {
    const [page = []] = pagesOf([{ kind: 'list', items: [value('一'), value('二')] }]);
    expect(page).toHaveLength(2);
    expect(joined(page)).toEqual([{ kind: 'list', items: [value('一'), value('二')] }]);
  });
});

describe('a division', () => {
  it.each([
    ['before a comma', '甲乙，丙', 2, '甲'],
    ['inside a character of two units', '甲𠮷乙', 2, '甲'],
    ['before a mark that belongs to the letter', 'e\u0301x', 1, null],
    ['no further than it helps', '，'.repeat(50), 40, '，'.repeat(40)],
    ['at the very end', '甲乙', 2, null],
  ])('is moved back %s', (_, text, at, first) => {
    const [clause] = clausesOf([paragraph(text)]);
    const halves = divide(clause as Clause, at);
    expect(halves && sayAll([halves[0].block])).toBe(first);
  });
});

describe('whatever the paper is', () => {
  const block: fc.Arbitrary<PaperBlock> = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }).map(paragraph),
    fc.constant(heading),
    fc.array(fc.string({ unit: 'binary', maxLength: 150 }).map(value), { minLength: 1, maxLength: 4 }).map((items) => ({
      kind: 'list' as const,
      items,
    })),
    fc.constant<PaperBlock>({ kind: 'closing', lines: [words('某局')] }),
    fc.constant<PaperBlock>({ kind: 'rule' }),
  );

  it('no word is lost or comes twice, and no page is empty', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), (blocks) => {
        const pages = pagesOf(blocks);
        expect(sayAll(joined(pages.flat()))).toBe(sayAll(blocks));
        for (const page of pages) expect(page.length).toBeGreaterThan(0);
      }),
    );
  });

  it('a page holds what has room on it, and a heading goes on beneath it', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), (blocks) => {
        const pages = pagesOf([...blocks, paragraph('末')]);
        for (const page of pages) {
          expect(fits(page) || page.length === 1).toBe(true);
          if (page.some(({ keep }) => keep === 'no')) expect(page.at(-1)?.keep).toBe('no');
        }
      }),
    );
  });
});
