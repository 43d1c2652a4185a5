import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the pointer of the file written last lies, for the filter that git runs when the file is added. */
export const lastPointer = '.git/lfs/pointer';

/**
 * Puts content into the work tree and the repository's Git LFS store, as git-lfs does, and its pointer into
 * {@link lastPointer}: git takes that in place of the content when `filter.lfs.clean` prints it.
 */
export async function writeLfsFile(root: string, path: string, content: Uint8Array): Promise<void> {
	const oid = createHash('sha256').update(content).digest('hex');
	const object = join(root, '.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
	const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`;
	for (const [file, bytes] of [
		[object, content],
		[join(root, path), content],
		[join(root, lastPointer), pointer],
	] as const) {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, bytes);
	}
}
