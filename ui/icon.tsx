import type { JSX } from 'preact';

/** Drawn with lucide's paths (ISC): one set on every surface. */
const PATHS = {
  /** A check is due: a hollow ring. */
  due: ['M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20'],
  clear: ['M20 6 9 17l-5-5'],
  findings: ['M21 5H3', 'M15 12H3', 'M17 19H3'],
  benefit: [
    'M11 20a10 10 0 0010-10 25.9 25.9 0 00-1.04-7.281 1 1 0 00-1.755-.325C15.833 5.5 13 5.5 9.8 6.1A7 7 0 0011 20',
    'M2 21a5 5 0 012.911-4.544C7.613 15.212 8.351 15.24 11 13',
  ],
  unchecked: ['M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20', 'M12 6v6l4 2'],
  refused: ['M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20', 'M12 8v4', 'M12 16h.01'],
  close: ['M18 6 6 18', 'm6 6 12 12'],
} as const;
export type IconName = keyof typeof PATHS;

/** Always beside words, so it says nothing itself. */
export const Icon = ({ name }: { name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    {PATHS[name].map((d) => (
      <path key={d} d={d} />
    ))}
  </svg>
);
