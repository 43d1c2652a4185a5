import { globSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { chromiumPath, codeServer, dvcPath, gitLfsPath } from '../tools.ts';
import { runHostSuites } from './hostSuites.ts';
import { buildExtension, type Count, check, counted, runHere, sum } from './steps.ts';

type Step = () => Promise<Count>;
/** Runs one kind of tests: all files, or those whose path has one of the parts given. */
type Suite = (parts: readonly string[]) => Promise<Count>;
type SuiteName = 'unit' | 'interop' | 'host' | 'ui';

const suites: Readonly<Record<SuiteName, Suite>> = {
	unit: (parts) => mochaSuite('unit', parts),
	async interop(parts) {
		await dvcPath();
		await gitLfsPath();
		return mochaSuite('interop', parts);
	},
	async host(parts) {
		await codeServer();
		await chromiumPath();
		return runHostSuites(parts);
	},
	async ui(parts) {
		await codeServer();
		await chromiumPath();
		return mochaSuite('ui', parts);
	},
};

const checks: Readonly<Record<string, Step>> = {
	format: () => check('biome', ['check', '--diagnostic-level=warn', '.']),
	lint: () => check('oxlint', ['--type-aware', '--deny-warnings']),
	types: () => check('tsc', ['--noEmit', '-p', 'tsconfig.json']),
	'types of the panel': () => check('tsc', ['--noEmit', '-p', join('src', 'webview')]),
};

/** `npm test`: every check and suite; the last line is `N passed, N failed`. Exit code 1 when anything is red. */
export async function testAll(): Promise<number> {
	const counts: Count[] = [];
	for (const [name, step] of Object.entries(checks)) counts.push(await runStep(name, step));
	counts.push(await runStep('build', builds));
	for (const [name, suite] of Object.entries(suites)) counts.push(await runStep(name, () => suite([])));
	return report(counts);
}

/** `npm run test:NAME`: builds and runs one suite; parts of file names choose among its files. */
export function testSuite(name: SuiteName): (args: readonly string[]) => Promise<number> {
	return async (args) => {
		if (name !== 'unit') await buildExtension();
		return report([await runStep(name, () => suites[name](args))]);
	};
}

async function builds(): Promise<Count> {
	await buildExtension();
	return { passed: 0, failed: 0 };
}

async function runStep(name: string, step: Step): Promise<Count> {
	console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 100 - name.length))}`);
	const start = performance.now();
	const count = await step().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1 };
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	console.log(`${name}: ${count.failed === 0 ? 'green' : 'RED'} after ${seconds} s`);
	return count;
}

function mochaSuite(name: SuiteName, parts: readonly string[]): Promise<Count> {
	const files = globSync(`test/${name}/**/*.test.ts`, { cwd: projectRoot }).sort();
	const wanted = files.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
	const runner = join('test', 'support', 'runMocha.ts');
	return counted((env) => runHere(process.execPath, [runner, ...wanted], env));
}

function report(counts: readonly Count[]): number {
	const { passed, failed } = sum(counts);
	console.log(`\n${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}
