/** Plain pages of the window: they work without a script, and escape whatever they show. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Language } from '@duecheck/core/text';
import { Liquid } from 'liquidjs';

const file = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const engine = new Liquid({ outputEscape: 'escape', strictVariables: true, templates: {} });
const template = engine.parse(file('./page.liquid'));
const STYLE = file('../../ui/tokens.css') + file('./page.css');
const LEAVING = file('./leaving.js');

export const STYLE_HASH = hash(STYLE);
export const SCRIPT_HASH = hash(LEAVING);

export interface Button {
  readonly label: string;
  /** Of a form that is sent; its address. */
  readonly action: string;
  readonly main: boolean;
}

export interface Line {
  readonly label: string;
  readonly words: string;
  readonly button: Button | null;
}

export interface Link {
  readonly label: string;
  readonly address: string;
  /** Within the same enquiry. */
  readonly stays: boolean;
}

export interface WindowPage {
  readonly language: Language;
  readonly title: string;
  /** Above everything; '' where there is none. */
  readonly banner: string;
  readonly lead: readonly string[];
  readonly list: readonly Line[];
  readonly notes: readonly string[];
  /** Hidden field of each form; '' where there is none to send. */
  readonly form: string;
  /** Where to tell that the window is gone; '' where nobody needs to know. */
  readonly gone: string;
  readonly buttons: readonly Button[];
  readonly links: readonly Link[];
}

const EMPTY = { banner: '', lead: [], list: [], notes: [], form: '', gone: '', buttons: [], links: [] } as const;

export const renderPage = (page: Partial<WindowPage> & Pick<WindowPage, 'language' | 'title'>): string =>
  engine.renderSync(template, { ...EMPTY, ...page, style: STYLE, leaving: LEAVING });
