/**
 * Reads a template without filling it: every name in every branch must be a place of this paper, every loop must run over one of
 * its lists. What passes can be filled for anybody; a clerk never meets a fault that the office could have been told of.
 */
import type { PaperKind } from '@duecheck/core/contract';
import { ForTag, type LiquidError, Output, type Template, TokenKind, toValueSync } from 'liquidjs';
import { engine } from './engine.ts';
import type { Fault, FaultCode } from './faults.ts';
import { type Loops, type PlaceKind, placeOf } from './places.ts';

/** Lists within lists do not exist in any paper: a third loop would only multiply. */
const DEEPEST = 2;

/**
 * C0 and C1 controls but tab and line end; what sets direction; line and paragraph separators; the zero-width joiners and
 * fillers that hide. A form has no use for them, and two forms that look alike must be alike.
 */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

export type Parsed = { readonly templates: Template[] } | { readonly faults: readonly Fault[] };

/** @returns the parsed template, or the places of everything that is wrong with it */
export function parseTemplate(text: string, kind: PaperKind): Parsed {
  const hidden = controls(text);
  if (hidden.length > 0) return { faults: hidden };
  let templates: Template[];
  try {
    templates = engine.parse(text);
  } catch (error) {
    return { faults: [parseFault(error as LiquidError)] };
  }
  const faults = names(templates, kind, new Map());
  return faults.length > 0 ? { faults } : { templates };
}

function controls(text: string): Fault[] {
  return text.split('\n').flatMap((line, at): Fault[] => {
    const column = line.replaceAll('\t', ' ').search(CONTROL);
    return column < 0 ? [] : [{ code: 'control-character', line: at + 1, column: column + 1 }];
  });
}

function parseFault({ message, token }: LiquidError): Fault {
  const [line = 1, column = 1] = token?.getPosition?.() ?? [];
  return { code: codeOf(message), line, column };
}

/** LiquidJS has one class for all of these; their first words are part of its tests. */
function codeOf(message: string): FaultCode {
  if (/^tag ".*" not found/.test(message)) return 'unknown-tag';
  if (message.startsWith('undefined filter')) return 'filter';
  return message.startsWith('parse length limit') ? 'too-long' : 'syntax';
}

function names(templates: readonly Template[], kind: PaperKind, loops: Loops): Fault[] {
  return templates.flatMap((template): Fault[] => {
    if (template instanceof ForTag) return loop(template, kind, loops);
    const wants: readonly PlaceKind[] | null = template instanceof Output ? ['text', 'number'] : null;
    return [...uses(template, kind, loops, wants), ...names(childrenOf(template), kind, loops)];
  });
}

function loop(tag: ForTag, kind: PaperKind, loops: Loops): Fault[] {
  const at = positionOf(tag);
  if (loops.size >= DEEPEST) return [{ code: 'too-deep', ...at }];
  const [segments] = segmentsOf(tag);
  const place = segments && placeOf(kind, segments.path, loops);
  // A range, or a text: `(1..9999999)` could be looped over as well.
  if (tag.collection.kind !== TokenKind.PropertyAccess || place?.kind !== 'list') {
    return [{ code: segments && place === null ? 'unknown-place' : 'not-a-list', ...(segments?.at ?? at) }];
  }
  return names(childrenOf(tag), kind, new Map([...loops, [tag.variable, `${place.path}[]`]]));
}

function uses(template: Template, kind: PaperKind, loops: Loops, wants: readonly PlaceKind[] | null): Fault[] {
  return segmentsOf(template).flatMap(({ path, at }): Fault[] => {
    const place = placeOf(kind, path, loops);
    if (place === null) return [{ code: 'unknown-place', ...at }];
    return wants !== null && !wants.includes(place.kind) ? [{ code: 'not-a-text', ...at }] : [];
  });
}

/** The names in a template's own head, without what stands inside it. */
function segmentsOf(template: Template) {
  const head: Template = {
    token: template.token,
    render: template.render,
    ...(template.arguments && { arguments: () => template.arguments?.() ?? [] }),
  };
  return Object.values(engine.analyzeSync([head]).variables)
    .flat()
    .map((variable) => ({
      path: variable.toArray(),
      at: { line: variable.location.row, column: variable.location.col },
    }));
}

const childrenOf = (template: Template): Template[] =>
  template.children ? (toValueSync(template.children(false, true)) as Template[]) : [];

function positionOf({ token }: Template): { line: number; column: number } {
  const [line = 1, column = 1] = token.getPosition();
  return { line, column };
}
