/**
 * LiquidJS, shut down to what a form needs: places, conditions, loops over the model's own lists. No file, no include, no
 * filter, no variable of the template's own, no output that is not a text of the model.
 */
import {
  CaseTag,
  CommentTag,
  Context,
  type Emitter,
  ForTag,
  IfTag,
  InlineCommentTag,
  Liquid,
  type Template,
  toValueSync,
  UnlessTag,
} from 'liquidjs';
import { type Piece, PlacedValue } from './value.ts';

const TAGS = {
  if: IfTag,
  unless: UnlessTag,
  case: CaseTag,
  for: ForTag,
  comment: CommentTag,
  '#': InlineCommentTag,
} as const;

/** Far above any form, far below what would be felt. The loops that reach it were refused when the template was saved. */
const MOST_PIECES = 50_000;
const MOST_CHARACTERS = 500_000;
/** A last line of defence; what is linted ends by itself. */
const RENDER_MS = 5_000;
const MEMORY = 100_000;

export const engine = shut(
  new Liquid({
    // In memory, and nothing there: no partial can be found, whatever tag asks.
    templates: {},
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: false,
    parseLimit: 20_000,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY,
  }),
);

function shut(liquid: Liquid): Liquid {
  for (const tag of Object.keys(liquid.tags)) delete liquid.tags[tag];
  for (const [name, tag] of Object.entries(TAGS)) liquid.registerTag(name, tag);
  for (const filter of Object.keys(liquid.filters)) liquid.unregisterFilter(filter);
  return liquid;
}

export class NotText extends Error {}

/** @throws LiquidJS's errors, with their place */
export function fill(templates: Template[], scope: object): readonly Piece[] {
  const pieces = new Pieces();
  const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
  toValueSync(engine.renderer.renderTemplates(templates, context, pieces));
  return pieces.all;
}

/** Takes values as they are: what LiquidJS would join into one string stays apart here. */
class Pieces implements Emitter {
  readonly all: Piece[] = [];
  readonly buffer = '';
  #characters = 0;

  write(value: unknown): void {
    if (value === null || value === undefined) return;
    const piece = value instanceof PlacedValue ? value : literal(value);
    this.#characters += typeof piece === 'string' ? piece.length : piece.text.length;
    this.all.push(piece);
    if (this.all.length > MOST_PIECES || this.#characters > MOST_CHARACTERS) throw new NotText('too much');
  }
}

/** The template's own text, a word or number that it writes itself. A list or a record of the model is no text. */
function literal(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new NotText('no text');
}
