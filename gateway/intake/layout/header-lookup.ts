/** Header text → field, for one record type: the catalogue's own names first, then the aliases. */
import type { CatalogueIndex, RecordType } from '@duecheck/core/catalogue';
import { COMMON_ALIASES, FIELD_ALIASES, SUBJECT_ALIASES } from './aliases.ts';
import { headerText, withoutBrackets } from './header-text.ts';

/** @returns the field's name, or null for a header that nothing is known about */
export type HeaderLookup = (header: string) => string | null;

/** Somebody else than the subject: whose papers they are is never to be mistaken. */
const THIRD_PERSON = /法定代表人|法人代表|负责人|经办|联系人|法人证件|法人身份/;
const PAPERS = /号|证件|身份|电话|手机|地址/;
const CODE_N = /^行政相对人代码(\d)(.*)$/;

export function createHeaderLookup(type: RecordType, { catalogue }: CatalogueIndex): HeaderLookup {
  const table = new Map<string, string>();
  const add = (field: string, headers: readonly string[]) => {
    for (const header of headers) {
      for (const form of [header, withoutBrackets(header)]) {
        const text = headerText(form);
        if (text !== '' && !table.has(text)) table.set(text, field);
      }
    }
  };
  for (const { name, zh, sourceColumns } of type.fields) add(name, [name, zh, ...zh.split('/'), ...sourceColumns]);
  for (const [field, headers] of Object.entries(FIELD_ALIASES[type.id] ?? {})) add(field, headers);
  for (const [field, headers] of Object.entries(SUBJECT_ALIASES)) add(field, headers);
  for (const { name, zh, sourceColumns } of catalogue.commonFields) {
    // "dqzt 0正常 1撤销 2异议": the key, then its values. The second such list has another meaning for each number.
    const keys = sourceColumns.slice(0, name === 'state' ? 1 : undefined).map((text) => text.split(' ')[0] as string);
    if (!name.startsWith('subjectId')) add(name, [name, zh, ...keys]);
  }
  for (const [field, headers] of Object.entries(COMMON_ALIASES)) add(field, headers);

  const find = (text: string) => table.get(text) ?? null;
  return (header) => {
    const text = headerText(header);
    const [, n, said] = CODE_N.exec(text) ?? [];
    // Only the first code means the same in both layouts; of the others the text decides, or nobody does.
    if (n !== undefined) return said ? find(said) : n === '1' ? 'subjectUscc' : null;
    if (THIRD_PERSON.test(text) && PAPERS.test(text)) return null;
    return find(text) ?? find(headerText(withoutBrackets(header)));
  };
}
