/**
 * Bundles the console: `node services/console/build.ts` writes `dist/index.html` and hashed files under
 * `dist/assets`. Nothing is inline, so the page runs under `default-src 'self'`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Metafile } from 'esbuild';

const HERE = import.meta.dirname;
/** Where the server mounts `dist`. */
const PUBLIC_PATH = '/console';
/** Browsers with `<dialog>`, container queries and `:has()`: two years of them. */
const TARGET = ['chrome114', 'firefox121', 'safari17'];

export type ConsoleBuild = {
  dist: string;
  /** Paths of the built files, relative to `dist`. */
  files: string[];
};

export async function buildConsole(dist = join(HERE, 'dist')): Promise<ConsoleBuild> {
  const assets = join(dist, 'assets');
  await rm(dist, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: {
      console: 'src/main.tsx',
      style: 'src/styles/console.css',
      icon: 'src/styles/icon.svg',
    },
    outdir: assets,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    loader: { '.svg': 'copy' },
    metafile: true,
    logLevel: 'warning',
  });
  const page = indexPage({
    script: outputOf(metafile, 'src/main.tsx'),
    style: outputOf(metafile, 'src/styles/console.css'),
    icon: outputOf(metafile, 'src/styles/icon.svg'),
  });
  await writeFile(join(dist, 'index.html'), page);
  return {
    dist,
    files: ['index.html', ...Object.keys(metafile.outputs).map((path) => `assets/${basename(path)}`)],
  };
}

function outputOf(metafile: Metafile, entryPoint: string): string {
  const found = Object.entries(metafile.outputs).find(
    ([path, output]) =>
      !path.endsWith('.map') &&
      (output.entryPoint === entryPoint || Object.keys(output.inputs).join() === entryPoint),
  );
  if (!found) throw new Error(`The build has no output for ${entryPoint}.`);
  return `${PUBLIC_PATH}/assets/${basename(found[0])}`;
}

function indexPage({ script, style, icon }: { script: string; style: string; icon: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>Parley console</title>
    <link rel="icon" href="${icon}">
    <link rel="stylesheet" href="${style}">
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <div id="console"></div>
    <noscript><p>The console needs JavaScript. Allow it for this page, then load it again.</p></noscript>
  </body>
</html>
`;
}

if (process.argv[1] === import.meta.filename) {
  const { dist, files } = await buildConsole();
  console.log(`console: ${files.length} files in ${dist}`);
}
