// Builds dist/: the extension, the command line, the workers and the comparison panel's script.
// Everything Node runs is one ESM build with shared chunks, so a heavy part (an SDK, a parser) is a chunk
// of its own, loaded when first used; the panel's browser script is a second build.
import { chmod, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const minify = process.argv.includes('--minify');
const shared = {
	bundle: true,
	minify,
	sourcemap: minify ? false : 'linked',
	outdir: 'dist',
	logLevel: 'warning',
	legalComments: 'none',
	define: { 'process.env.NODE_ENV': '"production"' },
};

await rm('dist', { recursive: true, force: true });
await Promise.all([
	build({
		...shared,
		entryPoints: {
			extension: 'src/extension/activate.ts',
			cli: 'src/cli/main.ts',
			hashWorker: 'src/platform/workers/hashWorker.ts',
			labelWorker: 'src/platform/workers/labelWorker.ts',
		},
		platform: 'node',
		target: 'node20',
		format: 'esm',
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		external: ['vscode'],
		// Bundled CommonJS packages call require(); ES modules have none of their own.
		banner: {
			js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
		},
	}),
	build({
		...shared,
		entryPoints: { compareView: 'src/webview/compareView.tsx' },
		platform: 'browser',
		target: 'es2022',
		format: 'iife',
		jsx: 'automatic',
		jsxImportSource: 'preact',
	}),
]);
// npm makes a bin executable when it installs one; a checkout's own is run as it is.
await chmod('dist/cli.js', 0o755);
