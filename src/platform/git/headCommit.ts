import { join } from 'node:path';
import { relativePathFault } from '../../core/pointers/paths.ts';
import { readIfThereSync } from '../files/disk.ts';

const objectId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const packedLine = /^([0-9a-f]{40,64}) (refs\/.*)$/;

/**
 * The commit HEAD is at, read from the repository's own files without a git process. Undefined where that does not tell:
 * before the first commit, with refs kept in another way than as files; then git is to be asked.
 */
export function headCommit(gitDir: string, commonDir: string): string | undefined {
	try {
		const head = text(join(gitDir, 'HEAD'));
		if (head === undefined || objectId.test(head)) return head;
		const ref = /^ref: (refs\/.+)$/.exec(head)?.[1];
		if (ref === undefined || relativePathFault(ref) !== undefined) return undefined;
		const loose = text(join(commonDir, ...ref.split('/')));
		if (loose !== undefined) return objectId.test(loose) ? loose : undefined;
		return packed(text(join(commonDir, 'packed-refs')) ?? '', ref);
	} catch {
		return undefined;
	}
}

function text(path: string): string | undefined {
	const bytes = readIfThereSync(path);
	return bytes === undefined ? undefined : new TextDecoder().decode(bytes).trimEnd();
}

function packed(refs: string, wanted: string): string | undefined {
	for (const line of refs.split('\n')) {
		const [, id, name] = packedLine.exec(line) ?? [];
		if (name === wanted) return id;
	}
	return undefined;
}
