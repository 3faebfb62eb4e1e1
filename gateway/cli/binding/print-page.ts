/** What was found in a page, line by line. */
import type { BindingReport, ContainerReport, PageReport, PartState, Place } from '../../saved-page/page-report.ts';

const PLACES = {
  'its-page': 'its page',
  'other-page': 'another page of its origin',
  'other-origin': 'a page of another origin',
  unknown: 'nobody says where the page was (name it with --url)',
} as const satisfies Record<Place, string>;

const STATES = {
  found: 'found',
  missing: 'missing',
  ambiguous: 'ambiguous',
  masked: 'masked',
  invalid: 'invalid',
  'css-broken': 'CSS broken',
} as const satisfies Record<PartState, string>;

const CONTAINERS = {
  found: '',
  missing: 'its container is not there, or not to be seen',
  nested: 'one container lies in another, so that parts belong to both',
  'css-broken': 'the CSS of its container is none that browsers read',
} as const satisfies Record<BindingReport['container'], string>;

export function printPage({ page, charset, garbled, bindings }: PageReport): string[] {
  const broken = garbled ? [`${page}: its text is not in ${charset}, as it says: save it again`] : [];
  if (bindings.length === 0) return [...broken, `${page}: it is the page of none of the bindings`];
  return [...broken, ...bindings.flatMap((binding) => printBinding(page, charset, binding))];
}

function printBinding(page: string, charset: string, report: BindingReport): string[] {
  const { binding, address, place, container, containers, count } = report;
  const at = [...(address === null ? [] : [address]), charset].join(', ');
  return [
    `${page}: ${binding}: ${PLACES[place]} (${at})`,
    ...(container === 'found' ? [] : [`  ${CONTAINERS[container]}`]),
    ...containers.flatMap((one, n) => printContainer(one, n + 1, count)),
    ...(count > containers.length ? [`  and ${count - containers.length} more containers`] : []),
    `${page}: ${binding}: ${summary(report)}`,
  ];
}

function printContainer({ element, parts }: ContainerReport, n: number, count: number): string[] {
  const width = Math.max(...parts.map(({ part }) => part.length));
  return [
    `  container ${n} of ${count}: ${element}`,
    ...parts.map(({ part, state, text, by, note }) => {
      const how = [...(by === undefined ? [] : [`by ${by}`]), ...(note === undefined ? [] : [note])].join('; ');
      const said = [text ?? '', how === '' ? '' : `(${how})`].filter((piece) => piece !== '').join('  ');
      return `    ${STATES[state].padEnd(10)} ${part.padEnd(width)}  ${said}`.trimEnd();
    }),
  ];
}

function summary({ complete, place, container, containers }: BindingReport): string {
  if (complete) return 'everything was found once';
  const lost = containers.flatMap(({ parts }) => parts).filter(({ state }) => state !== 'found').length;
  const why = [
    ...(place === 'its-page' ? [] : ['the page is not known to be its own']),
    ...(container === 'found' ? [] : ['no container to go by']),
    ...(lost === 0 ? [] : [`${lost} part${lost === 1 ? '' : 's'} not found once`]),
  ];
  return `incomplete: ${why.join(', ')}`;
}
