/** How things are found in the page: by what people see, and by nothing that a program makes anew at each load. */
import { generatedIn } from '../selectors.ts';
import type { Binding, Locator } from '../types.ts';
import type { Rule, Told } from './finding.ts';

export const locators: Rule = function* (binding) {
  yield* alone(binding.subject.number, '/subject/number', 'the number');
  for (const [path, locators] of namesIn(binding)) yield* alone(locators, path, 'the name');
  for (const [at, { locate, when, confirm }] of binding.controls.entries()) {
    yield* alone(locate, `/controls/${at}/locate`, 'a deciding control');
    if (when) yield* alone(when.field, `/controls/${at}/when/field`, 'a choice');
    if (confirm) yield* alone(confirm.locate, `/controls/${at}/confirm/locate`, 'a deciding control');
  }
  for (const [path, css] of selectorsIn(binding)) {
    const part = generatedIn(css);
    if (part !== null) yield ['css-generated', path, { part }];
    if ((css.match(/:nth-(?:last-)?(?:child|of-type)\(/g) ?? []).length > 1) yield ['css-positional', path];
  }
};

function* alone(locators: readonly Locator[], path: string, what: string): Generator<Told> {
  if (locators.every((locator) => 'css' in locator)) yield ['css-alone', path, { what }];
}

const namesIn = ({ subject: { name } }: Binding): readonly (readonly [string, readonly Locator[]])[] =>
  Array.isArray(name)
    ? [['/subject/name', name]]
    : name.parts.map((locators, at) => [`/subject/name/parts/${at}`, locators] as const);

function* selectorsIn(binding: Binding): Generator<readonly [string, string]> {
  yield ['/container/css', binding.container.css];
  if (binding.about) yield ['/about/css', binding.about.css];
  if (binding.record) yield ['/record/container/css', binding.record.container.css];
  if (binding.table) yield ['/table/rows', binding.table.rows];
  for (const [at, { confirm }] of binding.controls.entries())
    if (confirm) yield [`/controls/${at}/confirm/container/css`, confirm.container.css];
  const { key, label, part } = binding.case;
  const places: Readonly<Record<string, unknown>> = {
    '/subject/number': binding.subject.number,
    ...Object.fromEntries(Object.entries(binding.table ?? {}).map(([key, place]) => [`/table/${key}`, place])),
    ...Object.fromEntries(namesIn(binding)),
    ...{
      '/case/key': key,
      '/case/label': label,
      '/case/part': part,
      '/matter': binding.matter,
      '/record/key': binding.record?.key,
    },
    ...Object.fromEntries(
      binding.controls.flatMap(({ locate, when, confirm }, at) => [
        [`/controls/${at}/locate`, locate],
        [`/controls/${at}/when/field`, when?.field],
        [`/controls/${at}/confirm/locate`, confirm?.locate],
      ]),
    ),
  };
  for (const [path, place] of Object.entries(places))
    if (Array.isArray(place))
      for (const [at, locator] of (place as readonly Locator[]).entries())
        for (const key of ['css', 'in'] as const)
          if (key in locator) yield [`${path}/${at}/${key}`, String(Reflect.get(locator, key))];
}
