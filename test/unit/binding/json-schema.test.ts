import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { bindingListJsonSchema } from '../../../core/binding/index.ts';
import { hiringBinding } from '../../../demo/hiring/binding.ts';

const accepts = new Ajv2020({ strict: true }).compile(bindingListJsonSchema());
const DEMO = hiringBinding('http://hiring.localhost:8080');
const list = (more: object) => ({ format: 'duecheck/bindings/1', version: '1', bindings: [{ ...DEMO, ...more }] });

describe('the JSON Schema of a list of bindings', () => {
  it('takes the demonstration’s binding', () => expect(accepts(list({}))).toBe(true));

  it.each([
    ['a key that bindings do not have', list({ remark: 'x' })],
    ['a locator of no kind', list({ case: { key: [{ lable: '业务流水号' }] } })],
    ['an effect that there is not', list({ controls: [{ ...DEMO.controls[0], effect: 'good' }] })],
    ['a list of another format', { ...list({}), format: 'duecheck/bindings/2' }],
  ])('refuses %s', (_, broken) => expect(accepts(broken)).toBe(false));
});
