import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveConfigPath } from '../../src/platform/project/configPath.ts';
import { readDvcSettings } from '../../src/platform/project/dvcSettings.ts';
import { type DvcRepository, newDvcRepository } from './dvcRepository.ts';

const configs = {
	system: `[core]\n    remote = sys\n    check_update = false\n['remote "sys"']\n    url = ../of-system\n`,
	global: `['remote "Shared"']\n    url = s3://shared/x\n    profile = "my profile"\n['remote "sys"']\n    jobs = 4\n`,
	repo: `# a comment
[core]
    autostage = true # as in ours
    Remote = Shared
[cache]
    type = "reflink,copy"
    dir = ../../cache
['remote "shared"']
    region = eu-west-1
['remote "folder, with comma"']
    url = ../../re mote
['remote "absolute"']
    url = /srv/data
['remote "images"']
    url = remote://shared/images
`,
	local: `['remote "shared"']\n    access_key_id = abc\n    secret_access_key = 'a "b" #c, d'\n    session_token = """t'k"""\n`,
};

/** The winning line of each key in `dvc config --list --show-origin`, which lists the losers too. */
function winners(listing: string): string[] {
	const levels = ['system', 'global', 'repo', 'local'];
	const levelOf = (line: string): number =>
		levels.findIndex((level) =>
			line.startsWith('.dvc/config.local')
				? level === 'local'
				: line.startsWith('.dvc/')
					? level === 'repo'
					: line.includes(`/${level}/`),
		);
	const byKey = new Map<string, string>();
	for (const line of listing
		.trim()
		.split('\n')
		.sort((a, b) => levelOf(a) - levelOf(b))) {
		byKey.set(line.slice(line.indexOf('\t') + 1, line.indexOf('=')), line);
	}
	return [...byKey.values()].sort();
}

describe('DVC config files beside the real DVC', function () {
	this.timeout(120_000);
	let repository: DvcRepository;
	const folder = (): string => dirname(repository.root);

	before(async () => {
		repository = await newDvcRepository();
		for (const [level, text] of Object.entries(configs)) {
			const place = level === 'repo' ? '.dvc/config' : level === 'local' ? '.dvc/config.local' : undefined;
			const path = place === undefined ? join(folder(), level, 'config') : join(repository.root, place);
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, text);
		}
	});
	after(() => repository.dispose());

	it('gives every value from the file it came from, as DVC lists them', async () => {
		const listed = winners(await repository.dvc('config', '--list', '--show-origin'));
		const settings = await readDvcSettings(repository.root, {
			workTree: repository.root,
			isLocalTracked: () => Promise.resolve(false),
			env: {
				DVC_SYSTEM_CONFIG_DIR: join(folder(), 'system'),
				DVC_GLOBAL_CONFIG_DIR: join(folder(), 'global'),
			},
		});
		const { merged, sources } = settings.loaded;
		const ours = new Set<string>();
		const add = (prefix: string, key: string, text: string, file: string): void => {
			const base = sources.get(file)?.folder ?? assert.fail(file);
			const isPath = key === 'url' || key === 'dir';
			const value = isPath ? resolveConfigPath(text, base) : text;
			ours.add(`${file}\t${prefix}.${key}=${value}`);
		};
		for (const [name, section] of merged.sections) {
			for (const [key, { text, file }] of section) add(name, key, text, file);
		}
		for (const [name, section] of merged.remotes) {
			for (const [key, { text, file }] of section) add(`remote.${name}`, key, text, file);
		}
		assert.deepEqual([...ours].sort(), listed);
	});
});
