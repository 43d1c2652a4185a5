/**
 * Where a worker's script is: `<name>.ts` beside this file when run from source; in a bundle `<name>.js` in the output
 * folder, whether this code landed in an entry or in one of its `chunks/`.
 */
export function workerUrl(name: string, from: string = import.meta.url): URL {
	if (from.endsWith('.ts')) return new URL(`./${name}.ts`, from);
	const inChunk = /\/chunks\/[^/]+$/.test(from);
	return new URL(inChunk ? `../${name}.js` : `./${name}.js`, from);
}
