import * as z from 'zod/mini';
import { BindingList } from './types.ts';

/** JSON Schema (draft 2020-12) of a list of bindings. Generated, so it cannot drift. */
export const bindingListJsonSchema = (): z.core.JSONSchema.BaseSchema => z.toJSONSchema(BindingList);
