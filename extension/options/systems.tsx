import type { JSX } from 'preact';
import type { SystemView } from '../messages/options.ts';
import { decorate, grantHost, revokeHost, say, state } from './state.ts';

/** Each bound system: covered or not, and whether anything is drawn in it. What is held there no switch changes. */
export const Systems = (): JSX.Element => (
  <section>
    <h2>{say.value('systems')}</h2>
    <SystemList each={Settings} />
    {systems().length > 0 && (
      <p class="muted" id="decorate-note">
        {say.value('decorate.note')}
      </p>
    )}
  </section>
);

const systems = (): readonly SystemView[] => state.value?.systems ?? [];

/** @param each what stands below a system that is covered */
export const SystemList = ({ each: Below }: { each?: typeof Settings }): JSX.Element =>
  systems().length === 0 ? (
    <p class="muted">{say.value('systems.none')}</p>
  ) : (
    <ul class="systems">
      {systems().map((system) => (
        <li key={system.origin}>
          <b>{system.titles.join('、')}</b>
          <small>
            {system.origin} · {say.value(`cover.${system.cover}`)}
          </small>
          {system.cover === 'clerk' && (
            <button type="button" class="act" onClick={() => void grantHost(system.pattern)}>
              {say.value('grant')}
            </button>
          )}
          {system.cover === 'covered' && Below && <Below system={system} />}
        </li>
      ))}
    </ul>
  );

function Settings({ system: { origin, pattern, revocable, decorated } }: { system: SystemView }): JSX.Element {
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={decorated === 'yes'}
          aria-describedby="decorate-note"
          onChange={({ currentTarget: { checked } }) => void decorate(origin, checked ? 'yes' : 'no')}
        />
        {say.value('decorate')}
      </label>
      {revocable === 'yes' ? (
        <div>
          <button type="button" onClick={() => void revokeHost(pattern)}>
            {say.value('revoke')}
          </button>
          <small>{say.value('revoke.note')}</small>
        </div>
      ) : (
        <small>{say.value('revoke.office')}</small>
      )}
    </>
  );
}
