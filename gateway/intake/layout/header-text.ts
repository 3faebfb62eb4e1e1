/** A header as it is compared: width, brackets, blanks, underscores (also ＿) and marks of duty (*) carry no meaning. */
export const headerText = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Without what stands in brackets: a unit, an example, a remark. */
export const withoutBrackets = (raw: string): string => raw.normalize('NFKC').replace(/\([^)]*\)|\[[^\]]*\]/g, '');
