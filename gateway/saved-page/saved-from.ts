/**
 * Where a page was, as Chromium and others write it into what they save: `<!-- saved from url=(0027)http://… -->`, the
 * length of the address in brackets. Near the top, before anything that the page says itself.
 */
export function savedFrom(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const [head = ''] = /^(?:[\s\xef\xbb\xbf]|<!doctype[^>]*>|<html[^>]*>|<!--[\s\S]*?-->)*/i.exec(start) ?? [];
  const said = /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/\S+)\s*-->/.exec(head)?.[1];
  return said !== undefined && URL.canParse(said) ? said : null;
}

/** MHTML begins like a letter. */
export const isArchive = (bytes: Uint8Array): boolean =>
  /^(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Content-Type:\s*multipart\/related)/i.test(
    Buffer.from(bytes.subarray(0, 2048)).toString('latin1'),
  );
