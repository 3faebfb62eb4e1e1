import type { CoverageAnswer } from '@duecheck/core/contract';
import { AUDIT_FIGURES, sayDate } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { language, wordsOf } from '../house/language.ts';
import { Scroll } from '../house/scroll.tsx';
import { officeTitle, pointTitle } from '../house/titles.ts';

/** A share says nothing without what it is a share of, and of when. */
export function SourceTable({ sources }: { sources: CoverageAnswer['sources'] }): JSX.Element | null {
  const say = wordsOf(AUDIT_FIGURES);
  if (sources.length === 0) return null;
  return (
    <section>
      <h2>{say('sources')}</h2>
      <Scroll label={say('sources')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('by.organisation')}</th>
              <th scope="col">{say('by.row')}</th>
              <th scope="col">{say('source')}</th>
              <th scope="col" class="number">
                {say('source.told')}
              </th>
              <th scope="col">{say('source.last')}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={`${one.organisation}/${one.row}/${one.source}`}>
                <th scope="row">{officeTitle(one.organisation)}</th>
                <td>{pointTitle(one.row)}</td>
                <td>
                  <code>{one.source}</code>
                </td>
                <td class="number">{one.told}</td>
                <td>{sayDate(one.lastDay, language.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
