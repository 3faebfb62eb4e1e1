/**
 * Regions that numbers begin with (GB/T 2260): every province, and below it those of our own city, old ones included.
 * Abolished codes stay in people's numbers, so a code that is missing here is only ever worth a warning.
 */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);

/** Quzhou (recalled, not read): the city, its districts and counties; 330821 to 2001, 330823 to 1987. */
const QUZHOU = new Set('00 01 02 03 21 22 23 24 25 81'.split(' '));

/** `region`: 6 digits. */
export const isKnownRegion = (region: string): boolean =>
  PROVINCES.has(region.slice(0, 2)) && (!region.startsWith('3308') || QUZHOU.has(region.slice(4)));
