import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { conflicted, rolesOf } from '../identity/roles.ts';
import { checkedTemplate } from '../papers/checked-template.ts';
import { fillTemplate } from '../papers/fill-template.ts';
import { samples } from '../papers/samples.ts';
import { paperKind } from './template.ts';

/** POST /v1/templates/{kind}/preview: filled with a made-up person, with the faults that saving it would meet. Nothing is kept. */
export const previewTemplate = defineCapability('previewTemplate', async ({ world, caller, body, params }) => {
  const kind = paperKind(params.kind);
  const { today } = await world.legal(world.db);
  const held = await rolesOf(world.db, caller, today, null);
  if (conflicted(held) || !held.some(({ role }) => role === 'office')) throw new RequestProblem('role-missing');
  const templates = checkedTemplate(kind, body.language, body.text);
  const [sample] = samples(kind, body.language);
  if (sample === undefined) throw new Error('a paper without a sample');
  return { blocks: [...fillTemplate(kind, templates, sample).blocks] };
});
