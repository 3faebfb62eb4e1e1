/** Resolves the names in a template against the closed list of `PAPER_PLACES`. */
import type { PaperKind } from '@duecheck/core/contract';
import { PAPER_PLACES } from '@duecheck/core/text';
import type { Variable } from 'liquidjs';

/** Of a path: a text, a list, a group of places, or a number (`size`, `forloop.index`). */
export type PlaceKind = 'text' | 'list' | 'group' | 'number';

export interface Place {
  readonly kind: PlaceKind;
  /** As in `PAPER_PLACES`; '' for a number. */
  readonly path: string;
}

type Segments = ReturnType<Variable['toArray']>;

/** Names of loop variables, each with the path that it stands for. */
export type Loops = ReadonlyMap<string, string>;

const FORLOOP: readonly unknown[] = ['first', 'last', 'index', 'index0', 'rindex', 'rindex0', 'length'];
const NUMBER: Place = { kind: 'number', path: '' };

/** @returns null for what this paper does not have */
export function placeOf(kind: PaperKind, segments: Segments, loops: Loops): Place | null {
  const [root, ...rest] = segments;
  if (typeof root !== 'string') return null;
  if (root === 'forloop') return loops.size > 0 && rest.length === 1 && FORLOOP.includes(rest[0]) ? NUMBER : null;
  let path = loops.get(root) ?? root;
  for (const [at, segment] of rest.entries()) {
    if (typeof segment !== 'string') return null;
    // One of several is reached by a loop alone: `records[0]` would be nobody's where there is no record.
    if (kindOf(kind, path) === 'list') return segment === 'size' && at === rest.length - 1 ? NUMBER : null;
    path += `.${segment}`;
  }
  const found = kindOf(kind, path);
  return found && { kind: found, path };
}

function kindOf(kind: PaperKind, path: string): PlaceKind | null {
  const places = PAPER_PLACES[kind];
  if (Object.hasOwn(places, path)) return 'text';
  const within = Object.keys(places).find((place) => place.startsWith(`${path}.`) || place.startsWith(`${path}[]`));
  if (within === undefined) return null;
  return within.startsWith(`${path}[]`) ? 'list' : 'group';
}
