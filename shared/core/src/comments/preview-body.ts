import type { Preview } from '@parley/contracts/objects';
import { renderBody } from './render-body.ts';

/** What a body would look like as a comment, by the same hand that renders comments. Nothing is looked up or kept. */
export function previewBody(source: string): Preview {
  return { html: renderBody(source) };
}
