/** Filters that somebody wants again, by name, in this browser: as an address holds them, so without anybody's number or name. */
import { signal } from '@preact/signals';
import { kept } from '../house/kept.ts';

export interface SavedFilter {
  readonly name: string;
  /** As an address's query. */
  readonly query: string;
}

const MOST = 40;
const stored = kept<SavedFilter[]>('filters');
const read = (): SavedFilter[] => {
  const value = stored.read();
  return Array.isArray(value)
    ? value.filter((one) => typeof one?.name === 'string' && typeof one.query === 'string')
    : [];
};

export const saved = signal<readonly SavedFilter[]>(read());

export function save(name: string, query: string): void {
  saved.value = [...read().filter((one) => one.name !== name), { name, query }].slice(-MOST);
  stored.write([...saved.value]);
}

export function remove(name: string): void {
  saved.value = read().filter((one) => one.name !== name);
  stored.write([...saved.value]);
}
