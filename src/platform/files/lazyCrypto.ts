/** `node:crypto` when it is first used: loading it takes longer than most commands that do not hash. */
import { createRequire } from 'node:module';

type Crypto = typeof import('node:crypto');

let loaded: Crypto | undefined;

function crypto(): Crypto {
	loaded ??= createRequire(import.meta.url)('node:crypto') as Crypto;
	return loaded;
}

/** As in `node:crypto`. */
export function createHash(algorithm: string): ReturnType<Crypto['createHash']> {
	return crypto().createHash(algorithm);
}

/** As in `node:crypto`. */
export function randomBytes(count: number): Buffer {
	return crypto().randomBytes(count);
}
