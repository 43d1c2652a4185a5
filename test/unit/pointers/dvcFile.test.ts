import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import { artifactsOfDvcFile, parseDvcFile } from '../../../src/core/pointers/dvcFile.ts';
import { readDvcStyledYaml } from '../../../src/core/pointers/yamlFastReader.ts';
import { readAnyYaml } from '../../../src/core/pointers/yamlReader.ts';
import { errorOf } from './errorOf.ts';

const md5 = 'df1fd57cb923de6e4ca1307df510b2f9';

function parse(text: string, file = 'data.dvc') {
	return parseDvcFile(new TextEncoder().encode(text), file);
}

function artifacts(text: string, file = 'data.dvc') {
	return artifactsOfDvcFile(parse(text, file), file);
}

describe('A .dvc file', () => {
	it('is read as DVC writes it', () => {
		const [artifact] = artifacts(
			`outs:\n- md5: ${md5}.dir\n  size: 29\n  nfiles: 4\n  hash: md5\n  path: data\n`,
			'a/b.dvc',
		);
		assert.deepEqual(
			[
				artifact?.path,
				artifact?.object,
				artifact?.isFolder,
				artifact?.size,
				artifact?.fileCount,
				artifact?.push,
			],
			['a/data', { algorithm: 'md5', hash: `${md5}.dir` }, true, 29, 4, true],
		);
	});

	it('takes an absent hash name for the md5 of DVC 2', () => {
		assert.equal(artifacts(`outs:\n- md5: ${md5}\n  path: f\n`)[0]?.object?.algorithm, 'md5-dos2unix');
	});

	it('keeps a hash of digits as text', () => {
		for (const hash of ['12345678901234567890123456789012', '0e123456789012345678901234567890']) {
			assert.equal(parse(`outs:\n- md5: ${hash}\n  path: f\n`).outs[0]?.object?.hash, hash);
		}
	});

	it('moves paths by wdir, also upwards', () => {
		assert.equal(
			artifacts(`wdir: ../c\nouts:\n- md5: ${md5}\n  path: d/../f\n`, 'a/b/x.dvc')[0]?.path,
			'a/c/f',
		);
	});

	it('reads every flag and annotation', () => {
		const [out] = parse(
			`outs:\n- md5: ${md5}\n  size: 3\n  isexec: true\n  hash: md5\n  path: m\n  desc: it's "x"\n  type: model\n` +
				`  labels: [nlp, en]\n  meta: {a: 1}\n  cache: false\n  persist: true\n  remote: second\n  push: false\n`,
		).outs;
		assert.deepEqual(
			[
				out?.isExecutable,
				out?.cached,
				out?.push,
				out?.remote,
				out?.persist,
				out?.description,
				out?.declaredType,
				out?.labels,
			],
			[true, false, false, 'second', true, 'it\'s "x"', 'model', ['nlp', 'en']],
		);
	});

	it('reads the files of a cloud-versioned folder', () => {
		const [artifact] = artifacts(
			`outs:\n- hash: md5\n  path: dd\n  files:\n  - relpath: a.txt\n    md5: ${md5}\n    size: 3\n` +
				`    cloud:\n      store:\n        etag: e\n        version_id: v\n  - relpath: b.txt\n    md5: ${md5}\n    size: 4\n`,
		);
		assert.equal(artifact?.isFolder, true);
		assert.equal(artifact?.size, 7);
		assert.deepEqual(
			artifact?.entries?.map((entry) => [entry.path, entry.cloud?.get('store')?.versionId]),
			[
				['a.txt', 'v'],
				['b.txt', undefined],
			],
		);
	});

	it('never pushes what was imported from a repository, and has no object before it was downloaded', () => {
		const [artifact] = artifacts(
			'md5: 105c25adca0869d54d59770ba25d6d98\nfrozen: true\ndeps:\n- path: ds\n  repo:\n    url: ../r\n' +
				'    rev_lock: e44cd0a794395f2edaa046103d082101c8e3813b\nouts:\n- hash: md5\n  path: ds\n',
		);
		assert.deepEqual([artifact?.push, artifact?.object], [false, undefined]);
	});

	it('is read with a byte order mark, CRLF and no final newline', () => {
		assert.equal(artifacts(`\uFEFFouts:\r\n- md5: ${md5}\r\n  path: 'a b'`)[0]?.path, 'a b');
	});

	it('BAD-01, BAD-03: says what is missing, with the field', () => {
		assert.match(errorOf(() => parse('')).message, /empty/);
		assert.match(errorOf(() => parse('# only a comment\n')).message, /empty/);
		assert.equal(errorOf(() => parse('wdir: x\n')).field, 'outs');
		assert.equal(errorOf(() => parse('outs: 3\n')).field, 'outs');
		assert.equal(errorOf(() => parse(`outs:\n- path: a\n  md5: ${md5}\n- x\n`)).field, 'outs[1]');
		assert.equal(errorOf(() => parse(`outs:\n- md5: ${md5}\n`)).field, 'outs[0].path');
	});

	it('BAD-02: names the line of a merge conflict', () => {
		const error = errorOf(() =>
			parse(`outs:\n<<<<<<< HEAD\n- md5: ${md5}\n=======\n>>>>>>> other\n  path: x\n`),
		);
		assert.deepEqual([error.code, error.line], ['conflict', 2]);
	});

	it('BAD-04: refuses every hash that is not exactly a hash', () => {
		for (const hash of ['abc', md5.toUpperCase(), `${md5}0`, `../${md5}`, `${md5}.dirx`, `"${md5}\\n"`]) {
			const error = errorOf(() => parse(`outs:\n- path: a\n  md5: ${md5}\n- path: b\n  md5: ${hash}\n`));
			assert.deepEqual([error.code, error.field, error.line], ['malformed', 'outs[1].md5', 5]);
		}
	});

	it('BAD-06: names both lines of a duplicate key', () => {
		assert.match(errorOf(() => parse(`outs:\n- path: a\n  size: 1\n  size: 2\n`)).message, /lines 3 and 4/);
	});

	it('BAD-09: names the offset of a byte that is not UTF-8', () => {
		const bytes = new Uint8Array([...new TextEncoder().encode('outs:\n'), 0xff, 0x41]);
		assert.match(errorOf(() => parseDvcFile(bytes, 'x.dvc')).message, /offset 6/);
		assert.match(
			errorOf(() => parseDvcFile(new Uint8Array([0x41, 0xe2, 0x82]), 'x.dvc')).message,
			/offset [12]/,
		);
	});

	it('BAD-11: refuses sizes that are no counts, and does not round large ones', () => {
		for (const size of ['-1', '1.5', 'many', '[]']) {
			assert.equal(errorOf(() => parse(`outs:\n- path: a\n  size: ${size}\n`)).field, 'outs[0].size');
		}
		assert.equal(parse('outs:\n- path: a\n  size: 9007199254740993\n').outs[0]?.size, undefined);
	});

	it('BAD-15: refuses deep nesting and alias bombs at once', () => {
		const deep = errorOf(() => parse(`outs: ${'['.repeat(200_000)}`));
		assert.equal(deep.code, 'malformed');
		assert.equal(errorOf(() => parse(`outs:\n${'- '.repeat(50_000)}x\n`)).code, 'malformed');
		const bomb = `a: &a [x]\nb: [${'*a,'.repeat(200)}]\nouts:\n- path: f\n`;
		assert.match(errorOf(() => parse(bomb)).message, /aliases/);
		assert.match(errorOf(() => parse('x'.repeat(2_000_000))).message, /bytes/);
	});

	it('BAD-16: refuses several documents and tags', () => {
		assert.match(errorOf(() => parse('outs: []\n---\nouts: []\n')).message, /Several/);
		assert.match(errorOf(() => parse('outs: !!python/object:x {}\n')).message, /tag/i);
	});

	it('BAD-17: treats __proto__ as a name like any other', () => {
		assert.equal(
			artifacts(`outs:\n- md5: ${md5}\n  path: __proto__\n  __proto__: {a: b}\n`)[0]?.path,
			'__proto__',
		);
	});

	it('SEC-11, SEC-12: refuses paths that leave the repository or enter a tool’s own folder', () => {
		for (const path of [
			'../x',
			'/etc/passwd',
			'a/../../x',
			'C:\\x',
			'.git/hooks/post-checkout',
			'a/.GIT./x',
			'.dvc/config',
		]) {
			const error = errorOf(() => artifacts(`outs:\n- md5: ${md5}\n  path: '${path}'\n`));
			assert.deepEqual([error.code, error.field], ['unsafe', 'outs[0].path'], path);
		}
		assert.equal(errorOf(() => artifacts(`wdir: ../..\nouts:\n- path: x\n`, 'a/x.dvc')).code, 'unsafe');
		assert.equal(errorOf(() => artifacts('outs:\n- path: s3://b/k\n')).code, 'unsupported');
	});

	it('fails only with its own kind of error, whatever the bytes', () => {
		const fragment = fc.constantFrom(
			'outs:\n',
			'- ',
			'md5: ',
			md5,
			'path: ',
			'a',
			'\n',
			'  ',
			"'",
			'"',
			'[',
			'{',
			'&a ',
			'*a',
			': ',
			'|',
			'\t',
		);
		const text = fc
			.array(fragment, { maxLength: 40 })
			.map((parts) => new TextEncoder().encode(parts.join('')));
		fc.assert(
			fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), (bytes) => {
				try {
					artifactsOfDvcFile(parseDvcFile(bytes, 'x.dvc'), 'x.dvc');
				} catch (error) {
					assert.ok(TidemarkError.is(error), String(error));
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it('is read by the fast reader exactly as by the full parser, where the fast one dares', () => {
		let dared = 0;
		const fragment = fc.constantFrom(
			'a:',
			' ',
			'\n',
			'- ',
			'  ',
			'b',
			"'c'",
			'd e',
			'0x1',
			'k: v',
			'# c',
			':',
			'\n- ',
			'\n  ',
			'é',
			'"q"',
			'[]',
		);
		fc.assert(
			fc.property(fc.array(fragment, { maxLength: 14 }), (parts) => {
				const fast = readDvcStyledYaml(parts.join(''));
				if (fast === undefined) return;
				dared += 1;
				assert.deepEqual(fast, readAnyYaml(parts.join(''), 'x'));
			}),
			{ numRuns: 20_000 },
		);
		assert.ok(dared > 200, `only ${dared} texts were read by the fast reader`);
	});
});
