/** An answer → bytes, in the platform's encoding and with the fault that its switch asks for. */
import { encodeGb18030 } from '../intake/gb18030.ts';
import type { Answer } from './answer.ts';
import type { FaultMode } from './faults.ts';
import type { Habits } from './habits.ts';

export interface Bytes {
  readonly body: Buffer;
  readonly contentType: string;
}

export const ERROR_PAGE = '<!doctype html><title>Error</title><h1>系统繁忙，请稍后再试</h1>';

/** @param requestId as such platforms add to every answer */
export function bytesOf(
  answer: Answer,
  requestId: string,
  { charset }: Pick<Habits, 'charset'>,
  mode: FaultMode,
): Bytes {
  const contentType = `application/json;charset=${charset}`;
  const text = JSON.stringify({ ...answer, requestId });
  const other = charset === 'GBK' ? 'UTF-8' : 'GBK';
  const body = encode(text, mode === 'wrong-charset' ? other : charset);
  if (mode === 'truncated') return { body: body.subarray(0, Math.floor(body.length * 0.7)), contentType };
  // 0xFF is in neither encoding.
  if (mode === 'garbled') body.fill(0xff, Math.floor(body.length / 2), Math.floor(body.length / 2) + 3);
  return { body, contentType };
}

const encode = (text: string, charset: Habits['charset']): Buffer =>
  charset === 'GBK' ? Buffer.from(encodeGb18030(text)) : Buffer.from(text);
