/**
 * The review of look-ups (查询审查): alerts that rules raise over the register's clear and keyed columns, and what auditors make of
 * them. Raising one, each step and each reading is an entry. Nothing of a record and nothing of a person's envelope is in any answer.
 */
import * as z from 'zod/mini';
import { GROUPINGS, ReviewRules, SIGN_NAMES } from '../review/rules.ts';
import { isCivilDate } from '../time/index.ts';
import { AuditEntry } from './audit.ts';
import { idSchema } from './ids.ts';
import { CivilDateString, Instant, numberFromText, Reason, Slug, textUpTo } from './shared.ts';

const Day = CivilDateString.check(z.refine(isCivilDate));
const Account = z.strictObject({ iss: z.string(), sub: z.string() });
/** Both languages, as everything that travels with both. */
const Said = z.strictObject({ zh: z.string(), en: z.string() });

/**
 * `open`: nobody's. `assigned`: an auditor's. `asked`: the manager has a question, `answered`: and gave an answer. `found`: the auditor
 * says what it comes to. `closed`; reopening makes it `assigned` again.
 */
export const ALERT_STATES = ['open', 'assigned', 'asked', 'answered', 'found', 'closed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** `closed-without-finding`: explained. `referred`: to whoever judges it; no verdict of ours. */
export const FINDINGS = ['closed-without-finding', 'referred'] as const;
export type Finding = (typeof FINDINGS)[number];

const alert = {
  id: idSchema('alr'),
  /** Counts steps: a step names the one that it saw. */
  revision: z.int(),
  rule: Slug,
  /** Of the rules that raised it. */
  rulesVersion: z.int(),
  title: Said,
  /** Why it was raised, with its own numbers. Names nobody. */
  says: Said,
  /** The same in parts: how many of the acts each sign was seen at. */
  because: z.array(z.strictObject({ sign: z.enum(SIGN_NAMES), acts: z.int() })),
  per: z.enum(GROUPINGS),
  organisation: Slug,
  /** Whose acts it is about. */
  actor: Account,
  /** Civil day of the last of them. */
  day: CivilDateString,
  raisedAt: Instant,
  state: z.enum(ALERT_STATES),
  assignee: z.nullable(Account),
  finding: z.nullable(z.enum(FINDINGS)),
  /** Entries that it rests on. */
  entries: z.int(),
};

/** One alert in the queue. */
export const ReviewAlert = z.strictObject(alert);
export type ReviewAlert = z.infer<typeof ReviewAlert>;

/** The last alert of the page before, as `next` gave it. */
export const AlertCursor = z
  .string()
  .check(
    z.regex(
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\/alr_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
  );

/**
 * GET /v1/review/alerts?state=open,assigned&rule&organisation&assignee=me&actor&from&until&after&limit. What waits longest comes
 * first. `assignee`: `me`, or `nobody`. `from`, `until`: days of what it is about, both inclusive. Alerts about the caller's own acts
 * are another auditor's and not in it.
 */
export const ReviewAlertsQuery = z.strictObject({
  state: z.optional(
    z.pipe(
      z.pipe(
        z.string().check(z.maxLength(80)),
        z.transform((text: string) => text.split(',')),
      ),
      z.array(z.enum(ALERT_STATES)).check(z.minLength(1), z.maxLength(ALERT_STATES.length)),
    ),
  ),
  rule: z.optional(Slug),
  /** And everything below it. */
  organisation: z.optional(Slug),
  assignee: z.optional(z.enum(['me', 'nobody'])),
  /** The `sub` of a clerk. */
  actor: z.optional(textUpTo(200).check(z.minLength(1))),
  from: z.optional(Day),
  until: z.optional(Day),
  after: z.optional(AlertCursor),
  limit: z._default(numberFromText(200).check(z.minimum(1)), 50),
});
export type ReviewAlertsQuery = z.infer<typeof ReviewAlertsQuery>;

export const ReviewAlertsAnswer = z.strictObject({
  /** The entry of this very question. */
  query: idSchema('ent'),
  alerts: z.array(ReviewAlert),
  next: z.nullable(AlertCursor),
  /** How many there are in each state for these filters, `state` left aside; of 1,000 at most. */
  counts: z.record(z.enum(ALERT_STATES), z.int()),
});
export type ReviewAlertsAnswer = z.infer<typeof ReviewAlertsAnswer>;

export const ALERT_STEPS = ['assign', 'ask', 'answer', 'find', 'close', 'reopen'] as const;
export type AlertStep = (typeof ALERT_STEPS)[number];

const AlertAct = z.strictObject({
  step: z.enum(ALERT_STEPS),
  at: Instant,
  by: z.strictObject({ iss: z.string(), sub: z.string(), role: z.string() }),
  entry: idSchema('ent'),
  /** Of an assignment. */
  to: z.nullable(Account),
  finding: z.nullable(z.enum(FINDINGS)),
  /** Question, answer or reason; null where there is none, or its key is gone. */
  words: z.nullable(z.string()),
});

/** GET /v1/review/alerts/{id}, and the answer of each step. */
export const ReviewAlertAnswer = z.strictObject({
  query: idSchema('ent'),
  alert: ReviewAlert,
  /** That it was raised, as the register has it. */
  raised: idSchema('ent'),
  /** What it rests on, oldest first; two hundred at most. */
  entries: z.array(AuditEntry),
  acts: z.array(AlertAct),
  /** Steps that the caller may take now. */
  may: z.array(z.enum(ALERT_STEPS)),
  /** Auditors of that organisation whom it may be given to; fifty at most. */
  auditors: z.array(Account),
  /** Other alerts that rest on one of the same entries. */
  beside: z.array(z.strictObject({ id: idSchema('alr'), title: Said, state: z.enum(ALERT_STATES) })),
});
export type ReviewAlertAnswer = z.infer<typeof ReviewAlertAnswer>;

const revision = z.int().check(z.nonnegative());

/**
 * POST /v1/review/alerts/{id}/step, by an auditor. `assign`: to oneself, or to another auditor of that organisation. `ask`, `find`,
 * `close` and `reopen` are the assignee's. An alert that was found something about may be closed.
 */
export const ReviewStepRequest = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('assign'),
    revision,
    to: z.optional(z.strictObject({ iss: textUpTo(300), sub: textUpTo(200) })),
  }),
  z.strictObject({ step: z.literal('ask'), revision, reason: Reason }),
  z.strictObject({ step: z.literal('find'), revision, finding: z.enum(FINDINGS), reason: Reason }),
  z.strictObject({ step: z.literal('close'), revision }),
  z.strictObject({ step: z.literal('reopen'), revision, reason: Reason }),
]);
export type ReviewStepRequest = z.infer<typeof ReviewStepRequest>;

/**
 * GET /v1/review/questions: what auditors ask a manager about clerks of the manager's organisations. Facts of the entries as far as a
 * manager may know them: no result, no person.
 */
export const QuestionsAnswer = z.strictObject({
  query: idSchema('ent'),
  questions: z.array(
    z.strictObject({
      alert: idSchema('alr'),
      revision: z.int(),
      title: Said,
      says: Said,
      organisation: Slug,
      actor: Account,
      day: CivilDateString,
      askedAt: Instant,
      /** null where its key is gone. */
      question: z.nullable(z.string()),
      /** Twenty at most. */
      acts: z.array(
        z.strictObject({
          entry: idSchema('ent'),
          occurredAt: z.string(),
          decisionPoint: z.nullable(z.string()),
          round: z.nullable(z.string()),
          /** As people read it; null where it is not told. */
          caseLabel: z.nullable(z.string()),
        }),
      ),
      /** How many acts there are. */
      of: z.int(),
    }),
  ),
});
export type QuestionsAnswer = z.infer<typeof QuestionsAnswer>;

/** POST /v1/review/alerts/{id}/answer, by a manager of that organisation, and not about own acts. */
export const AnswerQuestionRequest = z.strictObject({ revision, answer: textUpTo(2000).check(z.minLength(1)) });
export const AnswerQuestionAnswer = z.strictObject({ entry: idSchema('ent'), revision: z.int() });

/** `shipped`: what a house starts with. `proposed` by one of the office, `published` or `returned` by another; `past`: another one followed. */
export const RULES_STATES = ['shipped', 'proposed', 'published', 'returned', 'withdrawn', 'past'] as const;
const RulesVersion = z.strictObject({
  version: z.int(),
  state: z.enum(RULES_STATES),
  rules: ReviewRules,
  proposedAt: z.nullable(Instant),
  proposedBy: z.nullable(Account),
  /** Why it was proposed, and why returned. */
  reason: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  decidedBy: z.nullable(Account),
});
export type RulesVersion = z.infer<typeof RulesVersion>;

/** GET /v1/review/rules, by office and auditors. Versions are kept, newest first; fifty at most. */
export const RulesAnswer = z.strictObject({ inForce: z.int(), versions: z.array(RulesVersion) });
export type RulesAnswer = z.infer<typeof RulesAnswer>;

/** POST /v1/review/rules, by the office at the root of the tree. In force only once another one publishes it. */
export const ProposeRulesRequest = z.strictObject({ rules: ReviewRules, reason: Reason });
export type ProposeRulesRequest = z.infer<typeof ProposeRulesRequest>;

/** POST /v1/review/rules/{version}/step. `publish` and `return` are a second person's, `withdraw` the proposer's. `reason`: of a return. */
export const StepRulesRequest = z.strictObject({
  step: z.enum(['publish', 'return', 'withdraw']),
  reason: z.optional(Reason),
});
export type StepRulesRequest = z.infer<typeof StepRulesRequest>;

/** POST /v1/review/rules/try: what these rules would have raised over past days (both inclusive, ninety-two at most). Raises nothing. */
export const TryRulesRequest = z
  .strictObject({ rules: ReviewRules, from: Day, until: Day, organisation: z.optional(Slug) })
  .check(z.refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) < 92 * 86_400_000));
export type TryRulesRequest = z.infer<typeof TryRulesRequest>;

export const TryRulesAnswer = z.strictObject({
  query: idSchema('ent'),
  /** Look-ups and other acts that were read. */
  acts: z.int(),
  rules: z.array(
    z.strictObject({
      rule: Slug,
      alerts: z.int(),
      /** Entries that they would rest on, each once. */
      entries: z.int(),
      /** The first twenty. Whose acts they are is not told here: that is the auditors'. */
      first: z.array(z.strictObject({ day: CivilDateString, says: Said, entries: z.array(idSchema('ent')) })),
    }),
  ),
  /** Entries that one of the rules would have raised an alert about, each once. */
  entries: z.int(),
});
export type TryRulesAnswer = z.infer<typeof TryRulesAnswer>;
