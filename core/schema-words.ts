import type * as z from 'zod/mini';

/** zod/mini carries no sentences (they weigh more than the schema), so the issue's own facts are put into one. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return `must match ${issue.pattern ?? issue.format}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    default:
      return `is not valid (${issue.code})`;
  }
}
