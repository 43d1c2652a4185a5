import assert from 'node:assert/strict';
import { formatNewDvcFile, updateDvcFile } from '../../../src/core/pointers/dvcFileEdit.ts';
import { errorOf } from './errorOf.ts';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
const file = { index: 0, md5: b, size: 7, fileCount: undefined, isExecutable: false };

function update(text: string, change: Partial<typeof file> = {}): string {
	return updateDvcFile(text, 'x.dvc', [{ ...file, ...change }]);
}

describe('Editing a .dvc file', () => {
	it('writes a new file as dvc add does', () => {
		assert.equal(
			formatNewDvcFile([{ ...file, isExecutable: true, path: 'true' }]),
			`outs:\n- md5: ${b}\n  size: 7\n  isexec: true\n  hash: md5\n  path: 'true'\n`,
		);
		assert.equal(
			formatNewDvcFile([{ ...file, md5: `${b}.dir`, fileCount: 0, size: 0, path: 'd' }]),
			`outs:\n- md5: ${b}.dir\n  size: 0\n  nfiles: 0\n  hash: md5\n  path: d\n`,
		);
	});

	it('replaces values where they stand and keeps comments, order and unknown keys', () => {
		const text = `# top\nouts:\n- path: x # inline\n  md5: ${a}\n  size: 1 # bytes\n  hash: md5\n  labels: [nlp, en]\nmeta:\n  k: "v"\n`;
		assert.equal(update(text), text.replace(a, b).replace('size: 1', 'size: 7'));
	});

	it('puts new keys at the end of the out, as DVC does', () => {
		assert.equal(update(`outs:\n- path: x\n`), `outs:\n- path: x\n  md5: ${b}\n  size: 7\n  hash: md5\n`);
		assert.equal(
			update(`outs:\n- md5: ${a}\n  size: 1\n  path: x\nmeta: 1\n`),
			`outs:\n- md5: ${b}\n  size: 7\n  path: x\n  hash: md5\nmeta: 1\n`,
		);
	});

	it('drops a size that is not known any more, and what told where the old content was', () => {
		assert.equal(
			update(`outs:\n- md5: ${a}.dir\n  size: 1\n  nfiles: 2\n  hash: md5\n  path: x\n`, {
				md5: `${b}.dir`,
				size: undefined,
				fileCount: 3,
			} as never),
			`outs:\n- md5: ${b}.dir\n  nfiles: 3\n  hash: md5\n  path: x\n`,
		);
		assert.equal(
			update(
				`outs:\n- md5: ${a}\n  size: 1\n  hash: md5\n  path: x\n  cloud:\n    s3:\n      etag: e\n      version_id: v\n`,
			),
			`outs:\n- md5: ${b}\n  size: 7\n  hash: md5\n  path: x\n`,
		);
	});

	it('keeps where unchanged content is', () => {
		const text = `outs:\n- md5: ${b}\n  size: 7\n  hash: md5\n  path: x\n  cloud:\n    s3:\n      version_id: v\n`;
		assert.equal(update(text), text);
	});

	it('BAD-08: keeps CRLF and a missing final newline', () => {
		assert.equal(
			update(`outs:\r\n- md5: ${a}\r\n  size: 1\r\n  path: x`),
			`outs:\r\n- md5: ${b}\r\n  size: 7\r\n  path: x\r\n  hash: md5\r\n`,
		);
	});

	it('updates one of several outs', () => {
		const text = `outs:\n- md5: ${a}\n  size: 1\n  hash: md5\n  path: x\n- md5: ${a}\n  size: 1\n  path: y\n`;
		assert.equal(
			update(text, { index: 1 }),
			`outs:\n- md5: ${a}\n  size: 1\n  hash: md5\n  path: x\n- md5: ${b}\n  size: 7\n  path: y\n  hash: md5\n`,
		);
	});

	it('edits braces where it can, and says so where it cannot', () => {
		assert.equal(
			update(`outs: [{md5: ${a}, size: 1, path: x}]\n`),
			`outs: [{md5: ${b}, size: 7, path: x, hash: md5}]\n`,
		);
		const error = errorOf(() =>
			update(`outs: [{md5: ${a}, size: 1, path: x}]\n`, { size: undefined } as never),
		);
		assert.equal(error.code, 'unsupported');
	});
});
