import { join } from 'node:path';
import { type Demo, keptDemo, makeDemo } from '../../demo/makeDemo.ts';
import { projectRoot } from '../projectRoot.ts';
import { buildExtension } from './steps.ts';

/** In the checkout, where git ignores it, unless `TIDEMARK_DEMO` names another place. */
const folder = process.env['TIDEMARK_DEMO'] ?? join(projectRoot, '.demo');

/** `npm run demo [-- --fresh]`: builds and makes the demo in `.demo/`, and opens nothing. */
export async function demo(args: readonly string[]): Promise<number> {
	await buildExtension();
	const { repository } = await prepareDemo(args.includes('--fresh'));
	console.log(`The demo is in ${repository}`);
	return 0;
}

/** The demo of this checkout, made when it is not there or when `fresh`. */
export async function prepareDemo(fresh: boolean): Promise<Demo> {
	console.log(`Preparing the demo in ${folder} …`);
	return fresh ? makeDemo(folder) : keptDemo(folder);
}
