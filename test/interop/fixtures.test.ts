import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { type BuiltCli, buildCli } from '../support/builtCli.ts';
import { type Fixture, fixtureFolder, unpackFixture } from '../support/fixtures.ts';
import { type FixtureBucket, serveBucket } from './fixtureBucket.ts';
import { asSets } from './jsonSets.ts';

/** Fixtures whose remote is a bucket. */
const buckets = ['s3-plain', 'version-aware'];
const names = readdirSync(fixtureFolder)
	.filter((name) => name.endsWith('.tar.gz'))
	.map((name) => name.slice(0, -'.tar.gz'.length));

/** The program's own words for a command of DVC; undefined where it has no counterpart. */
function counterpart(argv: readonly string[]): readonly string[] | undefined {
	const [, ...words] = argv;
	const line = words.join(' ');
	if (!words.includes('--json')) return undefined;
	if (line.startsWith('data status ')) return ['status', ...words.slice(2)];
	if (line.startsWith('diff ')) return words;
	if (line.startsWith('metrics diff ')) return ['metrics', ...words.slice(2)];
	if (line.startsWith('params diff ')) return ['params', ...words.slice(2)];
	if (line.startsWith('ls . ')) return ['ls', ...words.slice(2)];
	return undefined;
}

/**
 * What the real DVC answered, with two differences by intent: DVC takes all of a cloud-versioned remote for missing, and
 * the size of a folder is that of a file system's own table.
 */
function expectedOf(name: string, args: readonly string[], json: unknown): unknown {
	if (name === 'version-aware' && args.includes('--not-in-remote')) {
		return { not_in_remote: args.includes('--granular') ? ['dd/', 'dd/c.txt'] : ['dd/'] };
	}
	return args[0] === 'ls' ? withoutFolderSizes(json) : json;
}

function withoutFolderSizes(json: unknown): unknown {
	return (json as { isdir: boolean }[]).map((row) => (row.isdir ? { ...row, size: null } : row));
}

describe('the command line answers as the real DVC did', function () {
	this.timeout(300_000);
	let cli: BuiltCli;
	before(async () => {
		cli = await buildCli();
	});
	after(() => cli.dispose());

	for (const name of names) {
		describe(`in ${name}`, () => {
			let fixture: Fixture;
			let bucket: FixtureBucket | undefined;
			before(async () => {
				fixture = await unpackFixture(name);
				if (buckets.includes(name)) bucket = await serveBucket(fixture);
			});
			after(async () => {
				await bucket?.dispose();
				await fixture.dispose();
			});

			it('to every command that has a counterpart', async () => {
				let compared = 0;
				for (const { argv, json } of fixture.expected.runs) {
					const args = counterpart(argv);
					if (args === undefined || json === undefined) continue;
					const { code, stdout, stderr } = await cli.run(fixture.repo, args, bucket?.env);
					assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
					const answer: unknown = JSON.parse(stdout);
					const ours = args[0] === 'ls' ? withoutFolderSizes(answer) : answer;
					assert.deepEqual(asSets(ours), asSets(expectedOf(name, args, json)), args.join(' '));
					compared += 1;
				}
				assert.ok(compared >= 5, `only ${compared} commands were compared`);
			});
		});
	}
});
