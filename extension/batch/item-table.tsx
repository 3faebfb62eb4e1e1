import type { BatchItem } from '@duecheck/core/contract';
import { inLanguage, type Language, sayRowCode, saySources } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { CLASS_MEANING } from './class-meaning.ts';
import type { Desk } from './desk.ts';
import { openItem } from './open-item.ts';

/** Members in the list's order. The button of each row opens its case, or copies what leads there. */
export function ItemTable({
  desk,
  items,
  label,
}: {
  desk: Desk;
  items: readonly BatchItem[];
  label: string;
}): JSX.Element {
  const { say } = desk;
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say('column.line')}</th>
          <th scope="col">{say('column.class')}</th>
          <th scope="col">{say('column.case')}</th>
          <th scope="col">{say('column.subject')}</th>
          <th scope="col">{say('column.decision')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.n} desk={desk} item={item} />
        ))}
      </tbody>
    </table>
  );
}

/** Of somebody not checked yet: who did not answer. Of anybody else: what is wrong with the row, or was missing. */
const sayWhy = (as: BatchItem['class'], code: string, language: Language): string =>
  as === 'unchecked' ? saySources(code.split(','), language) : inLanguage(sayRowCode(code), language);

function Row({ desk, item }: { desk: Desk; item: BatchItem }): JSX.Element {
  const { say, setup } = desk;
  const { language } = setup.value;
  return (
    <tr data-class={item.class}>
      <td>{item.line}</td>
      <td>
        <span class={`state ${CLASS_MEANING[item.class]}`}>
          <Icon name={CLASS_MEANING[item.class]} />
          <span>
            {say(`class.${item.class}`)}
            {item.code && <small>{sayWhy(item.class, item.code, language)}</small>}
          </span>
        </span>
      </td>
      <td>
        <button type="button" class="link" data-item={item.n} onClick={() => void openItem(desk, item)}>
          {item.caseLabel ?? say('row.line', { line: item.line })}
        </button>
      </td>
      <td>{item.subject && `${item.subject.name} ${item.subject.number}`}</td>
      <td>{item.caseKey !== null && say(item.decision ? `decision.${item.decision}` : 'handling.undecided')}</td>
    </tr>
  );
}
