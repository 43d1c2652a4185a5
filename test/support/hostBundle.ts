import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './projectRoot.ts';

/** Where what is built for the extension host lies; ignored by git. */
const outputFolder = join(projectRoot, 'dist-test');

/** Builds `test/host`, and gives the path of the module that runs its suites. */
export async function buildHostTests(): Promise<string> {
	const host = join(projectRoot, 'test', 'host');
	const suites = (await readdir(join(host, 'suite'))).filter((name) => name.endsWith('.test.ts'));
	await rm(outputFolder, { recursive: true, force: true });
	await buildForHost([join(host, 'index.ts'), ...suites.map((name) => join(host, 'suite', name))], host);
	return join(outputFolder, 'index.cjs');
}

/**
 * Builds modules for the extension host, which runs JavaScript only: CommonJS, as the editor loads the module of a test run by
 * `require`. `mocha` is taken from the checkout when it runs.
 * @param base folder whose structure is kept in `dist-test`.
 */
export async function buildForHost(entryPoints: readonly string[], base: string): Promise<void> {
	await build({
		entryPoints: [...entryPoints],
		outbase: base,
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
}

/** The path of a module that {@link buildForHost} built. */
export function builtForHost(name: string): string {
	return join(outputFolder, `${name}.cjs`);
}
