import assert from 'node:assert/strict';
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { withoutSecrets } from '../../../src/platform/project/configPath.ts';
import {
	type DvcSettings,
	readDvcSettings,
	remoteSettings,
} from '../../../src/platform/project/dvcSettings.ts';
import { openRemote } from '../../../src/platform/remotes/openRemote.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

type Files = Partial<Record<'system' | 'global' | 'repo' | 'local', string>>;

describe('readDvcSettings', () => {
	const folder = temporaryFolder();
	const project = (): string => join(folder(), 'project');

	async function settingsOf(
		files: Files,
		env: Record<string, string> = {},
		localTracked = false,
	): Promise<DvcSettings> {
		const places = {
			system: join(folder(), 'system', 'config'),
			global: join(folder(), 'global', 'config'),
			repo: join(project(), '.dvc', 'config'),
			local: join(project(), '.dvc', 'config.local'),
		};
		await mkdir(join(project(), '.dvc'), { recursive: true });
		for (const [level, text] of Object.entries(files)) {
			const path = places[level as keyof typeof places];
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, text);
		}
		return readDvcSettings(project(), {
			workTree: project(),
			isLocalTracked: () => Promise.resolve(localTracked),
			env: {
				DVC_SYSTEM_CONFIG_DIR: dirname(places.system),
				DVC_GLOBAL_CONFIG_DIR: dirname(places.global),
				...env,
			},
		});
	}

	const s3 = (lines: string): string => `['remote "cloud"']\nurl = s3://bucket/a/b/\n${lines}\n`;
	const cloud = async (files: Files, env: Record<string, string> = {}, tracked = false) =>
		remoteSettings(await settingsOf(files, env, tracked), 'cloud');

	it('lets local override repo, repo override global, global override system, key by key', async () => {
		const remote = (url: string): string => `['remote "r"']\nurl = ${url}\n`;
		const settings = await settingsOf({
			system: `[core]\nremote = sys\nautostage = true\n${remote('/system')}`,
			global: `[core]\nremote = glob\n${remote('/global')}`,
			repo: `[core]\nremote = R\n${remote('/repo')}jobs = 3\n`,
			local: remote('/local'),
		});
		assert.equal(settings.defaultRemote, 'r');
		assert.equal(settings.autostage, true);
		assert.equal(remoteSettings(settings).folder, '/local');
		assert.equal(settings.loaded.merged.remotes.get('r')?.get('url')?.file, '.dvc/config.local');
		assert.equal(settings.loaded.merged.remotes.get('r')?.get('jobs')?.file, '.dvc/config');
	});

	it('resolves a relative path from the folder of the file that says it, and ~ at home', async () => {
		const settings = await settingsOf({
			global: `['remote "shared"']\nurl = ../store\n`,
			repo: `[cache]\ndir = ../../cache\n['remote "beside"']\nurl = ../../remote\n['remote "home"']\nurl = ~/data\n`,
		});
		assert.equal(settings.cacheFolder, join(folder(), 'cache'));
		assert.equal(remoteSettings(settings, 'beside').folder, join(folder(), 'remote'));
		assert.equal(remoteSettings(settings, 'shared').folder, join(folder(), 'store'));
		assert.equal(remoteSettings(settings, 'home').folder, join(homedir(), 'data'));
	});

	it('follows remote:// to its base, inheriting keys, and not in circles', async () => {
		const settings = await settingsOf({
			repo: `['remote "base"']\nurl = s3://bucket/root\nregion = eu-west-1\n['remote "sub"']\nurl = remote://base/images\n['remote "loop"']\nurl = remote://loop/x\n['remote "lost"']\nurl = remote://nobody/x\n`,
		});
		const sub = remoteSettings(settings, 'sub');
		assert.deepEqual(
			[sub.s3?.bucket, sub.s3?.prefix, sub.s3?.region],
			['bucket', 'root/images', 'eu-west-1'],
		);
		assert.match(remoteSettings(settings, 'loop').fault?.message ?? '', /refers to itself/);
		assert.equal(remoteSettings(settings, 'lost').fault?.code, 'noRemote');
	});

	it('reads what an S3 remote needs', async () => {
		const remote = await cloud({
			repo: s3('endpointurl = https://minio.example\nregion = r\nversion_aware = true\nsse = AES256'),
			local: `['remote "cloud"']\naccess_key_id = id\nsecret_access_key = 'se,cret'\nsession_token = tok\n`,
		});
		assert.equal(remote.kind, 's3');
		assert.equal(remote.url, 's3://bucket/a/b/');
		assert.equal(remote.versionAware, true);
		assert.equal(remote.identity, 'access key from .dvc/config.local');
		assert.deepEqual(remote.s3?.putParameters, { ServerSideEncryption: 'AES256' });
		const { prefix, accessKeyId, secretAccessKey, sessionToken } = remote.s3 ?? assert.fail();
		assert.deepEqual([prefix, accessKeyId, secretAccessKey, sessionToken], ['a/b', 'id', 'se,cret', 'tok']);
		assert.equal(remote.fault, undefined);
	});

	it('takes files of credentials from the user only, and says so', async () => {
		const lines = 'credentialpath = /evil/credentials\nconfigpath = /evil/config\nssl_verify = ca.pem';
		const theirs = await cloud({ repo: s3(lines) });
		assert.deepEqual(
			[theirs.s3?.credentialPath, theirs.s3?.configPath, theirs.s3?.sslVerify],
			[undefined, undefined, true],
		);
		assert.equal(theirs.warnings.length, 3);
		const tracked = await cloud(
			{ repo: s3(''), local: `['remote "cloud"']\nconfigpath = /evil/config\n` },
			{},
			true,
		);
		assert.equal(tracked.s3?.configPath, undefined);
		const mine = await cloud({ repo: s3(''), local: `['remote "cloud"']\n${lines}\n` });
		assert.deepEqual([mine.s3?.credentialPath, mine.s3?.configPath], ['/evil/credentials', '/evil/config']);
		assert.deepEqual(mine.warnings, []);
	});

	it('lets the repository not weaken the connection', async () => {
		const unsafe = [
			'ssl_verify = false',
			'endpointurl = http://store.example',
			'use_ssl = false\nendpointurl = store.example',
			'use_ssl = false',
			'endpointurl = https://user:pass@store.example',
		];
		for (const lines of unsafe) {
			const remote = await cloud({ repo: s3(lines) });
			assert.equal(remote.fault?.code, 'unsafe', lines);
			assert.equal(remote.fault?.file, '.dvc/config');
			assert.ok(remote.fault.line !== undefined && remote.fault.field !== undefined);
		}
	});

	it('lets the repository not take encryption from a host the user named', async () => {
		const remote = await cloud({
			repo: s3('use_ssl = false'),
			local: `['remote "cloud"']\nendpointurl = store.example:9000\n`,
		});
		assert.equal(remote.fault?.code, 'unsafe');
		assert.deepEqual([remote.fault.file, remote.fault.field], ['.dvc/config', 'remote.cloud.use_ssl']);
	});

	it('has whom the repository gives access to uploads be consented to', async () => {
		const given = 'acl = public-read\ngrant_full_control = id=stranger';
		const theirs = await cloud({ repo: s3(given) });
		assert.match(theirs.identity ?? '', /acl public-read, grant_full_control id=stranger, chosen by the/);
		const mine = await cloud({ repo: s3(''), local: `['remote "cloud"']\n${given}\n` });
		assert.equal(mine.identity, 'default AWS credentials');
	});

	it('allows it on loopback, without credentials, and to the user', async () => {
		const fine: Files[] = [
			{ repo: s3('endpointurl = http://127.0.0.1:9000') },
			{ repo: s3('endpointurl = http://localhost:9000\nssl_verify = false') },
			{ repo: s3('endpointurl = http://public.example\nallow_anonymous_login = true') },
			{ repo: s3(''), local: `['remote "cloud"']\nendpointurl = http://store.example\n` },
			{ repo: s3(''), global: `['remote "cloud"']\nssl_verify = false\n` },
		];
		for (const files of fine) assert.equal((await cloud(files)).fault, undefined, JSON.stringify(files));
		assert.equal((await cloud(fine[4] ?? {})).s3?.sslVerify, false);
	});

	it('says who we would be, so that consent can be asked for it', async () => {
		const identity = async (repo: string, env: Record<string, string> = {}) =>
			(await cloud({ repo: s3(repo) }, env)).identity;
		assert.equal(await identity('profile = prod'), 'AWS profile prod, chosen by the repository');
		assert.equal(await identity('allow_anonymous_login = true'), 'nobody (anonymous)');
		assert.equal(await identity('', { AWS_PROFILE: 'dev' }), 'AWS profile dev');
		const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
		assert.equal(await identity('', keys), 'access key from the environment');
		assert.equal(await identity(''), 'default AWS credentials');
		const withEnv = await cloud({ repo: s3('') }, { AWS_ENDPOINT_URL: 'https://minio.example' });
		assert.equal(withEnv.s3?.endpoint, 'https://minio.example');
	});

	it('shows no password of a url', async () => {
		const settings = await settingsOf({
			repo: `['remote "w"']\nurl = https://me:hunter2@host/path?token=abc\n['remote "s"']\nurl = ssh://me@host/path\n`,
		});
		assert.equal(remoteSettings(settings, 'w').url, 'https://host/path');
		assert.equal(remoteSettings(settings, 's').url, 'ssh://me@host/path');
	});

	it('shows no part of a password with @ in it, no token in place of a user, no scheme it does not know', () => {
		const urls = {
			'https://me:hun@ter2@host/path@1': 'https://host/path@1',
			'ssh://me:hun@ter2@host/path': 'ssh://host/path',
			'https://ghp_token@host/path': 'https://host/path',
			'git+ssh://me:hunter2@host/path': 'git+ssh://host/path',
			'https://host?sig=a@b': 'https://host',
			's3://bucket/a@b': 's3://bucket/a@b',
		};
		for (const [url, shown] of Object.entries(urls)) assert.equal(withoutSecrets(url), shown);
	});

	it('names the storages it does not speak', async () => {
		const urls = [
			'gs://b/p',
			'azure://c/p',
			'ssh://h/p',
			'https://h/p',
			'webdavs://h/p',
			'gdrive://id',
			'oss://b/p',
			'hdfs://h/p',
		];
		for (const url of urls) {
			const settings = await settingsOf({ repo: `['remote "x"']\nurl = ${url}\n` });
			const consent = { allow: () => assert.fail('nothing to ask for') };
			await assert.rejects(
				openRemote(remoteSettings(settings, 'x'), { consent, access: 'read' }),
				(error) => {
					assert.ok(TidemarkError.is(error, 'unsupported'));
					assert.ok(error.message.includes('"x"') && error.message.includes(url) && error.next !== undefined);
					return true;
				},
			);
		}
	});

	it('says which file and line cannot be read, and which remote is not configured', async () => {
		await assert.rejects(settingsOf({ repo: '[core]\nremote' }), (error) => {
			assert.ok(TidemarkError.is(error, 'malformed'));
			assert.deepEqual([error.file, error.line], ['.dvc/config', 2]);
			return true;
		});
		const settings = await settingsOf({ repo: `[core]\nremote = gone\n['remote "r"']\njobs = 3\n` });
		assert.throws(() => remoteSettings(settings), /no remote "gone"; configured: r/);
		assert.match(remoteSettings(settings, 'r').fault?.message ?? '', /has no url/);
		assert.throws(() => remoteSettings({ ...settings, defaultRemote: undefined }), /No remote is configured/);
	});

	it('asks consent for a cache outside that the repository chose, by config or by a link', async () => {
		assert.equal((await settingsOf({})).cacheRequest, undefined);
		const outside = await settingsOf({ repo: '[cache]\ndir = /srv/shared\n' });
		assert.deepEqual(outside.cacheRequest, { remoteName: 'cache', url: '/srv/shared', access: 'write' });
		const mine = await settingsOf({ repo: '', local: '[cache]\ndir = /srv/shared\n' });
		assert.deepEqual([mine.cacheRequest, mine.cacheFolder], [undefined, '/srv/shared']);
	});

	it('sees a link in place of the cache', async () => {
		await mkdir(join(folder(), 'elsewhere'));
		await mkdir(join(project(), '.dvc'), { recursive: true });
		await symlink(join(folder(), 'elsewhere'), join(project(), '.dvc', 'cache'));
		const { cacheRequest } = await settingsOf({});
		assert.equal(cacheRequest?.url, await realpath(join(folder(), 'elsewhere')));
	});
});
