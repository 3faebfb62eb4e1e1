/** docs/bindings.md tells people what each code of the linter means: each one, and no other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Binding } from '../../../core/binding/index.ts';
import { LINT_CODES } from '../../../core/binding/lint.ts';

const text = readFileSync(new URL('../../../docs/bindings.md', import.meta.url), 'utf8');

describe('docs/bindings.md', () => {
  it('has every code with its weight', () => {
    const rows = [...text.matchAll(/^\| `([a-z0-9-]+)` \| (error|warning) \|/gm)].map(([, code, weight]) => [
      code,
      weight,
    ]);
    expect(rows).toEqual(Object.entries(LINT_CODES).map(([code, { severity }]) => [code, severity]));
  });

  it('has every part of a binding', () => {
    const parts = text.slice(text.indexOf('## Its parts'), text.indexOf('**Finding things.**'));
    const missing = Object.keys(Binding.shape).filter((part) => !parts.includes(`\`${part}\``));
    expect(missing).toEqual([]);
  });
});
