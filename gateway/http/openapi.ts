/** OpenAPI 3.1 made of the contract's own table, so that the two cannot differ. */
import { FILE_TYPES, PROBLEMS, Problem, ROUTES, type Route } from '@duecheck/core/contract';
import { toJSONSchema } from 'zod';
import type * as z from 'zod/mini';

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = toJSONSchema(schema as never, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return rest;
};

const SECURITY: Readonly<Record<string, object[]>> = {
  public: [],
  'enforcement-point': [{ enforcementKey: [] }],
  partner: [{ partnerAssertion: [] }],
};

/** Behind a slash; elsewhere a colon stands for itself (`decisions:report`). */
const PARAMETER = /(?<=\/):([a-z]+)/g;

export function openApi(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    const path = route.path.replaceAll(PARAMETER, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Duecheck gateway', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: {
        oidc: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        enforcementKey: { type: 'http', scheme: 'bearer' },
        partnerAssertion: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'RFC 7523, ES256' },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
    'x-problems': Object.fromEntries(
      Object.entries(PROBLEMS).map(([code, [status, title]]) => [code, { status, title }]),
    ),
  };
}

function operation(name: string, route: Route): object {
  const access = typeof route.access === 'string' ? route.access : 'roles';
  const parameters = [
    ...[...route.path.matchAll(PARAMETER)].map(([, id]) => ({
      name: id,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(route.query),
    ...(route.idempotency === 'required'
      ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }]
      : []),
  ];
  const success =
    route.answer === undefined ? {} : { content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } };
  return {
    operationId: name,
    summary: route.summary,
    security: SECURITY[access] ?? [{ oidc: [] }],
    ...(typeof route.access === 'string' ? {} : { 'x-roles': route.access }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined && route.accepts !== 'file'
      ? {}
      : { requestBody: { required: true, content: bodyContent(route) } }),
    responses: {
      [route.status ?? 200]: { description: 'Done.', ...success },
      default: {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function queryParameters(query: z.ZodMiniType | undefined): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** A file has no schema of its own: the media type says all that OpenAPI can say of it. */
const bodyContent = (route: Route): Record<string, object> =>
  route.body === undefined
    ? Object.fromEntries(FILE_TYPES.map((type) => [type, {}]))
    : { 'application/json': { schema: schemaOf(route.body, 'input') } };
