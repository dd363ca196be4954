import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildConsole, type ConsoleBuild } from '../../../services/console/build.ts';

describe('the built console', () => {
  let folder: string;
  let built: ConsoleBuild;
  let page: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-console-'));
    built = await buildConsole(join(folder, 'dist'));
    page = await readFile(join(built.dist, 'index.html'), 'utf8');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('has nothing inline that a strict content security policy refuses', async () => {
    expect(page).to.not.match(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
    const script = await readFile(join(built.dist, entryOf(page)), 'utf8');
    expect(script).to.not.match(/\beval\(|new Function\(/);
  });

  it('names only files that are there, by names that change with their content', () => {
    const named = [...page.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)].map((match) => match[1]);
    expect(named).to.have.length(3);
    expect(built.files).to.include.members(named);
    for (const file of named) expect(file).to.match(/-[A-Z0-9]{8}\.(js|css|svg)$/);
  });

  it('loads the live connection apart from the first script', async () => {
    const script = await readFile(join(built.dist, entryOf(page)), 'utf8');
    expect(script).to.match(/import\(/);
    // What every engine.io client sends with its first request.
    expect(script).to.not.include('.EIO=');
  });
});

function entryOf(page: string): string {
  return page.match(/src="\/console\/([^"]+\.js)"/)?.[1] ?? '';
}
