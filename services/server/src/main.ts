import { enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';

/** Kept beside the packages; where nothing may be written there, everything is compiled at each start. */
const COMPILED = resolve(import.meta.dirname, '../../../node_modules/.cache/compiled');

// Stripping types and compiling is the larger part of a start, and its traces stay in memory. Only what is imported
// after this line is kept, which is why the server itself comes below it.
enableCompileCache(COMPILED);
const { serve } = await import('./serve.ts');
await serve();
flushCompileCache();
