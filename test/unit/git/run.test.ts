import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type ErrorCode, TidemarkError } from '../../../src/core/errors.ts';
import { findProgram } from '../../../src/platform/processes/findProgram.ts';
import { Gate } from '../../../src/platform/processes/gate.ts';
import { run, start } from '../../../src/platform/processes/run.ts';

const node = process.execPath;

function is(code: ErrorCode): (error: unknown) => boolean {
	return (error) => TidemarkError.is(error, code);
}

describe('running a program', () => {
	it('gives its output and exit code, whatever that is', async () => {
		const script = 'process.stdin.pipe(process.stdout); console.error("words"); process.exitCode = 3';
		const result = await run({ program: node, args: ['-e', script] }, { input: 'ü\n' });
		assert.deepEqual([result.code, result.stdout.toString(), result.stderr], [3, 'ü\n', 'words\n']);
	});

	it('hands arguments over as they are', async () => {
		const odd = ['$(touch x)', '; echo', '"', "'", '', '*', '--flag', 'a\nb'];
		const { stdout } = await run({
			program: node,
			args: ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...odd],
		});
		assert.deepEqual(JSON.parse(stdout.toString()), odd);
	});

	it('sets and removes variables', async () => {
		process.env['TIDEMARK_TEST'] = 'outer';
		const print = ['-p', 'process.env.TIDEMARK_TEST'];
		const said = async (value: string | undefined) =>
			(await run({ program: node, args: print, env: { TIDEMARK_TEST: value } })).stdout.toString().trim();
		assert.equal(await said('inner'), 'inner');
		assert.equal(await said(undefined), 'undefined');
		delete process.env['TIDEMARK_TEST'];
	});

	it('refuses a bare name, and says which program could not start', async () => {
		await assert.rejects(run({ program: 'git', args: [] }), is('unsafe'));
		await assert.rejects(run({ program: '/nowhere/git', args: [] }), /\/nowhere\/git could not be started/);
	});

	it('stops it after the time given, at the size given, and when cancelled', async () => {
		const forever = { program: node, args: ['-e', 'setInterval(() => {}, 1000)'] };
		await assert.rejects(run(forever, { timeout: 300 }), /did not finish within 0.3 s/);
		const loud = { program: node, args: ['-e', 'for (;;) console.log("x".repeat(1000))'] };
		await assert.rejects(run(loud, { maxOutput: 10_000 }), /more than 10000 bytes/);
		await assert.rejects(run(forever, { signal: AbortSignal.timeout(200) }), is('cancelled'));
		await assert.rejects(run(forever, { signal: AbortSignal.abort() }), is('cancelled'));
	});

	it('kills one that does not end when asked', async () => {
		const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')";
		const program = start({ program: node, args: ['-e', deaf] });
		await new Promise((resolve) => program.stdout.once('data', resolve));
		program.stop();
		assert.equal((await program.ended).code, null);
	});

	it('hands output on piece by piece', async () => {
		let size = 0;
		const args = ['-e', 'process.stdout.write("x".repeat(1e6))'];
		const onOutput = (chunk: Buffer): void => {
			size += chunk.length;
		};
		const { stdout } = await run({ program: node, args }, { onOutput, maxOutput: 10 });
		assert.deepEqual([size, stdout.length], [1_000_000, 0]);
	});
});

describe('a program that stays', () => {
	it('answers through its pipes and does not keep this process alive', async () => {
		const url = new URL('../../../src/platform/processes/run.ts', import.meta.url).href;
		const script = `const { start } = await import('${url}');
			const cat = start({ program: process.execPath, args: ['-e', 'process.stdin.pipe(process.stdout)'] });
			cat.stdin.write('hello');
			cat.stdout.once('data', (text) => { console.log(String(text)); cat.unref(); });`;
		const args = ['--input-type=module', '-e', script];
		const { stdout, code } = await run({ program: node, args }, { timeout: 10_000 });
		assert.deepEqual([stdout.toString(), code], ['hello\n', 0]);
	});
});

describe('finding a program', () => {
	it('looks in absolute folders of PATH only, and passes over what does not run', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'tidemark-path-'));
		const write = async (path: string, text: string) => {
			await mkdir(join(folder, path, '..'), { recursive: true });
			await writeFile(join(folder, path), text);
			await chmod(join(folder, path), 0o755);
		};
		await write('broken/tool', '#!/nonexistent\n');
		await write('good/tool', '#!/bin/sh\n');
		const before = process.env['PATH'];
		const cwd = process.cwd();
		try {
			process.chdir(join(folder, 'good'));
			process.env['PATH'] = ['.', '', 'good'].join(delimiter);
			assert.equal(await findProgram('tool', []), undefined);
			process.env['PATH'] = ['.', join(folder, 'none'), join(folder, 'broken'), join(folder, 'good')].join(
				delimiter,
			);
			assert.equal(await findProgram('tool', []), join(folder, 'good/tool'));
		} finally {
			process.env['PATH'] = before;
			process.chdir(cwd);
			await rm(folder, { recursive: true });
		}
	});
});

describe('a gate', () => {
	it('lets no more in at a time than it should, failures included', async () => {
		const gate = new Gate(3);
		let inside = 0;
		let most = 0;
		const task = async (fails: boolean): Promise<void> => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setTimeout(resolve, 5));
			inside--;
			if (fails) throw new Error('failed');
		};
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, (_, n) => gate.run(() => task(n % 4 === 0))),
		);
		assert.deepEqual([most, inside], [3, 0]);
		assert.equal(results.filter(({ status }) => status === 'rejected').length, 5);
	});
});
