/** The lists that rules about a step ask: a file that is named, or the ones that this house carries. */
import { type CatalogueIndex, indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { Feed } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { readJson } from './read-json.ts';

/**
 * @param file the catalogue as JSON, or a feed with its note; who signed it is not asked, since nothing is decided by it
 * @returns null where none is named and the house carries none
 * @throws DuecheckError `catalogue-faulty`, or as `readJson`
 */
export async function openCatalogue(file: string | undefined): Promise<CatalogueIndex | null> {
  if (file === undefined) return ownCatalogue();
  const raw = readJson(file);
  const feed = Feed.safeParse(raw);
  return indexed(file, feed.success ? bodyOf(file, feed.data.body) : raw);
}

function bodyOf(file: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new DuecheckError('catalogue-faulty', `${file}: the body of this feed is no JSON`);
  }
}

/** The YAML files beside this code; a gateway that is delivered without them lints without them. */
async function ownCatalogue(): Promise<CatalogueIndex | null> {
  try {
    const { loadCatalogue } = await import('@duecheck/catalogue');
    return indexed('the catalogue of this house', loadCatalogue().value);
  } catch (error) {
    if (error instanceof DuecheckError) throw error;
    return null;
  }
}

function indexed(from: string, raw: unknown): CatalogueIndex {
  const parsed = parseCatalogue(raw);
  if (parsed.ok) return indexCatalogue(parsed.catalogue);
  const [first] = parsed.problems;
  const more = parsed.problems.length - 1;
  throw new DuecheckError(
    'catalogue-faulty',
    `${from}: ${first?.row}: ${first?.message}${more > 0 ? `, and ${more} more problems` : ''}`,
  );
}
