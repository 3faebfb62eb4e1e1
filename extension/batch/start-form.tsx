import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { DropFile } from './drop-file.tsx';
import type { Start } from './start.ts';
import { TablePart } from './table-part.tsx';

/** Step, round and list; then the way to the gateway, with how much of it is done. */
export function StartForm({ desk, start }: { desk: Desk; start: Start }): JSX.Element {
  const { say, choices } = desk;
  const { choice, round, fault, sending } = start;
  const { bytes } = desk.setup.value.most;
  const busy = sending.value.at === 'reading' || sending.value.at === 'upload';
  if (choices.value?.length === 0) return <p>{say('start.step.none')}</p>;
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void start.send();
      }}
    >
      <h2>{say('list.new')}</h2>
      <label class="field">
        <span>{say('start.step')}</span>
        <select
          disabled={busy}
          value={choice.value?.binding ?? ''}
          onChange={({ currentTarget: { value } }) => {
            choice.value = choices.value?.find(({ binding }) => binding === value) ?? null;
          }}
        >
          <option value="">{say('start.step.choose')}</option>
          {choices.value?.map(({ binding, title, site }) => (
            <option key={binding} value={binding}>
              {title} — {site}
            </option>
          ))}
        </select>
        {choice.value?.needsAuthorisation && <small>{say('start.authorisation')}</small>}
      </label>
      <label class="field">
        <span>{say('start.round')}</span>
        <input
          type="text"
          maxLength={80}
          disabled={busy}
          placeholder={say('start.round.hint')}
          value={round.value}
          onInput={(event) => {
            round.value = event.currentTarget.value;
          }}
        />
      </label>
      <DropFile desk={desk} start={start} disabled={busy} />
      <TablePart desk={desk} start={start} disabled={busy} />
      {fault.value && (
        <p class="fault" role="alert">
          {say(`start.missing.${fault.value}`, { mib: bytes / 2 ** 20 })}
        </p>
      )}
      <Sending desk={desk} start={start} />
    </form>
  );
}

function Sending({ desk: { say }, start: { sending, stop } }: { desk: Desk; start: Start }): JSX.Element {
  const now = sending.value;
  if (now.at === 'no' || now.at === 'failed')
    return (
      <>
        {now.at === 'failed' && (
          <p class="fault" role="alert">
            {say('sending.failed')}
          </p>
        )}
        <button type="submit" class="act">
          {say('start.send')}
        </button>
      </>
    );
  const percent = now.at === 'upload' ? Math.floor(now.part * 100) : 0;
  const words =
    now.at === 'reading'
      ? say('sending.reading')
      : percent < 100
        ? say('sending.upload', { percent })
        : say('sending.wait');
  return (
    <div class="sending">
      <progress max={100} value={percent} aria-label={words} />
      <p>{words}</p>
      {percent < 100 && (
        <button type="button" class="quiet" onClick={stop}>
          {say('sending.stop')}
        </button>
      )}
    </div>
  );
}
