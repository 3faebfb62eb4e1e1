import { App } from 'antd';
import type { Applicant } from '../applicants';
import { call } from './http';

export type Verb = 'pass' | 'fail';

export interface Deciding {
  /** From the detail, where the clerk has written an opinion. */
  send(id: number, verb: Verb, opinion: string): Promise<void>;
  /** From the list: asks once more, in a box that names nobody, as the component library has it. */
  confirm(id: number, verb: Verb): void;
}

const WORDS = {
  pass: {
    title: '确认审核通过？',
    content: '通过后进入评审会议名单。',
    done: '审核通过',
    opinion: '材料齐全，符合申报条件。',
  },
  fail: {
    title: '确认审核不通过？',
    content: '不通过的申报本年度不得再次提交。',
    done: '已审核不通过',
    opinion: '不符合申报条件。',
  },
} as const;

export function useDecide(onDone: () => void): Deciding {
  const { modal, message } = App.useApp();
  async function send(id: number, verb: Verb, opinion: string) {
    try {
      await call<Applicant>('PUT', `/api/reviews/${id}/${verb}`, { opinion });
    } catch (error) {
      message.error((error as Error).message);
      // The box that asked stays, so that it can be pressed again.
      throw error;
    }
    message.success(WORDS[verb].done);
    onDone();
  }
  return {
    send,
    confirm(id, verb) {
      const { title, content, opinion } = WORDS[verb];
      modal.confirm({ title, content, onOk: () => send(id, verb, opinion) });
    },
  };
}
