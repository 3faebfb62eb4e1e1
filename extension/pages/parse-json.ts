/** @returns null where the text is none: what follows is parsed by a schema, which takes no null. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
