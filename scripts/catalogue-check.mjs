// Checks the lists: schema, cross-checks, file names. `node scripts/catalogue-check.mjs [folder]`.
import { resolve } from 'node:path';
import { CatalogueFileError, loadCatalogue } from '../catalogue/load.ts';
import { parseCatalogue } from '../core/catalogue/index.ts';

const folder = process.argv[2];

try {
  const raw = loadCatalogue(folder && resolve(folder));
  const parsed = parseCatalogue(raw.value);
  const problems = parsed.ok ? [] : parsed.problems;
  for (const { code, row, path, message } of problems) {
    const { file, line } = raw.locate(path);
    console.error(`${file}:${line}: ${row}: ${message} [${code}]`);
  }
  const rows = /** @type {unknown[]} */ (raw.value.decisionPoints).length;
  console.log(`${rows} decision points, ${problems.length} problem${problems.length === 1 ? '' : 's'}`);
  process.exitCode = parsed.ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof CatalogueFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
