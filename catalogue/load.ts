/**
 * Reads the YAML files into one plain object, and remembers where each value stands. Checks nothing: the schema and the
 * cross-checks are core's (`parseCatalogue`), so that the same ones meet the signed feed in a browser.
 *
 * @example
 * const raw = loadCatalogue();
 * const parsed = parseCatalogue(raw.value);
 * if (!parsed.ok) for (const p of parsed.problems) console.error(raw.locate(p.path), p.code, p.message);
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, isNode, LineCounter, type Node, parseDocument } from 'yaml';

export type Path = readonly (string | number)[];

/** `file` is relative to the catalogue's folder; `line` counts from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface RawCatalogue {
  readonly value: Readonly<Record<string, unknown>>;
  /** The file and line of a value, or of its nearest parent that is written down. */
  locate(path: Path): Place;
}

/** A file that is missing or is no YAML. The message names file and line. */
export class CatalogueFileError extends Error {
  override readonly name = 'CatalogueFileError';
  readonly code: 'missing-file' | 'not-yaml';
  readonly place: Place;

  constructor(code: 'missing-file' | 'not-yaml', place: Place, message: string) {
    super(`${place.file}:${place.line}: ${message}`);
    this.code = code;
    this.place = place;
  }
}

/** Key in the catalogue → the file that holds it. */
const FILES = {
  departments: 'departments.yaml',
  domains: 'domains.yaml',
  occupations: 'occupations.yaml',
  profiles: 'profiles.yaml',
  circumstances: 'circumstances.yaml',
  categories: 'categories.yaml',
  bases: 'bases.yaml',
  measures: 'measures.yaml',
  behaviours: 'behaviours.yaml',
  commonFields: 'common-fields.yaml',
  denied: 'denied.yaml',
  severities: 'severities.yaml',
  serviceItems: 'service-items.yaml',
} as const;

/** Key in the catalogue → the folder with one file an entry, named by its id. */
const FOLDERS = { recordTypes: 'record-types', decisionPoints: 'decision-points', calendars: 'calendar' } as const;

export function loadCatalogue(dir: string = fileURLToPath(new URL('.', import.meta.url))): RawCatalogue {
  const header = open(dir, 'catalogue.yaml');
  const value: Record<string, unknown> = { ...(header.value as object) };
  const files = new Map<string, Opened | readonly Opened[]>();
  for (const [key, file] of Object.entries(FILES)) {
    const opened = open(dir, file);
    value[key] = opened.value;
    files.set(key, opened);
  }
  for (const [key, folder] of Object.entries(FOLDERS)) {
    const opened = list(dir, folder).map((name) => open(dir, `${folder}/${name}`));
    value[key] = opened.map((entry) => entry.value);
    files.set(key, opened);
  }
  return {
    value,
    locate(path) {
      const [key, first, ...rest] = path;
      const held = files.get(String(key));
      if (!held) return header.locate(path);
      if ('locate' in held) return held.locate(path.slice(1));
      return held[Number(first)]?.locate(rest) ?? { file: FOLDERS[key as keyof typeof FOLDERS], line: 1 };
    },
  };
}

interface Opened {
  readonly value: unknown;
  locate(path: Path): Place;
}

function open(dir: string, file: string): Opened {
  const lines = new LineCounter();
  const document = parseDocument(read(dir, file), { lineCounter: lines });
  const error = document.errors[0];
  if (error) {
    throw new CatalogueFileError('not-yaml', { file, line: error.linePos?.[0].line ?? 1 }, summary(error.message));
  }
  return {
    value: document.toJS(),
    locate: (path) => ({ file, line: lineOf(document, lines, path) }),
  };
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && (node as Node).range) return lines.linePos((node as Node).range?.[0] ?? 0).line;
  }
  return 1;
}

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8');
  } catch {
    throw new CatalogueFileError('missing-file', { file, line: 1 }, 'cannot be read');
  }
}

function list(dir: string, folder: string): readonly string[] {
  try {
    return readdirSync(join(dir, folder))
      .filter((name) => basename(name).endsWith('.yaml'))
      .sort();
  } catch {
    throw new CatalogueFileError('missing-file', { file: folder, line: 1 }, 'cannot be read');
  }
}

/** The parser adds a drawing of the place; the first line says it all. */
const summary = (message: string): string => message.split('\n')[0] ?? message;
