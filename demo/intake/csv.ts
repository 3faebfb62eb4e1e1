/** CSV as offices' systems write it: a field is quoted where it must be. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;

export const csvText = (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('');
