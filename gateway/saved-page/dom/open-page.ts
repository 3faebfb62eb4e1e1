/**
 * A saved page as a document. Nothing of it runs and nothing is loaded: jsdom has scripts and resources switched off, which
 * is its default and is written down here. Styles and frames that were saved with it are put in from its own folder.
 */
import { readFileSync, statSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import { JSDOM, VirtualConsole } from 'jsdom';
import { type OwnFiles, ownFiles } from '../own-files.ts';
import type { SavedPageCode } from '../page-report.ts';
import { isArchive, savedFrom } from '../saved-from.ts';
import { standInForLayout } from './stand-in-for-layout.ts';

export interface OpenPage {
  readonly document: Document;
  /** Where it was, as told or as it says itself. */
  readonly address: string | null;
  readonly charset: string;
  readonly garbled: boolean;
}

const MOST_BYTES = 32 * 1024 * 1024;

/** @throws DuecheckError SavedPageCode */
export function openPage(file: string, url: string | null): OpenPage {
  const bytes = readBytes(file);
  if (isArchive(bytes))
    throw new DuecheckError<SavedPageCode>(
      'page-is-archive',
      `${file}: save it as a complete web page, not as one file`,
    );
  const address = url ?? savedFrom(bytes);
  const document = documentOf(bytes, { file, address, files: ownFiles(file), host: null, level: 0 });
  const charset = document.characterSet;
  return { document, address, charset, garbled: isGarbled(document) };
}

function readBytes(file: string): Buffer {
  try {
    const stat = statSync(file);
    if (stat.size > MOST_BYTES)
      throw new DuecheckError<SavedPageCode>('page-too-big', `${file}: larger than 32 MB, which no page is`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof DuecheckError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new DuecheckError<SavedPageCode>('page-missing', `${file}: there is no such file`);
    throw new DuecheckError<SavedPageCode>('page-unreadable', `${file}: it cannot be read (${code})`);
  }
}

interface Within {
  readonly file: string;
  readonly address: string | null;
  readonly files: OwnFiles;
  /** The frame that shows this document. */
  readonly host: Element | null;
  readonly level: number;
}

/** @param content bytes, whose charset is sniffed as browsers do (mark, then meta), or the text of a `srcdoc` */
function documentOf(content: Buffer | string, within: Within): Document {
  const { window } = new JSDOM(content, {
    ...(within.address === null ? {} : { url: within.address }),
    // Says on the console what it does not know; a page can have any amount of that.
    virtualConsole: new VirtualConsole(),
  });
  const { document } = window;
  putStyles(document, within);
  standInForLayout(window, within.host);
  putFrames(document, within);
  return document;
}

function putStyles(document: Document, { files, file }: Within): void {
  for (const link of document.querySelectorAll(
    'link[rel~=stylesheet i][href]:not([rel~=alternate i]):not([disabled])',
  )) {
    const found = files.read(link.getAttribute('href') ?? '', file);
    if (found === null || link.getAttribute('media')?.trim() === 'print') continue;
    const style = document.createElement('style');
    style.textContent = textOf(found.bytes, document.characterSet);
    link.replaceWith(style);
  }
}

const DEEPEST = 4;

/** jsdom leaves frames empty; what was saved of them is what the reader steps into. */
function putFrames(document: Document, { files, file, level }: Within): void {
  if (level === DEEPEST) return;
  for (const host of document.querySelectorAll('iframe, frame')) {
    const srcdoc = host.getAttribute('srcdoc');
    const saved = srcdoc === null ? files.read(host.getAttribute('src') ?? '', file) : null;
    const content = srcdoc ?? saved?.bytes;
    if (content === undefined) continue;
    const inner = documentOf(content, {
      ...{ file: saved?.file ?? file, address: saved ? savedFrom(saved.bytes) : null },
      ...{ files, host, level: level + 1 },
    });
    Object.defineProperty(host, 'contentDocument', { value: inner });
  }
}

function textOf(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(charset).decode(bytes);
  }
}

/** One stray byte is a slip; more than one in a hundred characters is another charset. */
function isGarbled(document: Document): boolean {
  const text = document.documentElement?.textContent ?? '';
  return (text.match(/\uFFFD/g) ?? []).length * 100 > text.length;
}
