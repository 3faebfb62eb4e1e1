/** Everybody who can sign in to the demonstration: one account a role at least (domain/SYSTEMS §7, R0–R7). */

import type { IdentityKind } from '@duecheck/core/subject';
import { legalDateOf } from '@duecheck/core/time';
import { dayFigures } from '../people/personas.ts';
import { TOUR } from '../people/tour.ts';

export interface DemoUser {
  /** The `sub` of this account's tokens. */
  readonly id: string;
  readonly name: string;
  readonly post: { readonly zh: string; readonly en: string };
  /** Of a person who signs in for herself: verified by this provider. */
  readonly subject?: { readonly kind: IdentityKind; readonly number: string };
}

/** As the gateway's window reads it. */
export const SUBJECT_CLAIM = 'urn:duecheck:subject';

/** Numbers of figures hang on their place in the list, not on the day. */
const SHARER = figureNamed('shares a benefit');

export const USERS = [
  user('limin', '李敏', '市人力社保局 · 录用处经办', 'HR bureau · clerk'),
  user('wangjun', '王军', '市人力社保局 · 录用处复核', 'HR bureau · reviewer'),
  user('chenfang', '陈芳', '市人力社保局 · 处室负责人', 'HR bureau · department manager'),
  user('linna', '林娜', '市行政服务中心 · 窗口经办', 'Service centre · permit clerk'),
  user('wugang', '吴刚', '市公安局 · 户籍窗口', 'Public security · household registration'),
  user('xujing', '许静', '市委宣传部 · 表彰经办', 'Publicity department · awards clerk'),
  user('zhengwei', '郑伟', '柯城区人力社保局 · 经办', 'Kecheng district HR bureau · clerk'),
  user('zhaoping', '赵平', '市信用办 · 查询审查员', 'Credit office · auditor'),
  user('sunhao', '孙浩', '市信用办 · 清单管理员', 'Credit office · administrator'),
  user('luyan', '陆妍', '市信用办 · 清单复核员', 'Credit office · second administrator'),
  user('hetao', '何涛', '系统运维', 'System operator'),
  { ...user('person', '江一鸣', '本人（个人用户）', 'A person, for herself'), subject: TOUR.a.registered },
  { ...user('sharer', SHARER.name, '本人（有表彰记录）', 'A person with an honour on record'), subject: SHARER },
] as const satisfies readonly DemoUser[];

export type UserId = (typeof USERS)[number]['id'];

export const findUser = (id: string): DemoUser | undefined => USERS.find((one) => one.id === id);

function user<const Id extends string>(id: Id, name: string, zh: string, en: string) {
  return { id, name, post: { zh, en } } as const;
}

function figureNamed(part: string) {
  const found = dayFigures(legalDateOf('2026-01-01T00:00:00.000Z')).find((figure) => figure.part === part);
  if (found === undefined) throw new Error(`no figure of the nine days ${part}`);
  return found.subject;
}
