import { SourceFault, type SourceFaultCode, type UpstreamAnswer } from '../sources/source.ts';
import type { Opened } from './open-check.ts';

/** What one platform said, or why there is no answer of it. */
export type Heard =
  | { readonly source: string; readonly answer: UpstreamAnswer }
  | { readonly source: string; readonly fault: SourceFaultCode };

/** Asks the platforms of this check, all at once. Its INTENT is durable by now. Never throws for what a platform does. */
export const askSources = ({ sources, question }: Opened): Promise<Heard[]> =>
  Promise.all(
    sources.map(async ({ id, ask }): Promise<Heard> => {
      try {
        return { source: id, answer: await ask(question) };
      } catch (error) {
        if (error instanceof SourceFault) return { source: id, fault: error.code };
        throw error;
      }
    }),
  );
