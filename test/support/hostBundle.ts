import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './projectRoot.ts';

/** Where the built host tests lie; ignored by git. */
const outputFolder = join(projectRoot, 'dist-test');

/**
 * Builds `test/host` for the extension host, which runs JavaScript only: CommonJS, as the tests' module is loaded by
 * `require`. Gives the path of the built `index`.
 */
export async function buildHostTests(): Promise<string> {
	const host = join(projectRoot, 'test', 'host');
	const suites = (await readdir(join(host, 'suite'))).filter((name) => name.endsWith('.test.ts'));
	await rm(outputFolder, { recursive: true, force: true });
	await build({
		entryPoints: [join(host, 'index.ts'), ...suites.map((name) => join(host, 'suite', name))],
		outbase: host,
		outdir: outputFolder,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		target: 'node22',
		format: 'cjs',
		external: ['vscode', 'mocha'],
		sourcemap: 'inline',
		logLevel: 'warning',
		define: { 'import.meta.url': '__moduleUrl' },
		banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
	});
	return join(outputFolder, 'index.cjs');
}
