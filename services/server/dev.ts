/** `make dev`: builds what browsers get, then serves. Node's `--watch` runs it anew on every change. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

for (const browser of ['widget', 'console']) {
  const build = resolve(import.meta.dirname, '..', browser, 'build.ts');
  execFileSync(process.execPath, [build], { stdio: 'inherit' });
}
await import('./src/main.ts');
