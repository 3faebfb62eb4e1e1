/**
 * Fills a paper for one person and registers it, in the caller's transaction: the entry is durable before a line of it leaves
 * (DESIGN §1.10). Nothing of the paper is kept but what the entry seals for the person.
 */
import type { PaperAnswer, PaperBlock, PaperKind, PaperModels } from '@duecheck/core/contract';
import { canonicalBytes, type Json } from '@duecheck/core/register';
import type { Language } from '@duecheck/core/text';
import { failPoint } from '../fail-points.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { SubjectInFull } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { fillTemplate } from './fill-template.ts';
import { type TemplateInForce, templatesFor } from './in-force.ts';
import { parseTemplate } from './lint.ts';

/** Past this lag of the sequencer nothing new can be proven, so nothing is told (DESIGN §4). */
const MAX_LAG_SECONDS = 60;

export interface PaperOrder<K extends PaperKind> {
  readonly kind: K;
  readonly language: Language;
  readonly model: PaperModels[K];
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly case: { readonly key: string; readonly label: string; readonly part: string };
  readonly subject: SubjectInFull;
  readonly account: Account;
  readonly role: string;
  /** Ids of the records that it names. */
  readonly records: readonly string[];
  readonly checkId: string;
  readonly decisionId: string | null;
  readonly catalogueVersion: string;
  /** `replay`: the same request again. Each is an entry, since each shows the person's data again. */
  readonly flags: readonly 'replay'[];
}

/** @throws RequestProblem `unavailable` while the register is behind */
export async function makePaper<K extends PaperKind>(
  trx: Trx,
  world: World,
  order: PaperOrder<K>,
): Promise<PaperAnswer> {
  if (world.register.lagSeconds() > MAX_LAG_SECONDS) throw new RequestProblem('unavailable');
  const { kind, language, organisation, account } = order;
  const { blocks, template } = firstThatSaysAll(kind, await templatesFor(trx, order), order.model);
  const ref = { organisation: template.organisation, version: template.version };
  const observed = { paper: kind, language, template: ref, catalogue: order.catalogueVersion };
  const [entry] = await world.register.append(trx, [
    {
      type: 'paper.made',
      organisation,
      decisionPoint: order.decisionPoint,
      actor: { iss: account.iss, sub: account.sub, role: order.role, assurance: account.assurance },
      subject: order.subject,
      case: order.case,
      request: { observed, claimed: {} },
      outcome: {
        class: `paper:${kind}`,
        records: order.records,
        answerDigest: world.index.digest(canonicalBytes(blocks as unknown as Json)),
      },
      flags: [...order.flags],
      checkId: order.checkId,
      decisionId: order.decisionId,
      // Theirs to read again, also where it never reached them.
      person: { paper: kind, language, blocks },
      office: { purpose: kind },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  failPoint('paper.before-commit');
  return { paper: kind, language, blocks: [...blocks], entry: entry.id, template: ref };
}

/**
 * A template was tried before it was saved; what a paper must say may have grown since. Then the next one up is filled, in the end
 * the shipped one: a person is told with every part, or not at all.
 */
function firstThatSaysAll<K extends PaperKind>(
  kind: K,
  candidates: readonly TemplateInForce[],
  model: PaperModels[K],
): { blocks: readonly PaperBlock[]; template: TemplateInForce } {
  for (const template of candidates) {
    const parsed = parseTemplate(template.text, kind);
    if ('faults' in parsed) continue;
    const { blocks, missing } = fillTemplate(kind, parsed.templates, model);
    if (missing.length === 0) return { blocks, template };
  }
  throw new Error('the shipped template leaves out a part');
}
