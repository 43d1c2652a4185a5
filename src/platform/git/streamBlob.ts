import { TidemarkError } from '../../core/errors.ts';
import type { GitProgram } from './gitProgram.ts';
import { historyNotPresent } from './historyNotPresent.ts';

const objectId = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** A blob's bytes as stored, chunk by chunk, in a git process of its own that ends with the loop. */
export async function* streamBlob(git: GitProgram, id: string): AsyncGenerator<Uint8Array> {
	if (!objectId.test(id)) throw new TidemarkError('notFound', `"${id}" is not an object id.`);
	const program = git.start(['cat-file', 'blob', id]);
	try {
		program.stdin.end();
		for await (const chunk of program.stdout) yield chunk as Uint8Array;
		if ((await program.ended).code !== 0) throw historyNotPresent('file content', id);
	} finally {
		program.stop();
	}
}
