/** Every code of the linter with its weight and its sentence. docs/bindings.md has the same table, for people. */
import { tame } from './tame.ts';

type Said = Readonly<Record<string, string | number | undefined>>;
interface Code {
  readonly severity: 'error' | 'warning';
  readonly says: (facts: Said) => string;
}

const error = (says: Code['says'] | string) => code('error', says);
const warning = (says: Code['says'] | string) => code('warning', says);
const code = <S extends Code['severity']>(severity: S, says: Code['says'] | string) => ({
  severity,
  says: typeof says === 'string' ? () => says : says,
});
const quoted = (fact: string | number | undefined): string => `“${tame(String(fact ?? ''))}”`;

export const LINT_CODES = {
  // The shape.
  'unknown-key': error(({ where, keys }) => `${where} has a key that bindings do not have: ${quoted(keys)}`),
  'missing-key': error(({ where }) => `${where} is missing`),
  'wrong-shape': error(({ where, problem }) => `${where} ${tame(String(problem), 200)}`),
  'too-long': error(({ where, most }) => `${where} is longer than ${most}`),
  'hidden-characters': error(
    ({ character }) => `the text has a character that nobody sees or that turns its direction (${character})`,
  ),

  // Addresses.
  'pattern-broken': error('this is no regular expression'),
  'pattern-not-ascii': error('addresses are percent-encoded, so a pattern with other characters than ASCII fits none'),
  'pattern-not-re2': error(
    ({ what }) => `${quoted(what)} is not in RE2 or is read differently there, so the browser could not hold by it`,
  ),
  'pattern-explodes': error('repetitions within repetitions: an address can keep the browser busy for ever'),
  'pattern-slow': warning('repetitions that take the same characters: long addresses make the page slow'),
  'request-not-whole': error('the pattern must stand for whole addresses, ^/…$, or it fits those of other cases'),
  'page-not-anchored': error('the pattern must begin with ^/ in each of its alternatives'),
  'case-group-count': error(({ what }) => `exactly one group says where the case is; here are ${what}`),
  'case-group-optional': error(
    'the group of the case can be left out, and a receipt for one case would pass without any',
  ),
  'origin-not-https': warning('http leaves the receipt and the person readable on the way'),

  // Requests and controls.
  'hold-without-request': error('it is to hold the step, but names no request to hold'),
  'control-without-request': error(
    ({ effect }) => `this control sends a decision that is ${effect}, and no request has that effect`,
  ),
  'request-without-control': error(
    ({ effect }) => `no control sends a decision that is ${effect}, so this request could never be released`,
  ),
  'request-ambiguous': error(({ other, what }) => `${quoted(other)} has the same request with another ${what}`),
  'too-many-requests': error(({ count, most }) => `${count} requests are to be held; browsers hold ${most} at most`),
  'duplicate-control': error(({ id }) => `another control is called ${quoted(id)} too`),
  'control-shadowed': error(
    ({ other }) => `${quoted(other)} has the same button and is always taken first; tell them apart by \`when\``,
  ),
  'choice-of-one': warning('the request carries what was chosen, and all controls have the same effect'),
  'confirm-of-sender': error(
    'a control that sends the decision itself has no box to confirm it in: say that it opens one',
  ),
  'effect-pair-missing': warning(({ effect }) => `no control is ${effect}: is there no such decision at this step?`),
  'request-by-get': warning('a decision by GET is made by whoever follows a link, or by a browser that looks ahead'),
  'case-in-body': warning(
    'the case is only in the body: the enforcement point can tell that a receipt was there, not whose',
  ),

  // Finding things in the page.
  'css-alone': warning(({ what }) => `${what} is found by CSS alone; words that people see outlive a new design`),
  'css-generated': warning(({ part }) => `${quoted(part)} looks made by a program, and may be another tomorrow`),
  'css-positional': warning('it counts elements, so one more in the page means another person or button'),

  // Bindings beside each other.
  'duplicate-binding': error('another binding has the same id'),
  'rollout-alone': error('it goes to some browsers first, and the list has no version for all others'),
  'rollout-misfit': error(({ what }) => `it goes to some browsers first, with ${tame(String(what))}`),
  'container-shared': error(
    ({ other }) => `${quoted(other)} has the same container on the same page, and no title tells the two apart`,
  ),
  'step-bound-twice': error(
    ({ other, what }) => `${quoted(other)} binds the same step of the same origin with another ${what}`,
  ),

  // By the catalogue.
  'decision-point-unknown': error(({ id }) => `the catalogue has no decision point ${quoted(id)}`),
  'decision-point-closed': error(({ id, status }) => `${quoted(id)} is ${status}: nobody may be checked there`),
  'subject-not-covered': error(({ kind }) => `the decision point checks nobody who has a ${kind}`),
  'bulk-not-offered': error('the decision point takes no rounds, so nothing can be decided in bulk there'),
  'table-without-batch': warning('the decision point takes no batches, so the table is never offered'),
  'matter-missing': error(
    'what the decision point offers hangs on the matter, and the binding does not say where it is',
  ),
  'matter-unknown': warning(
    ({ code }) => `no service item of the catalogue has the code ${quoted(code)} at this decision point`,
  ),
} as const satisfies Record<string, Code>;

export type LintCode = keyof typeof LINT_CODES;
