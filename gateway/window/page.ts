/** Plain pages of the window: they work without a script, and escape whatever they show. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Language } from '@duecheck/core/text';
import { Liquid } from 'liquidjs';

const file = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const engine = new Liquid({ outputEscape: 'escape', strictVariables: true, templates: {} });
const template = engine.parse(file('./page.liquid'));
const STYLE = file('../../ui/tokens.css') + file('./page.css');

export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export interface Button {
  readonly label: string;
  /** Of a form that is sent; its address. */
  readonly action: string;
  readonly main: boolean;
}

export interface WindowPage {
  readonly language: Language;
  readonly title: string;
  readonly lead: readonly string[];
  readonly list: readonly { readonly label: string; readonly words: string }[];
  readonly notes: readonly string[];
  /** Hidden field of each form; '' where there is none to send. */
  readonly form: string;
  readonly buttons: readonly Button[];
}

export const renderPage = (page: WindowPage): string => engine.renderSync(template, { ...page, style: STYLE });
