/** What this browser draws by where a binding goes to some browsers first. Random, of nobody, and sent nowhere. */
import browser from 'webextension-polyfill';

const KEY = 'installation';
let known: Promise<string> | undefined;

/** Two that ask at once get one. */
export function installation(): Promise<string> {
  known ??= read().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<string> {
  const kept = (await browser.storage.local.get(KEY))[KEY];
  if (typeof kept === 'string') return kept;
  const made = crypto.randomUUID();
  await browser.storage.local.set({ [KEY]: made });
  return made;
}
