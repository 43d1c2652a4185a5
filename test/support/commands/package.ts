import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { run } from '../shell.ts';
import { buildExtension } from './steps.ts';

/** `npm run package`: the `.vsix`, minified, in the checkout's folder. */
export async function packageExtension(): Promise<number> {
	const { version } = await manifest();
	const file = await makePackage(join(projectRoot, `tidemark-${version}.vsix`));
	console.log(`Packaged: ${file}`);
	return 0;
}

/** Builds minified, packages to a file, and builds `dist/` as it was again. */
export async function makePackage(file: string): Promise<string> {
	await buildExtension('--minify');
	const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
	const options = [
		'--no-dependencies',
		'--allow-missing-repository',
		'--no-rewrite-relative-links',
		'--out',
		file,
	];
	await run(process.execPath, [vsce, 'package', ...options], { cwd: projectRoot });
	await buildExtension();
	return file;
}

async function manifest(): Promise<{ version: string }> {
	const imported: { default: { version: string } } = await import('../../../package.json', {
		with: { type: 'json' },
	});
	return imported.default;
}
