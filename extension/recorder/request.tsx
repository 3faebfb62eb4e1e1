import type { DecisionHttpRequest } from '@duecheck/core/binding';
import type { JSX } from 'preact';
import { lookAtRequests, requestFrom, requests, say } from './state.ts';
import type { WorkControl } from './work.ts';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'] as const satisfies readonly DecisionHttpRequest['method'][];

interface Props {
  readonly control: WorkControl;
  readonly label: string;
  readonly onChange: (request: WorkControl['request']) => void;
}

/** A form or link says what it sends; of a script the requests that it sent for a test case are looked at. */
export function RequestOf({ control: { request }, label, onChange }: Props): JSX.Element {
  return (
    <>
      {request && <p class="muted">{say.value('request.from', { method: request.method, path: request.path })}</p>}
      {!request && <p class="muted">{say.value('request.note')}</p>}
      <button type="button" aria-label={`${say.value('request.look')} ${label}`} onClick={lookAtRequests}>
        {say.value('request.look')}
      </button>
      {requests.value?.length === 0 && <p class="muted">{say.value('request.none')}</p>}
      {requests.value && requests.value.length > 0 && (
        <label class="field">
          <span>{say.value('request')}</span>
          <select
            onChange={({ currentTarget: { value } }) =>
              onChange(value === '' ? null : requestFrom(value, request?.method ?? 'POST'))
            }
          >
            <option value="">{say.value('request.unknown')}</option>
            {requests.value.map((address) => (
              <option key={address} value={address}>
                {address}
              </option>
            ))}
          </select>
        </label>
      )}
      {request && (
        <label class="field">
          <span>{say.value('method')}</span>
          <select
            value={request.method}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...request, method: value as DecisionHttpRequest['method'] })
            }
          >
            {METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
