import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Manifest {
	readonly activationEvents: readonly string[];
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly category: string;
			readonly icon: string;
		}[];
		readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
		readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
		readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
		readonly configuration: readonly {
			readonly properties: Readonly<
				Record<string, { readonly scope: string; readonly markdownDescription: string }>
			>;
		}[];
		readonly walkthroughs: readonly {
			readonly steps: readonly { readonly media: { readonly markdown: string } }[];
		}[];
	};
}

async function readJson<T>(name: string): Promise<T> {
	return JSON.parse(await readFile(join(root, name), 'utf8')) as T;
}

async function sources(folder: string): Promise<readonly string[]> {
	const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name));
	return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
}

/** Messages given to `t(…)`, as the source spells them. */
async function messages(): Promise<readonly string[]> {
	const texts = await Promise.all(['src/extension', 'src/webview', 'src/core/compare'].map(sources));
	const calls = texts.flat().flatMap((text) => [...text.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/gu)]);
	return [...new Set(calls.map(([, message = '']) => message.replaceAll("\\'", "'")))].sort();
}

describe('the manifest', () => {
	it('names every %key% in package.nls.json, and no other', async () => {
		const text = await readFile(join(root, 'package.json'), 'utf8');
		const keys = [...text.matchAll(/"%([^"%]+)%"/gu)].map(([, key]) => key).sort();
		assert.deepEqual([...new Set(keys)], Object.keys(await readJson('package.nls.json')).sort());
	});

	it('has every message of the source in the l10n bundle, and no other', async () => {
		const found = await messages();
		assert.ok(found.length > 100);
		const bundle = Object.fromEntries(found.map((message) => [message, message]));
		const file = join(root, 'l10n', 'bundle.l10n.json');
		if (process.env['TIDEMARK_UPDATE']) await writeFile(file, `${JSON.stringify(bundle, undefined, '\t')}\n`);
		assert.deepEqual(
			await readJson('l10n/bundle.l10n.json'),
			bundle,
			'run this test with TIDEMARK_UPDATE=1 to write the bundle anew',
		);
	});

	it('declares the commands that are registered, and those that menus and welcomes use', async () => {
		const { contributes } = await readJson<Manifest>('package.json');
		const declared = contributes.commands.map(({ command }) => command);
		const registered = (await sources('src/extension')).flatMap((text) =>
			[...text.matchAll(/^\t\t'(tidemark\.\w+)': /gmu)].map(([, command]) => command),
		);
		assert.deepEqual([...declared].sort(), registered.sort());
		const used = Object.values(contributes.menus)
			.flat()
			.map(({ command }) => command);
		assert.deepEqual(
			used.filter((command) => !declared.includes(command)),
			[],
		);
		const nls = JSON.stringify(await readJson('package.nls.json'));
		const linked = [...nls.matchAll(/\(command:(tidemark\.\w+)\)/gu)].map(([, command = '']) => command);
		assert.deepEqual(
			linked.filter((command) => !declared.includes(command)),
			[],
		);
	});

	it('gives every command a category and an icon, and every setting a scope and a description', async () => {
		const { contributes } = await readJson<Manifest>('package.json');
		for (const { category, icon } of contributes.commands) {
			assert.equal(category, 'Tidemark');
			assert.match(icon, /^\$\([a-z-]+\)$/u);
		}
		for (const { properties } of contributes.configuration) {
			for (const { scope, markdownDescription } of Object.values(properties)) {
				assert.ok(scope);
				assert.ok(markdownDescription);
			}
		}
	});

	it('declares the settings that the source reads, and no other', async () => {
		const { contributes } = await readJson<Manifest>('package.json');
		const declared = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
		const read = (await sources('src/extension/settings')).flatMap((text) =>
			[...text.matchAll(/\.(?:get|update)\('([\w.]+)'/gu)].map(([, name]) => `tidemark.${name}`),
		);
		assert.deepEqual(declared.sort(), [...new Set(read)].sort());
	});

	it('uses only context keys that the source sets', async () => {
		const text = await readFile(join(root, 'package.json'), 'utf8');
		const whens = [...text.matchAll(/"(?:when|enablement)": "((?:[^"\\]|\\.)*)"/gu)].map(
			([, when = '']) => when,
		);
		const keys = whens.flatMap((when) =>
			[...when.matchAll(/(?<![=~] )\btidemark\.(\w+)/gu)].map(([, key]) => key),
		);
		const source = (await sources('src/extension')).join('\n');
		assert.deepEqual(
			[...new Set(keys)].filter((key) => !source.includes(`setKey('${key}'`)),
			[],
		);
	});

	it('has a welcome for each view, and the walkthrough’s pages', async () => {
		const { contributes } = await readJson<Manifest>('package.json');
		for (const { id } of Object.values(contributes.views).flat()) {
			assert.ok(contributes.viewsWelcome.some(({ view }) => view === id));
		}
		for (const { media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
			assert.ok((await readFile(join(root, media.markdown), 'utf8')).length > 100);
		}
	});

	it('watches no bare **', async () => {
		const { activationEvents } = await readJson<Manifest>('package.json');
		for (const event of activationEvents) assert.notEqual(event, '*');
		const source = (await sources('src/extension')).join('\n');
		assert.doesNotMatch(source, /RelativePattern\([^)]*'\*\*(\/\*)?'\)/u);
	});
});
