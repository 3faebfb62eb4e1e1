import type { PaperBlock } from '@duecheck/core/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBlocks } from '../../../gateway/papers/lines.ts';
import { type Piece, PlacedValue } from '../../../gateway/papers/value.ts';

const value = (text: string) => new PlacedValue(text, 'reason');
const words = (text: string) => ({ from: 'template' as const, text });
const said = (text: string) => ({ from: 'value' as const, text });

describe('a line of a filled template', () => {
  it.each<[string, Piece[], PaperBlock[]]>([
    ['a title', ['# 告知书'], [{ kind: 'title', text: [words('告知书')] }]],
    ['a heading', ['## 理由'], [{ kind: 'heading', text: [words('理由')] }]],
    ['quoted words', ['> ', value('因为')], [{ kind: 'quote', text: [said('因为')] }]],
    ['a rule', ['---'], [{ kind: 'rule' }]],
    [
      'facts, their label and what is known',
      ['| 当事人 | ', value('甲'), '（', value('号'), '）\n| 案号 | ', value('A|B')],
      [
        {
          kind: 'facts',
          rows: [
            { label: [words('当事人')], value: [said('甲'), words('（'), said('号'), words('）')] },
            { label: [words('案号')], value: [said('A|B')] },
          ],
        },
      ],
    ],
    [
      'a list, through the blank lines that a loop leaves',
      ['\n- ', value('一'), '\n\n- ', value('二'), '\n\n'],
      [{ kind: 'list', items: [[said('一')], [said('二')]] }],
    ],
    [
      'who issues it, and who signs',
      ['@ ', value('某局'), '（印章）\n@ ', value('今日'), '\n\n___ 签名\n___ 日期'],
      [
        { kind: 'closing', lines: [[said('某局'), words('（印章）')], [said('今日')]] },
        { kind: 'signatures', lines: [[words('签名')], [words('日期')]] },
      ],
    ],
    [
      'paragraphs: a line end stays, a blank line ends one',
      ['甲\n', value('乙'), '\n\n丙'],
      [
        { kind: 'paragraph', text: [words('甲'), words('\n'), said('乙')] },
        { kind: 'paragraph', text: [words('丙')] },
      ],
    ],
    ['nothing, for a mark before an empty place', ['- \n| \n## \n> '], []],
    [
      'a paragraph, for what only looks like a mark',
      ['-甲\n\n#乙'],
      [
        { kind: 'paragraph', text: [words('-甲')] },
        { kind: 'paragraph', text: [words('#乙')] },
      ],
    ],
  ])('becomes %s', (_, pieces, blocks) => expect(toBlocks(pieces)).toEqual(blocks));

  it('is never begun by a value, whatever the value is', () => {
    for (const text of ['# t', '- x', '---', '> q', '@ o', '___', '| a | b', '## h', '\n# t']) {
      expect(toBlocks([value(text)])).toEqual([{ kind: 'paragraph', text: [said(text)] }]);
      expect(toBlocks(['- ', value(text)])).toEqual([{ kind: 'list', items: [[said(text)]] }]);
      expect(toBlocks(['---', value(text)])).toEqual([{ kind: 'paragraph', text: [words('---'), said(text)] }]);
    }
  });

  it('loses no value, alters none and looks into none', () => {
    const template = fc.constantFrom(
      '# ',
      '## ',
      '- ',
      '| ',
      ' | ',
      '> ',
      '@ ',
      '___ ',
      '---',
      '\n',
      '\n\n',
      '甲',
      ' ',
    );
    const pieces = fc.array(fc.oneof(template, fc.string({ unit: 'binary' }).map(value)), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, (given) => {
        const blocks = toBlocks(given);
        expect(valuesIn(blocks)).toEqual(given.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.text])));
        // The same form with other values is the same form.
        const other = toBlocks(given.map((piece) => (typeof piece === 'string' ? piece : value('x'))));
        expect(other.map(({ kind }) => kind)).toEqual(blocks.map(({ kind }) => kind));
      }),
    );
  });
});

const valuesIn = (blocks: readonly PaperBlock[]): string[] => {
  const found: string[] = [];
  JSON.stringify(blocks, (_, one) => {
    if (one?.from === 'value') found.push(one.text);
    return one;
  });
  return found;
};
