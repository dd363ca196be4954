/**
 * Builds the widget into `dist/`: `embed.js`, the small classic script that pages carry, `widget/*.js`, hashed
 * modules that it loads, and `help.js` for when it cannot. `node services/widget/build.ts` builds once and fails over budget.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, context, type Metafile, type Plugin, transform } from 'esbuild';
import { minify } from 'terser';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** Bytes, gzip. What a reader's page pays before it shows a comment; socket.io comes after first paint. */
const EMBED_MAX = 3 * 1024;
const APP_MAX = 25 * 1024;

/**
 * Tells V8 to compile all functions while the file arrives, on another thread: most of the app's are called to
 * draw the first comment, and would be compiled one by one by the thread that draws.
 */
const EAGER = '//# allFunctionsCalledOnLoad\n';
/** Characters. What is smaller is not the app. */
const EAGER_MIN = 10_000;

/** Bytes after gzip. */
export type WidgetSizes = {
  embed: number;
  /** Scripts and styles for reading and writing. */
  app: number;
  /** Live changes, socket.io in them: loaded after the first paint. */
  live: number;
  /** Forms that come when they are asked for: editing, deleting, flags, issue reports. */
  onDemand: number;
  /** What stands in for the app when that could not be loaded. */
  help: number;
  /** Words in another language than English: the largest of them, since nobody loads two. */
  language: number;
};

/** Builds once; with `watch`, builds again after every change until `stop` is called. Throws over budget. */
export async function buildWidget(options: { watch?: boolean } = {}): Promise<{
  sizes: WidgetSizes;
  stop(): Promise<void>;
}> {
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST, { recursive: true });
  const alone = { live: await buildLive(), help: await buildHelp(), languages: await buildLanguages() };
  if (!options.watch) {
    const result = await build(appOptions(alone));
    const app = await foldEntry(result.metafile);
    for (const path of [alone.live, alone.help, ...alone.languages, ...app.files]) await shrink(path);
    const sizes = await finish(app, alone, true);
    assertWithinBudget(sizes);
    return { sizes, stop: async () => {} };
  }
  let first = (_sizes: WidgetSizes) => {};
  const built = new Promise<WidgetSizes>((resolve) => {
    first = resolve;
  });
  const afterEach: Plugin = {
    name: 'embed-after-app',
    setup: (hooks) =>
      hooks.onEnd(async (result) => {
        if (result.metafile && result.errors.length === 0)
          first(await finish(await foldEntry(result.metafile), alone, false));
      }),
  };
  const watched = await context(appOptions(alone, afterEach));
  await watched.watch();
  return { sizes: await built, stop: () => watched.dispose() };
}

const bundle = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  charset: 'utf8',
  legalComments: 'none',
  // Calls with children as arguments are shorter than calls with children among the properties.
  tsconfigRaw: {
    compilerOptions: { jsx: 'react', jsxFactory: '$element', jsxFragmentFactory: '$fragment' },
  },
  define: { WIDGET_VERSION: JSON.stringify(version) },
} satisfies BuildOptions;

/** What is built by itself. Paths. */
type Alone = { live: string; help: string; languages: string[] };

function appOptions({ live, languages }: Alone, ...plugins: Plugin[]): BuildOptions & { metafile: true } {
  const beside = (path: string) => `./${basename(path)}`;
  const named = languages.map((path) => [basename(path).replace(/-.*/, ''), beside(path)]);
  return {
    ...bundle,
    entryPoints: { app: join(ROOT, 'src/app.tsx') },
    outdir: join(DIST, 'widget'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    define: {
      ...bundle.define,
      LIVE_PATH: JSON.stringify(beside(live)),
      LANGUAGE_PATHS: JSON.stringify(Object.fromEntries(named)),
    },
    external: [beside(live)],
    plugins: [styleText, jsxNames, languagePaths, ...plugins],
  };
}

/** The live side stands alone. Gives its path. */
async function buildLive(): Promise<string> {
  const { metafile } = await build({
    ...bundle,
    entryPoints: { live: join(ROOT, 'src/live-start.ts') },
    outdir: join(DIST, 'widget'),
    entryNames: '[name]-[hash]',
  });
  const [path] = Object.keys(metafile.outputs);
  if (!path) throw new Error('the live side is missing from its own build');
  return join(DIST, 'widget', basename(path));
}

/**
 * What helps when the app is missing shares no file with it: neither the reason why that is missing nor an old
 * `embed.js`, which knows old names, keeps it away. Gives its path.
 */
async function buildHelp(): Promise<string> {
  await build({
    ...bundle,
    entryPoints: { help: join(ROOT, 'src/help/help.tsx') },
    outdir: DIST,
    entryNames: '[name]',
    chunkNames: 'help/[name]-[hash]',
    splitting: true,
    plugins: [styleText, jsxNames],
  });
  return join(DIST, 'help.js');
}

/** Each language is a file that needs no other. Gives their paths. */
async function buildLanguages(): Promise<string[]> {
  const folder = join(ROOT, '../../shared/contracts/src/messages/languages');
  const { metafile } = await build({
    ...bundle,
    entryPoints: (await readdir(folder)).map((name) => join(folder, name)),
    outdir: join(DIST, 'widget'),
    entryNames: '[name]-[hash]',
  });
  return Object.keys(metafile.outputs).map((path) => join(DIST, 'widget', basename(path)));
}

/** Where the app lies, by what name it gives its `mount`, and all files that it was built into. */
type App = { main: string; mount: string; files: string[] };

/**
 * The entry that esbuild makes only hands on what lies in the file which the app shares with its forms. That file
 * takes its place: a request less for every page, and a file less that is compressed by itself.
 */
async function foldEntry({ outputs }: Metafile): Promise<App> {
  const paths = Object.keys(outputs);
  const entry = paths.find((path) => outputs[path]?.entryPoint?.endsWith('src/app.tsx'));
  const imports = outputs[entry ?? '']?.imports.filter(({ kind }) => kind === 'import-statement');
  const [shared] = imports ?? [];
  if (!entry || !shared || imports?.length !== 1)
    throw new Error('the app is not in one file beside its entry');
  const mount = /\{\s*(\w+)(?: as \w+)?\s*\}/.exec(await readFile(entry, 'utf8'))?.[1];
  if (!mount) throw new Error('the entry of the app hands nothing on');
  const name = basename(shared.path);
  const main = name.replace('chunk', 'app');
  const files: string[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8');
    await rm(path);
    if (path === entry) continue;
    const kept = join(dirname(path), basename(path) === name ? main : basename(path));
    await writeFile(kept, text.replaceAll(name, main));
    files.push(kept);
  }
  return { main: join(dirname(entry), main), mount, files };
}

/** The embed learns the app's name, so it is built second. */
async function finish(app: App, alone: Alone, isKept: boolean): Promise<WidgetSizes> {
  const embed = join(DIST, 'embed.js');
  await build({
    entryPoints: [join(ROOT, 'src/embed.ts')],
    outfile: embed,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: {
      APP_PATH: JSON.stringify(`/widget/${basename(app.main)}`),
      APP_MOUNT: JSON.stringify(app.mount),
    },
    plugins: [styleText],
  });

  if (isKept) await shrink(embed);
  const sizes = {
    embed: await gzipSize(embed),
    app: await gzipSize(app.main),
    live: await gzipSize(alone.live),
    help: await gzipSize(alone.help),
    onDemand: 0,
    language: 0,
  };
  for (const path of app.files) if (path !== app.main) sizes.onDemand += await gzipSize(path);
  for (const path of alone.languages) sizes.language = Math.max(sizes.language, await gzipSize(path));
  return sizes;
}

/**
 * Minifies what esbuild has made once more, which saves a page one byte in thirty. The names keep the hashes of
 * the text before, which does the same. Only for builds that are kept: it takes seconds.
 */
async function shrink(path: string): Promise<void> {
  const { code } = await minify(await readFile(path, 'utf8'), {
    module: !path.endsWith('embed.js'),
    ecma: 2020,
    compress: {
      passes: 2,
      sequences: false,
      reduce_funcs: false,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
  });
  const isEager = path.includes('/app-') && code !== undefined && code.length > EAGER_MIN;
  await writeFile(path, isEager ? EAGER + code : (code ?? ''));
}

/** Says where JSX comes from, in the files that have any: what is injected into all would tie all to preact. */
const jsxNames: Plugin = {
  name: 'jsx-names',
  setup: (hooks) =>
    hooks.onLoad({ filter: /\.tsx$/ }, async ({ path }) => ({
      contents: `import { createElement as $element, Fragment as $fragment } from 'preact';${await readFile(path, 'utf8')}`,
      loader: 'tsx',
    })),
};

/**
 * esbuild would find the languages by itself, and bring code of its own to do so. They are built apart, so that their
 * names are known here.
 */
const languagePaths: Plugin = {
  name: 'language-paths',
  setup: (hooks) =>
    hooks.onLoad({ filter: /messages\/language\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /import\(`[^`]+`\)/,
        'import(LANGUAGE_PATHS[language])',
      ),
      loader: 'ts',
    })),
};

/** Style sheets become minified text: the widget adopts them, since pages may forbid inline styles. */
const styleText: Plugin = {
  name: 'style-text',
  setup: (hooks) =>
    hooks.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await transform(source, { loader: 'css', minify: true, target: 'es2022' });
      return { contents: code.trim(), loader: 'text' };
    }),
};

function assertWithinBudget({ embed, app }: WidgetSizes): void {
  if (embed > EMBED_MAX) throw new Error(`embed.js has ${embed} bytes gzip, over ${EMBED_MAX}`);
  if (app > APP_MAX) throw new Error(`reading and writing take ${app} bytes gzip, over ${APP_MAX}`);
}

async function gzipSize(path: string): Promise<number> {
  return gzipSync(await readFile(path), { level: 9 }).length;
}

if (import.meta.main) {
  const { sizes } = await buildWidget();
  console.log(
    `widget (gzip): embed.js ${kilobytes(sizes.embed)} of ${kilobytes(EMBED_MAX)}, ` +
      `reading and writing ${kilobytes(sizes.app)} of ${kilobytes(APP_MAX)}, ` +
      `live ${kilobytes(sizes.live)}, forms on demand ${kilobytes(sizes.onDemand)}, help.js ${kilobytes(sizes.help)}, a language ${kilobytes(sizes.language)} at most`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
