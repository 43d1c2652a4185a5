import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuiltCli, buildCli } from '../support/builtCli.ts';
import { type Fixture, unpackFixture } from '../support/fixtures.ts';

describe('the command line as a program', function () {
	this.timeout(120_000);
	let cli: BuiltCli;
	let fixture: Fixture;
	before(async () => {
		cli = await buildCli();
	});
	after(() => cli.dispose());
	beforeEach(async () => {
		fixture = await unpackFixture('directory');
	});
	afterEach(() => fixture.dispose());

	const tidemark = (...args: string[]) => cli.run(fixture.repo, args);

	it('exits with 2 for wrong use, and tells what is right', async () => {
		for (const args of [['nonsense'], ['status', '--nonsense'], ['cat'], ['cat', 'x', '--range', '9-1']]) {
			const { code, stdout, stderr } = await tidemark(...args);
			assert.equal(code, 2, args.join(' '));
			assert.equal(stdout, '');
			assert.match(stderr, /^error: /m);
		}
	});

	it('refuses a path outside the repository', async () => {
		const { code, stderr } = await tidemark('status', '../elsewhere');
		assert.equal(code, 2);
		assert.match(stderr, /not in the repository/);
	});

	it('exits with 1 for a version there is none of, and says how to list them', async () => {
		const { code, stdout, stderr } = await tidemark('ls', '--version', 'v99', '--json');
		assert.equal(code, 1);
		assert.equal(stdout, '');
		assert.match(stderr, /^error: notFound: .*v99.*tidemark versions/);
	});

	it('answers help and the version without a repository', async () => {
		const { code, stdout } = await cli.run('/', ['--help']);
		assert.equal(code, 0);
		for (const name of ['status', 'push', 'checkout']) assert.match(stdout, new RegExp(`^ +${name} `, 'm'));
	});

	it('gives one JSON document and nothing else on standard output', async () => {
		const { stdout } = await tidemark('status', '--json', '--not-in-remote');
		assert.deepEqual(JSON.parse(stdout), { not_in_remote: ['data/'] });
	});

	it('fails a check for what was not uploaded, and passes it after a push', async () => {
		assert.equal((await tidemark('status', '--not-in-remote', '--check')).code, 1);
		const push = await tidemark('push', '--json');
		assert.equal(push.code, 0, push.stderr);
		const { done, failed, objects } = JSON.parse(push.stdout) as Record<string, unknown>;
		assert.deepEqual([done, failed, (objects as unknown[]).length > 0], [2, 0, true]);
		assert.equal((await tidemark('status', '--not-in-remote', '--check')).code, 0);
	});

	it('sees one lost file behind a manifest that is there, in the short form too', async () => {
		await tidemark('push');
		const md5 = createHash('md5')
			.update(await readFile(join(fixture.repo, 'data', 'e.txt')))
			.digest('hex');
		await rm(join(fixture.remote, 'files', 'md5', md5.slice(0, 2), md5.slice(2)));
		const { stdout, code } = await tidemark('status', '--json', '--not-in-remote', '--check');
		assert.deepEqual(JSON.parse(stdout), { not_in_remote: ['data/'] });
		assert.equal(code, 1);
	});

	it('says "not known", never "uploaded", of a remote that is not there', async () => {
		await rm(fixture.remote, { recursive: true });
		const { stdout, stderr, code } = await tidemark('status', '--json', '--not-in-remote', '--check');
		const document = JSON.parse(stdout) as { remote_unknown?: { path: string }[]; not_in_remote?: unknown };
		assert.deepEqual(
			document.remote_unknown?.map(({ path }) => path),
			['data'],
		);
		assert.equal(document.not_in_remote, undefined);
		assert.match(stderr, /not known whether uploaded: data: /);
		assert.equal(code, 1);
	});

	it('lists a broken pointer beside the rest, with file and line', async () => {
		await writeFile(join(fixture.repo, 'bad.dvc'), 'outs:\n- md5: nonsense\n  path: bad\n');
		const { stdout, stderr, code } = await tidemark('status', '--json', '--unchanged');
		const document = JSON.parse(stdout) as { broken?: { path: string }[]; unchanged?: string[] };
		assert.deepEqual(
			document.broken?.map(({ path }) => path),
			['bad.dvc'],
		);
		assert.deepEqual(document.unchanged, ['data/']);
		assert.match(stderr, /bad\.dvc:2/);
		assert.equal(code, 0);
	});

	it('takes a pointer file for what it points to', async () => {
		await appendFile(join(fixture.repo, 'data', 'b.txt'), 'more');
		const { stdout } = await tidemark('status', '--json', 'data.dvc');
		assert.deepEqual(JSON.parse(stdout), { uncommitted: { modified: ['data/'] } });
	});

	it('prints the bytes of a file of an old version, or a range of them', async () => {
		const whole = await tidemark('cat', 'data/b.txt', '--version', 'data-v1');
		assert.equal(whole.code, 0, whole.stderr);
		assert.notEqual(whole.stdout, await readFile(join(fixture.repo, 'data', 'b.txt'), 'utf8'));
		const part = await tidemark('cat', 'data/b.txt', '--version', 'data-v1', '--range', '1-2');
		assert.equal(part.stdout, whole.stdout.slice(1, 3));
	});

	it('lists the versions with artifacts and fingerprints, newest first', async () => {
		const { stdout } = await tidemark('versions', '--json');
		const versions = JSON.parse(stdout) as {
			version: string;
			commit: string;
			fingerprint: string;
			artifacts: { path: string; kind: string; files: number }[];
		}[];
		assert.deepEqual(
			versions.map(({ version }) => version),
			['data-v3', 'data-v2', 'data-v1'],
		);
		for (const { version, commit, fingerprint, artifacts } of versions) {
			assert.equal(commit, fixture.expected.tags[version]);
			assert.match(fingerprint, /^[0-9a-f]{64}$/);
			assert.deepEqual(
				artifacts.map(({ path }) => path),
				['data'],
			);
		}
		assert.equal(new Set(versions.map(({ fingerprint }) => fingerprint)).size, 3);
	});

	it('pulls into a work tree that has nothing, and says what it did', async () => {
		await tidemark('push');
		await rm(join(fixture.repo, 'data'), { recursive: true });
		await rm(join(fixture.repo, '.dvc', 'cache'), { recursive: true });
		assert.equal((await tidemark('status', '--check')).code, 1);
		const { code, stderr, stdout } = await tidemark('pull', '--json');
		assert.equal(code, 0, stderr);
		const { fetch } = JSON.parse(stdout) as { fetch: { failed: number } };
		assert.equal(fetch.failed, 0);
		assert.deepEqual(JSON.parse((await tidemark('status', '--json')).stdout), {});
	});

	it('contacts only the remotes named with --allow-remote', async () => {
		const refused = await tidemark('push', '--allow-remote', 'other', '--json');
		assert.equal(refused.code, 1);
		assert.match(refused.stdout, /not approved/);
		assert.equal((await tidemark('push', '--allow-remote', 'storage')).code, 0);
	});

	it('works from a folder below and from elsewhere with -C', async () => {
		const below = await cli.run(join(fixture.repo, 'data'), ['ls', '.', '--json']);
		const elsewhere = await cli.run('/', ['-C', fixture.repo, 'ls', 'data', '--json']);
		assert.equal(below.stdout, elsewhere.stdout);
		assert.match(below.stdout, /"path":"b\.txt"/);
	});

	it('takes a path that leads into the repository through a link', async () => {
		const link = join(await mkdtemp(join(tmpdir(), 'tidemark-link-')), 'repo');
		try {
			await symlink(fixture.repo, link, 'junction');
			const direct = await tidemark('ls', 'data', '--json');
			const linked = await tidemark('ls', join(link, 'data'), '--json');
			assert.equal(linked.stdout, direct.stdout);
			assert.equal((await tidemark('ls', link, '--json')).code, 0);
			assert.equal((await tidemark('ls', dirname(link))).code, 2);
		} finally {
			await rm(dirname(link), { recursive: true, force: true });
		}
	});

	it('refuses a path that is not there, in place of calling it fine', async () => {
		for (const command of ['status', 'checkout', 'fetch', 'push', 'cat']) {
			const { code, stdout, stderr } = await tidemark(command, 'dta');
			assert.equal(code, 1, command);
			assert.equal(stdout, '');
			assert.match(stderr, /^error: notFound: .*dta.*tidemark ls -R/);
		}
		assert.equal((await tidemark('status', '.')).code, 0);
		assert.equal((await tidemark('checkout', '.')).code, 0);
	});

	it('refuses a remote of another name, also where nothing is to be fetched', async () => {
		const { code, stderr } = await tidemark('fetch', '--remote', 'storge');
		assert.equal(code, 1);
		assert.match(stderr, /There is no remote "storge"; configured: storage/);
		assert.equal((await tidemark('fetch', '--remote', 'storage')).code, 0);
	});

	it('says in words what a wrong number of jobs is, and that HEAD waits for a commit', async () => {
		const jobs = await tidemark('fetch', '--jobs', '0');
		assert.equal(jobs.code, 2);
		assert.match(jobs.stderr, /--jobs 4/);
		const empty = await mkdtemp(join(tmpdir(), 'tidemark-empty-'));
		try {
			execFileSync('git', ['init', '-q', empty]);
			const { code, stderr } = await cli.run(empty, ['diff']);
			assert.equal(code, 1);
			assert.match(stderr, /no commit yet.*git commit/);
			assert.equal((await cli.run(empty, ['status', '--json'])).stdout.trim(), '{}');
		} finally {
			await rm(empty, { recursive: true, force: true });
		}
	});

	it('tells a folder whose manifest is out of reach from one that is broken', async () => {
		await rm(join(fixture.repo, '.dvc', 'cache'), { recursive: true });
		await writeFile(
			join(fixture.repo, '.dvc', 'config'),
			'[core]\n    remote = far\n[\'remote "far"\']\n    url = gs://bucket/path\n',
		);
		const { stdout } = await tidemark('status', '--json', '--not-in-remote', 'data');
		const { broken, remote_unknown: unknown } = JSON.parse(stdout) as Record<string, { path: string }[]>;
		assert.equal(broken, undefined);
		assert.deepEqual(
			unknown?.map(({ path }) => path),
			['data'],
		);
	});
});
