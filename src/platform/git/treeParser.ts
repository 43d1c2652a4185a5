import { TidemarkError } from '../../core/errors.ts';
import type { TreeEntry } from '../../core/ports.ts';

const space = 32;
const executableMode = '100755';

/**
 * Reads a git tree object: `<octal mode> <name> NUL <raw id>`, again and again.
 * Names that are not UTF-8 get replacement characters. Throws `git` when the object is cut short.
 */
export function parseTree(bytes: Buffer, idLength: number): readonly TreeEntry[] {
	const entries: TreeEntry[] = [];
	let at = 0;
	while (at < bytes.length) {
		const modeEnd = bytes.indexOf(space, at);
		const nameEnd = bytes.indexOf(0, modeEnd);
		const next = nameEnd + 1 + idLength;
		if (modeEnd < 0 || nameEnd < 0 || next > bytes.length) throw damaged();
		const mode = bytes.toString('latin1', at, modeEnd);
		entries.push({
			name: bytes.toString('utf8', modeEnd + 1, nameEnd),
			type: typeOf(mode),
			executable: mode === executableMode,
			id: bytes.toString('hex', nameEnd + 1, next),
		});
		at = next;
	}
	return entries;
}

function typeOf(mode: string): TreeEntry['type'] {
	if (mode === '40000') return 'tree';
	if (mode === '120000') return 'link';
	return mode === '160000' ? 'commit' : 'blob';
}

function damaged(): TidemarkError {
	return new TidemarkError('git', 'A tree object of this repository is damaged.', {
		next: 'Run "git fsck" to see what is broken.',
	});
}
