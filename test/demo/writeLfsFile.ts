import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts content into the repository's Git LFS store and its pointer into the work tree, as a clone without git-lfs has. */
export async function writeLfsFile(root: string, path: string, content: Uint8Array): Promise<void> {
	const oid = createHash('sha256').update(content).digest('hex');
	const object = join(root, '.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
	const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`;
	await mkdir(dirname(object), { recursive: true });
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(object, content);
	await writeFile(join(root, path), pointer);
}
