import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '@parley/contracts/routes';
import { expect } from 'chai';
import { type Service, startService } from '../../harness/service.ts';

const SOURCES = join(import.meta.dirname, '../../../services/server/src/http/routes');

describe('The table of routes', () => {
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  it('every route of the contract is served, and asks for the session that the contract names', async () => {
    for (const { method, path, access } of ROUTES) {
      const address = path
        .replace('{id}', `${'a'.repeat(20)}${'0'.repeat(26)}`)
        .replace('{thread}', 'a'.repeat(20))
        .replace('{group}', 'abc')
        .replace('{author}', 'abc')
        .replace('{ticket}', '00000000-0000-4000-8000-000000000000');
      const response = await fetch(service.url + address, {
        method: method.toUpperCase(),
        headers: { 'content-type': 'application/json' },
        ...(method === 'get' ? {} : { body: '{}' }),
      });
      const { detail = '', code } = (await response.json().catch(() => ({}))) as {
        detail?: string;
        code?: string;
      };
      expect(detail, `${method} ${path}`).not.to.equal('There is nothing at this address.');
      if (access === 'anyone') expect(response.status, `${method} ${path}`).not.to.equal(401);
      else expect(code, `${method} ${path}`).to.equal('not-signed-in');
    }
  });

  it('no route is served that the contract does not name', () => {
    const served = readdirSync(SOURCES).flatMap((file) => {
      const source = readFileSync(join(SOURCES, file), 'utf8');
      return [
        ...source.matchAll(/router\.(get|post|put|patch|delete)\(\s*'(\/v1\/[^']*|\/h(?:\/[^']*)?)'/g),
      ].map(([, method, path]) => `${method} ${path?.replace(/:(\w+)/g, '{$1}')}`);
    });
    expect(served).to.have.length.greaterThan(20);
    const named = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(served.filter((route) => !named.includes(route))).to.deep.equal([]);
  });

  it('the OpenAPI document has every route, its problems and its schemas', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).to.equal('3.1.0');
    for (const { method, path } of ROUTES) expect(document.paths[path], path).to.have.property(method);
    expect(document.components.schemas).to.include.keys('Comment', 'Slice');
  });
});
