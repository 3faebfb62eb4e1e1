/** What an office may write, what it may not, and what no paper may leave out. */
import { PAPER_KINDS, type PaperKind } from '@duecheck/core/contract';
import { LANGUAGES, PAPER_PLACES } from '@duecheck/core/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate } from '../../../gateway/papers/fill-template.ts';
import { REQUIRED_PARTS } from '../../../gateway/papers/required.ts';
import { samples } from '../../../gateway/papers/samples.ts';
import { shippedTemplate } from '../../../gateway/papers/shipped.ts';
import { placeModel } from '../../../gateway/papers/value.ts';

const PAPERS = PAPER_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));
const check = (text: string, kind: PaperKind = 'notice') => checkTemplate(kind, 'zh-CN', text);

describe.each(PAPERS)('the shipped %s in %s', (kind, language) => {
  const shipped = shippedTemplate(kind, language);

  it('says everything that it must, in every situation', () => {
    expect(checkTemplate(kind, language, shipped)).toMatchObject({ ok: true });
  });

  it.each(Object.entries(REQUIRED_PARTS[kind]))('without its %s is refused', (part, places) => {
    for (const place of places as readonly string[]) {
      const without = shipped.replaceAll(outputOf(place), '');
      expect(without, place).not.toBe(shipped);
      expect(checkTemplate(kind, language, without), place).toMatchObject({ missing: [`missing-${part}`] });
    }
  });

  it('neither shouts nor blames, and names nobody', () => {
    expect(shipped).not.toMatch(/[!！]|黑名单|红名单|评分|失信人|无不良记录|处罚|punish|blacklist|score/i);
  });
});

/** `records[].organ` stands in a loop as `{{ record.organ }}`, `proposal[]` as `{{ item }}`. */
function outputOf(place: string): string {
  const [list = '', field] = place.split('[]');
  const loops: Record<string, string> = { records: 'record', bases: 'basis', proposal: 'item', documents: 'document' };
  return `{{ ${field === undefined ? place : loops[list] + field} }}`;
}

describe('no notice without a remedy', () => {
  it.each([
    ['left out', (text: string) => text.replace('- {{ remedy.review }}\n', '')],
    [
      'in a branch that is never taken',
      (text: string) => text.replace('- {{ remedy.review }}', '{% if false %}{{ remedy.review }}{% endif %}'),
    ],
    [
      'only where there is a record',
      (text: string) =>
        text.replace('- {{ remedy.review }}', '{% if records.size > 0 %}{{ remedy.review }}{% endif %}'),
    ],
    [
      'only once it was delivered',
      (text: string) => text.replace('- {{ remedy.review }}', '{% if hearing.lastDay %}{{ remedy.review }}{% endif %}'),
    ],
    [
      'in a comment',
      (text: string) => text.replace('- {{ remedy.review }}', '{% comment %}{{ remedy.review }}{% endcomment %}'),
    ],
  ])('%s', (_, change) => {
    const text = change(shippedTemplate('notice', 'zh-CN'));
    expect(check(text)).toMatchObject({ ok: false, missing: ['missing-remedy'] });
  });

  it('nor with one record of two', () => {
    const text = shippedTemplate('notice', 'zh-CN').replace('for record in records', 'for record in records limit:1');
    expect(check(text)).toMatchObject({ ok: false, missing: ['missing-facts'] });
  });

  it('nor an undertaking without a place to sign, nor any paper without a title', () => {
    const unsigned = shippedTemplate('undertaking', 'zh-CN').replaceAll(/^___ .*\n/gm, '');
    expect(check(unsigned, 'undertaking')).toMatchObject({ missing: ['missing-signature'] });
    expect(check(shippedTemplate('notice', 'zh-CN').replace('# 告知书', ''))).toMatchObject({
      missing: ['missing-title'],
    });
  });
});

describe('a fault', () => {
  it.each<[string, string, number, number]>([
    ['unknown-tag', '甲\n  {% include "secrets" %}', 2, 3],
    ['unknown-tag', '{% render "x" %}', 1, 1],
    ['unknown-tag', '{% layout "x" %}', 1, 1],
    ['unknown-tag', '{% assign x = reason %}', 1, 1],
    ['unknown-tag', '{% capture x %}{% endcapture %}', 1, 1],
    ['unknown-tag', '{% raw %}{{ x }}{% endraw %}', 1, 1],
    ['unknown-tag', '{% liquid\necho reason %}', 1, 1],
    ['unknown-tag', '{% tablerow x in records %}{% endtablerow %}', 1, 1],
    ['filter', '{{ reason | upcase }}', 1, 1],
    ['filter', '{{ "x" | append: "y" }}', 1, 1],
    ['filter', '\n{% if reason | size %}{% endif %}', 2, 1],
    ['syntax', '{{ reason', 1, 1],
    ['syntax', '{% if reason %}', 1, 1],
    ['syntax', '{% for in %}{% endfor %}', 1, 1],
    ['unknown-tag', '{% endif %}', 1, 1],
    ['unknown-place', '{{ subject.number }}', 1, 4],
    ['unknown-place', '{{ reason.constructor }}', 1, 4],
    ['unknown-place', '{{ person.__proto__ }}', 1, 4],
    ['unknown-place', '{{ records[0].organ }}', 1, 4],
    ['unknown-place', '{{ matter }}', 1, 4],
    ['unknown-place', '{% if false %}{{ nowhere }}{% endif %}', 1, 18],
    ['unknown-place', '{% if nowhere %}{% endif %}', 1, 7],
    ['unknown-place', '{% for r in records %}{{ r.reason }}{% endfor %}', 1, 26],
    ['unknown-place', '{% for r in records %}{% endfor %}{{ r.organ }}', 1, 38],
    ['not-a-text', '{{ records }}', 1, 4],
    ['not-a-text', '{{ person }}', 1, 4],
    ['not-a-list', '{% for x in (1..99999999) %}x{% endfor %}', 1, 1],
    ['not-a-list', '{% for x in reason %}x{% endfor %}', 1, 13],
    ['not-a-list', '{% for x in "abc" %}x{% endfor %}', 1, 1],
    [
      'too-deep',
      '{% for a in records %}{% for b in records %}{% for c in records %}{% endfor %}{% endfor %}{% endfor %}',
      1,
      45,
    ],
    ['control-character', '甲\n乙\u202e丙', 2, 2],
    ['control-character', '\u2028', 1, 1],
    ['control-character', 'a\u200bb', 1, 2],
    ['control-character', '\u0007', 1, 1],
  ])('%s: %j', (code, text, line, column) => {
    expect(check(text)).toEqual({ ok: false, faults: [{ code, line, column }], missing: [] });
  });

  it('and every further one is told at once', () => {
    const { faults } = check('{{ a }}\n{{ b }}') as { faults: readonly { line: number }[] };
    expect(faults.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('whatever an office writes', () => {
  const scrap = fc.constantFrom(
    '{{ reason }}',
    '{{ organ }}',
    '{% for r in records %}',
    '{{ r.organ }}',
    '{% endfor %}',
    '{% if otherBasis %}',
    '{% else %}',
    '{% elsif records.size > 1 %}',
    '{% endif %}',
    '{% unless x %}',
    '{% endunless %}',
    '{% case reason %}',
    '{% when 1 %}',
    '{% endcase %}',
    '{% comment %}',
    '{% endcomment %}',
    '{%- # x -%}',
    '{{',
    '}}',
    '{%',
    '%}',
    '"',
    "'",
    '\n',
    '# ',
    '- ',
    '甲',
    '{% for x in (1..9) %}',
    '{{ x | y: z }}',
    '{{ reason[0] }}',
    '{% break %}',
    '{{ forloop.index }}',
    '{{ person["name"] }}',
    '{{ ["reason"] }}',
    '{{ person[reason] }}',
    '{% if reason contains "a" and organ == blank %}',
  );

  it('is taken, or refused with a place; it never goes on for ever and never ends the process', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scrap, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 14 }),
        (parts) => {
          const text = parts.join('');
          const checked = check(text);
          if (checked.ok) return;
          expect(checked.faults.length + checked.missing.length).toBeGreaterThan(0);
          const lines = text.split('\n');
          for (const { line, column } of checked.faults) {
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of 12,000 characters in the deepest loops that are allowed is filled in one go', () => {
    const loop = '{% for a in records %}{% for b in records %}{{ a.organ }}{{ b.what }}{% endfor %}{% endfor %}';
    const text = shippedTemplate('notice', 'zh-CN') + loop.repeat(100);
    const checked = check(text);
    expect(checked.ok).toBe(true);
  });
});

describe('the closed list of places', () => {
  it.each(PAPER_KINDS)('%s: is exactly what the model has', (kind) => {
    const filled = samples(kind, 'zh-CN').flatMap((model) => placeModel(model).values.map(({ place }) => place));
    expect([...new Set(filled)].sort()).toEqual(Object.keys(PAPER_PLACES[kind]).sort());
  });
});

describe('whatever a record, a reason or a name says', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '{{ person.number }}',
      '{% include "x" %}',
      '# 决定书',
      '\n---\n',
      '- 已生效',
      '| a | b',
      '___ 签名',
      '> 引文',
      '@ 某市人民政府',
      '\u202e令行禁止',
      '\u0000',
      '长'.repeat(10_000),
      '\u2028# x',
      '{{',
      '%}',
    ),
  );

  it.each(LANGUAGES)('stands in the notice as it is, and changes no block (%s)', (language) => {
    const checked = checkTemplate('notice', language, shippedTemplate('notice', language));
    if (!checked.ok) throw new Error('the shipped template has a fault');
    for (const model of samples('notice', language)) {
      const kinds = fillTemplate('notice', checked.templates, model).blocks.map(({ kind }) => kind);
      fc.assert(
        fc.property(fc.infiniteStream(text), (values) => {
          const hostile = withValues(model, values);
          const { blocks, missing } = fillTemplate('notice', checked.templates, hostile);
          expect(missing).toEqual([]);
          expect(blocks.map(({ kind }) => kind)).toEqual(kinds);
          const runs = JSON.stringify(blocks);
          for (const { text: value } of placeModel(hostile).values)
            expect(runs).toContain(JSON.stringify({ from: 'value', text: value }));
        }),
        { numRuns: 60 },
      );
    }
  });
});

/** The same model with other texts; what is empty stays empty. */
function withValues<T>(model: T, values: Iterator<string>): T {
  if (typeof model === 'string') return values.next().value as T;
  if (Array.isArray(model)) return model.map((one) => withValues(one, values)) as T;
  if (typeof model !== 'object' || model === null) return model;
  return Object.fromEntries(Object.entries(model).map(([name, one]) => [name, withValues(one, values)])) as T;
}
