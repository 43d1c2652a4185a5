/** Git's configuration as `git config --list -z` prints it; later values win. */
export class GitConfig {
	readonly #values = new Map<string, string[]>();

	/** `output`: `key LF value NUL`, or `key NUL` for a key without a value, which means true. */
	constructor(output: string) {
		for (const record of output.split('\0')) {
			if (record === '') continue;
			const end = record.indexOf('\n');
			const key = end < 0 ? record : record.slice(0, end);
			const value = end < 0 ? 'true' : record.slice(end + 1);
			const values = this.#values.get(key);
			if (values === undefined) this.#values.set(key, [value]);
			else values.push(value);
		}
	}

	/** The value that counts. `key`: `section.name` in lower case, a subsection as written: `remote.Origin.url`. */
	get(key: string): string | undefined {
		return this.#values.get(key)?.at(-1);
	}

	/** Every value of a key that may be given several times. */
	all(key: string): readonly string[] {
		return this.#values.get(key) ?? [];
	}

	/** Names of the subsections of a section: `remote` gives `origin`, `upstream`. */
	subsections(section: string): readonly string[] {
		const prefix = `${section}.`;
		const names = new Set<string>();
		for (const key of this.#values.keys()) {
			const end = key.lastIndexOf('.');
			if (key.startsWith(prefix) && end > prefix.length) names.add(key.slice(prefix.length, end));
		}
		return [...names];
	}
}
