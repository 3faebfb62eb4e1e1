/** What stands round the data of every answer: the code, how many rows, what day they stand for. */
import * as z from 'zod/mini';
import { SourceFault } from '../source.ts';
import { decodeAnswer } from './charset.ts';
import { meaningOf } from './codes.ts';
import type { PlatformBytes } from './http.ts';

const Body = z.object({
  code: z.string(),
  // Systems write "" and null for what is not there.
  data: z.nullish(z.union([z.record(z.string(), z.unknown()), z.literal('')])),
  dataCount: z.nullish(z.union([z.int(), z.string().check(z.regex(/^\d{1,6}$/))])),
  dataTime: z.nullish(z.string()),
});

export interface Envelope {
  readonly meaning: 'ok' | 'no-record' | 'mismatch' | 'secret-over';
  readonly data: Readonly<Record<string, unknown>>;
  /** Rows that the platform says it sent; null where it says nothing. */
  readonly dataCount: number | null;
  /** As written; '' where it says nothing. */
  readonly dataTime: string;
}

/** @throws SourceFault by the code in the body; `unreadable` where there is no such body */
export function openEnvelope({ bytes, contentType }: PlatformBytes, charset: string): Envelope {
  const parsed = Body.safeParse(parse(decodeAnswer(bytes, contentType, charset)));
  if (!parsed.success) throw new SourceFault('unreadable', 'an answer without the shape of one');
  const { code, data, dataCount, dataTime } = parsed.data;
  const meaning = meaningOf(code);
  switch (meaning) {
    case 'ok':
    case 'no-record':
    case 'mismatch':
    case 'secret-over':
      return {
        meaning,
        data: data || {},
        dataCount: dataCount == null ? null : Number(dataCount),
        dataTime: dataTime ?? '',
      };
    default:
      throw new SourceFault(meaning, `code ${/^\w{1,8}$/.test(code) ? code : 'unknown'}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its message would quote the text.
    throw new SourceFault('unreadable', 'an answer that is no JSON');
  }
}
