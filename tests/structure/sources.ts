/** The project's own files, for tests that look at how they lie and what they import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
const NOT_OURS = new Set(['node_modules', 'dist', '.git', 'data', 'artefacts']);

export type Source = {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
};

/** Every TypeScript file below these folders of the project. */
export function readSources(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => list(join(ROOT, folder)))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: fromRoot(path), text: readFileSync(path, 'utf8') }));
}

/** Every folder below these, they themselves left out. */
export function listFolders(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NOT_OURS.has(entry.name))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        return [path.split(sep).join('/'), ...listFolders(path)];
      }),
  );
}

/** What a file imports, in any form, types too. */
export function importsOf({ text }: Source): string[] {
  const code = withoutComments(text);
  const forms = [
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] as string));
}

/** The code alone; a `//` within a string is left, since it follows a colon. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? list(path) : [path];
  });
}

function fromRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
