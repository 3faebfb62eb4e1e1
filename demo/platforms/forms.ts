/** What each address takes (domain/FORMATS §6), as JSON Schema. */
import type { Signed } from './callers.ts';

const text = { type: 'string', maxLength: 500 };
const texts = { type: 'array', items: text, maxItems: 100 };
const signed = { appKey: text, requestTime: text, sign: text };
const form = (properties: object, optional: readonly string[] = []) => ({
  type: 'object',
  properties: { ...signed, ...properties },
  required: Object.keys({ ...signed, ...properties }).filter((name) => !optional.includes(name)),
});
const operator = { type: 'object', properties: { organisation: text }, required: ['organisation'] };
const person = { name: text, idType: text, idNumber: text, caseNo: text };

export const SIGNED = form({});

export interface CheckBody extends Signed {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly matterCode: string;
  readonly caseNo: string;
  readonly authNo?: string;
  readonly categories: readonly string[];
}
export const CHECK = form(
  {
    subjectType: { enum: ['P', 'L'] },
    ...person,
    matterCode: text,
    authNo: text,
    operator,
    categories: texts,
  },
  ['authNo'],
);

export interface BatchBody extends Signed {
  readonly matterCode: string;
  readonly categories: readonly string[];
  readonly subjects: readonly Pick<CheckBody, 'name' | 'idType' | 'idNumber' | 'caseNo'>[];
}
export const BATCH = form({
  matterCode: text,
  operator,
  categories: texts,
  subjects: {
    type: 'array',
    maxItems: 1000,
    items: { type: 'object', properties: person, required: Object.keys(person) },
  },
});

export const RESULT = form({ taskNo: text });

export interface FeedbackBody extends Signed {
  readonly caseNo: string;
  readonly executed: string;
  readonly measureCodes: readonly string[];
  readonly reason: string;
  readonly result: string;
}
export const FEEDBACK = form({
  caseNo: text,
  executed: { enum: ['Y', 'N'] },
  measureCodes: texts,
  reason: text,
  result: text,
});
