import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import {
	compareCodePoints,
	formatDirManifest,
	parseDirManifest,
} from '../../../src/core/pointers/dirManifest.ts';
import { fixtureFolder } from '../../support/fixtures.ts';
import { errorOf } from './errorOf.ts';

const md5 = 'df1fd57cb923de6e4ca1307df510b2f9';
const other = '0cc175b9c0f1b6a831c399e269772661';

function parse(json: string) {
	return parseDirManifest(new TextEncoder().encode(json), `${md5}.dir`);
}

function listing(...paths: string[]): string {
	return JSON.stringify(paths.map((relpath) => ({ md5, relpath })));
}

describe('A folder manifest', () => {
	it('is written byte for byte as DVC writes it', async () => {
		const golden = JSON.parse(await readFile(join(fixtureFolder, 'dvc-dir-manifest.json'), 'utf8')) as {
			manifest: string;
			oid: string;
		};
		const entries = (JSON.parse(golden.manifest) as { md5: string; relpath: string }[]).map((entry) => ({
			path: entry.relpath,
			object: { algorithm: 'md5' as const, hash: entry.md5 },
		}));
		const bytes = formatDirManifest(entries.toReversed());
		assert.equal(new TextDecoder().decode(bytes), golden.manifest);
		assert.equal(`${createHash('md5').update(bytes).digest('hex')}.dir`, golden.oid);
	});

	it('is [] for an empty folder', () => {
		assert.equal(new TextDecoder().decode(formatDirManifest([])), '[]');
		assert.deepEqual(parse('[]'), []);
	});

	it('SEC-10, BAD-10: is refused as a whole for one path that is not inside', () => {
		const bad = [
			'../x',
			'/abs',
			'C:\\x',
			'C:/x',
			'\\\\server\\x',
			'a/../../x',
			'a//b',
			'./a',
			'a/.',
			'a/',
			'',
			'a\0b',
			'a\nb',
			'a\u007fb',
		];
		for (const path of bad) {
			const error = errorOf(() => parse(listing('good', path)));
			assert.deepEqual([error.code, error.field], ['unsafe', '[1].relpath'], JSON.stringify(path));
		}
	});

	it('BAD-17, BAD-24: takes odd names for plain names', () => {
		const names = ['__proto__', 'constructor', 'a\\b', 'tab\tname', '..a', '...', ' ', 'a"relpath": b'];
		assert.deepEqual(
			parse(listing(...names)).map((entry) => entry.path),
			names,
		);
	});

	it('BAD-18: names the entry that is no entry', () => {
		assert.equal(errorOf(() => parse('{}')).code, 'malformed');
		assert.equal(errorOf(() => parse('[{"md5": "x"')).code, 'malformed');
		assert.equal(errorOf(() => parse(`[{"relpath": "a"}]`)).field, '[0].md5');
		assert.equal(errorOf(() => parse(`[{"relpath": "a", "md5": "../../x"}]`)).field, '[0].md5');
		assert.equal(errorOf(() => parse(`[{"relpath": "a", "md5": "${md5}.dir"}]`)).field, '[0].md5');
		assert.equal(errorOf(() => parse('[null]')).code, 'malformed');
	});

	it('BAD-07, BAD-20: refuses duplicate keys, duplicate paths, and a file that is also a folder', () => {
		assert.equal(
			errorOf(() => parse(`[{"md5": "${md5}", "relpath": "a", "relpath": "b"}]`)).code,
			'malformed',
		);
		assert.match(errorOf(() => parse(listing('x', 'a', 'x'))).message, /\[0\] and \[2\]/);
		assert.match(
			errorOf(() => parse(listing('a/b/c', 'a/b'))).message,
			/file in \[1\] and a folder in \[0\]/,
		);
	});

	it('reads back what it wrote, sorted by code points', () => {
		const name = fc
			.string({ unit: fc.constantFrom(...'ab é😀｡\ue000"\\\t'), minLength: 1, maxLength: 6 })
			.filter((text) => !text.startsWith('\\\\'));
		fc.assert(
			fc.property(fc.uniqueArray(name, { maxLength: 30 }), (names) => {
				const entries = names.map((path, index) => ({
					path,
					object: { algorithm: 'md5' as const, hash: index % 2 === 0 ? md5 : other },
				}));
				const read = parseDirManifest(formatDirManifest(entries), 'x.dir');
				assert.deepEqual(
					read.map(({ path, object }) => ({ path, object })),
					entries.toSorted((a, b) => compareCodePoints(a.path, b.path)),
				);
			}),
		);
	});

	it('orders names as their UTF-8 bytes are ordered', () => {
		const name = fc.string({ unit: 'binary', maxLength: 5 });
		fc.assert(
			fc.property(name, name, (a, b) => {
				assert.equal(Math.sign(compareCodePoints(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
			}),
		);
	});

	it('fails only with its own kind of error, whatever the bytes', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.json().map((text) => new TextEncoder().encode(text)),
					fc.uint8Array(),
				),
				(bytes) => {
					try {
						parseDirManifest(bytes, 'x.dir');
					} catch (error) {
						assert.ok(TidemarkError.is(error));
					}
				},
			),
		);
	});
});
