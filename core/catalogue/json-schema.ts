import * as z from 'zod/mini';
import { Catalogue } from './types.ts';

/** JSON Schema (draft 2020-12) of the signed lists, for publication beside them. Generated, so it cannot drift. */
export const catalogueJsonSchema = (): z.core.JSONSchema.BaseSchema => z.toJSONSchema(Catalogue);
