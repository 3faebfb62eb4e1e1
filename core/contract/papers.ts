/**
 * Papers that a person is handed: the reasoned notice before a restriction, the undertaking for documents that follow later.
 * A paper is blocks of plain text. There is no markup in it that a record, a reason or an office's template could break out of.
 */
import * as z from 'zod/mini';
import { LANGUAGES } from '../text/translate.ts';
import { idSchema } from './ids.ts';
import { Instant, Slug, textUpTo } from './shared.ts';

export const PAPER_KINDS = ['notice', 'undertaking'] as const;
export const PaperKind = z.enum(PAPER_KINDS);
export type PaperKind = z.infer<typeof PaperKind>;

/** zh-CN is the paper that counts; en stands beside it for whoever reads no Chinese. */
export const PaperLanguage = z.enum(LANGUAGES);

/**
 * A stretch of text. `value`: what the case, the catalogue or the decider says, never looked at for line marks; whoever shows
 * it keeps its direction to itself (`<bdi>`), so that a control character in a record cannot reorder the office's own words.
 */
export const PaperRun = z.strictObject({ from: z.enum(['template', 'value']), text: z.string() });
export type PaperRun = z.infer<typeof PaperRun>;

const Line = z.array(PaperRun);

export const PaperBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), text: Line }),
  z.strictObject({ kind: z.literal('heading'), text: Line }),
  z.strictObject({ kind: z.literal('paragraph'), text: Line }),
  /** Somebody's own words, set apart from the form's. */
  z.strictObject({ kind: z.literal('quote'), text: Line }),
  z.strictObject({ kind: z.literal('list'), items: z.array(Line) }),
  z.strictObject({ kind: z.literal('facts'), rows: z.array(z.strictObject({ label: Line, value: Line })) }),
  /** Who issues it, and when: set at the end of the line. */
  z.strictObject({ kind: z.literal('closing'), lines: z.array(Line) }),
  z.strictObject({ kind: z.literal('signatures'), lines: z.array(Line) }),
  z.strictObject({ kind: z.literal('rule') }),
]);
export type PaperBlock = z.infer<typeof PaperBlock>;

/** Which template was filled; `organisation` null: the one that is shipped. */
export const TemplateRef = z.strictObject({ organisation: z.nullable(Slug), version: z.int() });
export type TemplateRef = z.infer<typeof TemplateRef>;

/** POST /v1/decisions/{id}/notice-paper */
export const NoticePaperRequest = z.strictObject({ language: PaperLanguage });

/** POST /v1/checks/{id}/undertaking: `measure` is an incentive on offer with documents to follow. */
export const UndertakingRequest = z.strictObject({ measure: Slug, language: PaperLanguage });

export const PaperAnswer = z.strictObject({
  paper: PaperKind,
  language: PaperLanguage,
  blocks: z.array(PaperBlock),
  /** Each making of a paper reads about a person, and is an entry of its own, also where it is asked for again. */
  entry: idSchema('ent'),
  template: TemplateRef,
});
export type PaperAnswer = z.infer<typeof PaperAnswer>;

/** A template's text. Longer than this is no form any more. */
export const TemplateText = textUpTo(12_000).check(z.minLength(1));

/** GET /v1/templates/{kind} */
export const TemplateQuery = z.strictObject({ organisation: Slug, language: PaperLanguage });

export const TemplateAnswer = z.strictObject({
  organisation: Slug,
  kind: PaperKind,
  language: PaperLanguage,
  /** What is filled for this organisation now: its own, the nearest superior's, or the shipped one. */
  inForce: z.strictObject({ ...TemplateRef.shape, text: z.string() }),
  /** This organisation's own versions, newest first; a version without text went back to what is inherited. */
  versions: z.array(
    z.strictObject({
      version: z.int(),
      text: z.nullable(z.string()),
      entry: idSchema('ent'),
      changedAt: Instant,
    }),
  ),
});
export type TemplateAnswer = z.infer<typeof TemplateAnswer>;

/** POST /v1/templates/{kind}. Nothing is overwritten: each change is a new version. */
export const TemplateRequest = z.strictObject({
  organisation: Slug,
  language: PaperLanguage,
  /** null: go back to what is inherited. */
  text: z.nullable(TemplateText),
  /** The own version that the editor saw; 0 where there was none. Another one means that somebody else saved meanwhile. */
  after: z.int().check(z.minimum(0)),
});
export const TemplateSaved = z.strictObject({ ...TemplateRef.shape, entry: idSchema('ent') });
export type TemplateSaved = z.infer<typeof TemplateSaved>;

/** POST /v1/templates/{kind}/preview: filled with a made-up person. Reads nobody, and is no entry. */
export const PreviewRequest = z.strictObject({ language: PaperLanguage, text: TemplateText });
export const PreviewAnswer = z.strictObject({ blocks: z.array(PaperBlock) });

/** What a notice's template can name; `places` in core/text says each in words. Dates and periods are said already. */
export interface NoticeModel {
  readonly organ: string;
  readonly date: string;
  readonly decisionPoint: string;
  readonly caseNumber: string;
  readonly person: PaperPerson;
  /** What is proposed: the effect where it is adverse, and each measure. */
  readonly proposal: readonly string[];
  /** The decider's own words. */
  readonly reason: string;
  /** Records that ground it today. Empty where the decision does not rest on credit records. */
  readonly records: readonly {
    readonly organ: string;
    readonly documentNumber: string;
    readonly decidedOn: string;
    readonly what: string;
    readonly disputed: string | null;
  }[];
  readonly bases: readonly { readonly document: string; readonly article: string; readonly summary: string }[];
  /** Said instead of bases where the decision does not rest on credit records. */
  readonly otherBasis: string | null;
  /** `lastDay` once it was delivered. */
  readonly hearing: { readonly length: string; readonly counting: string; readonly lastDay: string | null };
  readonly remedy: { readonly objection: string | null; readonly review: string; readonly entries: string };
}

export interface UndertakingModel {
  readonly organ: string;
  readonly date: string;
  readonly decisionPoint: string;
  readonly matter: string;
  readonly caseNumber: string;
  readonly person: PaperPerson;
  readonly documents: readonly string[];
  readonly dueBy: string;
  /** What happens where they do not come. */
  readonly missed: string;
}

/** In full: the paper is addressed to this person. */
export interface PaperPerson {
  readonly name: string;
  readonly numberKind: string;
  readonly number: string;
}

export interface PaperModels {
  readonly notice: NoticeModel;
  readonly undertaking: UndertakingModel;
}
