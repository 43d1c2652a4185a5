// Reads params.yaml: two levels of `name: value`, which is all it uses.
import { readFileSync } from 'node:fs';

/** Gives `{ section: { name: value } }`; values that read as numbers are numbers. */
export function readParams(path) {
	const params = {};
	let section;
	for (const line of readFileSync(path, 'utf8').split('\n')) {
		const [, indent, name, value] = /^(\s*)(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
		if (name === undefined) continue;
		if (indent === '') {
			section = params[name] = {};
		} else section[name] = value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
	}
	return params;
}
