import type { DraftAnswer } from '@duecheck/core/contract';
import type { JSX } from 'preact';
import { say } from './state.ts';

export const Findings = ({ of: { findings } }: { of: Pick<DraftAnswer, 'findings'> }): JSX.Element | null =>
  findings.length === 0 ? null : (
    <div>
      <b>{say.value('findings')}</b>
      <ul>
        {findings.map(({ code, severity, path, sentence }) => (
          <li key={code + path} class={severity === 'error' ? 'fault' : ''}>
            {say.value(`finding.${severity}`)} <code>{code}</code> {path}
            <small lang="en">{sentence}</small>
          </li>
        ))}
      </ul>
    </div>
  );
