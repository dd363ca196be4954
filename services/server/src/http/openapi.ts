import { PROBLEMS } from '@parley/contracts/problems';
import { ROUTES, type Route } from '@parley/contracts/routes';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

/** The public contract as OpenAPI 3.1, made from the same table and schemas that serve it. */
export function openApiDocument(publicUrl: string, version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Parley', version, description: `Problem codes: ${Object.keys(PROBLEMS).join(', ')}.` },
    servers: [{ url: publicUrl }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const query = route.query as never;
  const responses = Object.entries(route.answers).map(([status, schema]) => [
    status,
    {
      description: status === '304' ? 'Not modified' : route.summary,
      ...contentOf(route, status, schema),
    },
  ]);
  return {
    summary: route.summary,
    ...(route.access === 'anyone' ? {} : { security: [{ session: [] }] }),
    requestParams: { ...(route.params ? { path: route.params } : {}), ...(route.query ? { query } : {}) },
    ...(route.body ? { requestBody: { content: { 'application/json': { schema: route.body } } } } : {}),
    ...(route.form
      ? { requestBody: { content: { 'application/x-www-form-urlencoded': { schema: route.form } } } }
      : {}),
    responses: {
      ...Object.fromEntries(responses),
      default: { description: 'A problem document (RFC 9457)', content: { 'application/problem+json': {} } },
    },
  };
}

function contentOf({ media }: Route, status: string, schema: Route['answers'][number] | undefined) {
  if (media !== undefined) return status === '200' ? { content: { [media]: {} } } : {};
  return schema ? { content: { 'application/json': { schema } } } : {};
}
