import assert from 'node:assert/strict';
import { parseCommit, parseTag } from '../../../src/platform/git/gitObject.ts';

const tree = 'a'.repeat(40);

describe('commit objects', () => {
	it('give tree, parents, people and subject', () => {
		const text = `tree ${tree}\nparent ${'b'.repeat(40)}\nparent ${'c'.repeat(40)}\nauthor Ada Lovelace <ada@x> 1700000000 +0130\ncommitter  <> 1700000060 -0500\ngpgsig -----BEGIN\n author not a header\n\nSubject\ngoes on\n\nBody\n`;
		assert.deepEqual(parseCommit(Buffer.from(text)), {
			tree,
			parents: ['b'.repeat(40), 'c'.repeat(40)],
			author: { name: 'Ada Lovelace', email: 'ada@x', time: 1_700_000_000_000 },
			committer: { name: '', email: '', time: 1_700_000_060_000 },
			subject: 'Subject goes on',
		});
	});

	it('are read in the encoding they name, or as UTF-8 when it is unknown', () => {
		const latin = Buffer.from(`tree ${tree}\nencoding ISO-8859-1\n\nGr\xfc\xdfe`, 'latin1');
		assert.equal(parseCommit(latin)?.subject, 'Grüße');
		const unknown = Buffer.from(`tree ${tree}\nencoding klingon\n\nGrüße`);
		assert.equal(parseCommit(unknown)?.subject, 'Grüße');
	});

	it('may have no message and no people', () => {
		const commit = parseCommit(Buffer.from(`tree ${tree}\n`));
		assert.deepEqual([commit?.subject, commit?.author.name, commit?.committer.time], ['', '', 0]);
		assert.equal(parseCommit(Buffer.from('nothing')), undefined);
	});
});

describe('tag objects', () => {
	it('may lack a tagger, as those of 2005 do', () => {
		const text = `object ${tree}\ntype commit\ntag v0.99\n\nTest-release\n`;
		const tag = { target: tree, targetType: 'commit', tagger: undefined, message: 'Test-release' };
		assert.deepEqual(parseTag(Buffer.from(text)), tag);
		assert.equal(parseTag(Buffer.from('type commit\n')), undefined);
	});
});
