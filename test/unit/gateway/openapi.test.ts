import { ROUTES } from '@duecheck/core/contract';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../gateway/api/index.ts';
import { openApi } from '../../../gateway/http/openapi.ts';

const api = openApi('http://gateway.test') as {
  paths: Record<string, Record<string, { operationId: string; requestBody?: object; security: object[] }>>;
};
const operations = Object.values(api.paths).flatMap((path) => Object.values(path));

describe('the published contract', () => {
  it('names every route once, and every route is served', () => {
    expect(operations.map((o) => o.operationId).sort()).toEqual(Object.keys(ROUTES).sort());
    expect(CAPABILITIES.map((c) => c.route).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('shows the body of whatever takes one, and asks for a token everywhere but where anyone may read', () => {
    for (const operation of operations) {
      const route = ROUTES[operation.operationId as keyof typeof ROUTES];
      const takes = 'body' in route || ('accepts' in route && route.accepts === 'file');
      expect(operation.requestBody !== undefined, operation.operationId).toBe(takes);
      expect(operation.security.length === 0, operation.operationId).toBe(route.access === 'public');
    }
  });
});
