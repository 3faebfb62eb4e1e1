/**
 * What this browser keeps for an auditor: choices and heads, never anything of a person. A browser that keeps nothing loses comfort and
 * the memory of heads, no function.
 */
export interface Kept<T> {
  /** null where there is none, or what is there cannot be read. */
  read(): T | null;
  write(value: T): void;
}

export function kept<T>(name: string): Kept<T> {
  const key = `duecheck.audit.${name}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Full, or forbidden.
      }
    },
  };
}
