/** WCAG 2.2: 1.4.3 for words (4.5 : 1), 1.4.11 for the outline of what is typed into or pressed (3 : 1). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../ui/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');
const colours = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
const THEMES = { light: colours(light), dark: { ...colours(light), ...colours(dark.split('@media')[0] ?? '') } };

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const ratio = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const WORDS = ['text', 'muted', 'accent', 'due', 'clear', 'findings', 'benefit', 'unchecked', 'refused'];

describe.each(Object.entries(THEMES))('%s', (_, theme) => {
  const on = (name: string, ground: string) => ratio(theme[name] as string, theme[ground] as string);

  it.each(WORDS)('%s can be read on both grounds', (name) => {
    expect(on(name, 'surface')).toBeGreaterThanOrEqual(4.5);
    expect(on(name, 'sunken')).toBeGreaterThanOrEqual(4.5);
  });

  it('words on the accent can be read', () => expect(on('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5));

  it.each(['field', 'focus'])('the outline %s can be seen', (name) => {
    expect(on(name, 'surface')).toBeGreaterThanOrEqual(3);
  });
});
