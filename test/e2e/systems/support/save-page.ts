/** Saves a page as browsers do ("complete web page"): one file, and its frames in a folder beside it. No scripts, no styles. */
import type { Frame, Page } from 'playwright-core';

export type SavedFiles = Readonly<Record<string, string>>;

/** @param name of the file without its ending. @param address where the page is said to have been. */
export async function savePage(page: Page, name: string, address: string): Promise<SavedFiles> {
  const files: Record<string, string> = {};
  const save = async (frame: Frame, file: string, folder: string): Promise<void> => {
    const inner = frame.childFrames().filter((child) => child.url().startsWith('http'));
    for (const child of inner) {
      const saved = `frame-${Object.keys(files).length + 1}.html`;
      const element = await child.frameElement();
      await element.evaluate((one, to) => (one as Element).setAttribute('data-saved', to), `${folder}${saved}`);
      files[`${name}_files/${saved}`] = '';
      await save(child, `${name}_files/${saved}`, './');
    }
    files[file] = await frame.evaluate(markupOf);
  };
  await save(page.mainFrame(), `${name}.html`, `./${name}_files/`);
  const said = `<!-- saved from url=(${String(address.length).padStart(4, '0')})${address} -->`;
  return { ...files, [`${name}.html`]: `${said}\n${files[`${name}.html`]}` };
}

/** Runs in the page. What is typed stands in no attribute until a browser saves it there. */
function markupOf(): string {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
  for (const [at, field] of [...copy.querySelectorAll('input, textarea')].entries()) {
    const value = typed[at]?.value ?? '';
    if (field.matches('textarea')) field.textContent = value;
    else field.setAttribute('value', value);
  }
  const chosen = [...document.querySelectorAll('option')];
  for (const [at, option] of [...copy.querySelectorAll('option')].entries())
    option.toggleAttribute('selected', chosen[at]?.selected);
  for (const one of copy.querySelectorAll('script, style, link, svg')) one.remove();
  // Measures in pixels, made-up names and movements are others each time; what hides an element is not.
  for (const one of copy.querySelectorAll<HTMLElement>('[style]')) {
    const { display, visibility } = one.style;
    one.removeAttribute('style');
    if (display === 'none') one.style.display = display;
    if (visibility === 'hidden') one.style.visibility = visibility;
  }
  const passing = /^css-|-shadow(-|$)|motion|anim/;
  for (const one of copy.querySelectorAll('[class]'))
    for (const name of [...one.classList]) if (passing.test(name)) one.classList.remove(name);
  // Drawn anew at each load.
  for (const one of copy.querySelectorAll('[lay-table-resizeobserver-key]'))
    one.removeAttribute('lay-table-resizeobserver-key');
  for (const frame of copy.querySelectorAll('iframe')) {
    const to = frame.getAttribute('data-saved');
    frame.removeAttribute('data-saved');
    if (to) frame.setAttribute('src', to);
    else frame.removeAttribute('src');
  }
  return `<!DOCTYPE html>\n${copy.outerHTML.replaceAll(/\s*\n\s*/g, '\n')}\n`;
}
