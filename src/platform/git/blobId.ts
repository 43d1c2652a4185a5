import { createHash } from '../files/lazyCrypto.ts';

/** Id git gives a blob of this content, in a repository of that object format. */
export function blobId(content: Uint8Array, objectFormat: 'sha1' | 'sha256'): string {
	const hash = createHash(objectFormat);
	return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}
