/** One line of a `.dvcignore`. */
export interface IgnorePattern {
	/** `!pattern`: what it matches is not ignored after all. */
	readonly negated: boolean;
	/** `pattern/`: folders only. */
	readonly foldersOnly: boolean;
	/** Matched one path part each; `**` stands for any number of parts. */
	readonly parts: readonly (Glob | '**')[];
}

/** A pattern for one path part, as tokens: a character, any one, any number, or a class. */
export type Glob = readonly GlobToken[];
type GlobToken =
	| { readonly type: 'character'; readonly value: string }
	| { readonly type: 'one' | 'many' }
	| {
			readonly type: 'class';
			readonly negated: boolean;
			readonly ranges: readonly (readonly [string, string])[];
	  };

/** Reads one line; undefined for a blank line, a comment, and a pattern that matches nothing. */
export function parseIgnorePattern(line: string): IgnorePattern | undefined {
	let pattern = line.trim();
	if (pattern === '' || pattern.startsWith('#')) return undefined;
	const negated = pattern.startsWith('!');
	if (negated) pattern = pattern.slice(1);
	const foldersOnly = pattern.endsWith('/');
	const names = pattern
		.split('/')
		.filter((name, index, all) => name !== '' || (index === 0 && all.length > 2));
	const anchored = pattern.replace(/\/$/, '').includes('/');
	const parts = names.filter((name) => name !== '').map((name) => (name === '**' ? name : parseGlob(name)));
	if (parts.length === 0) return undefined;
	return { negated, foldersOnly, parts: anchored ? parts : ['**', ...parts] };
}

function parseGlob(name: string): Glob {
	const characters = [...name];
	const tokens: GlobToken[] = [];
	for (let at = 0; at < characters.length; at++) {
		const character = characters[at] ?? '';
		const close = character === '[' ? classEnd(characters, at) : -1;
		if (character === '*') {
			if (tokens.at(-1)?.type !== 'many') tokens.push({ type: 'many' });
		} else if (character === '?') {
			tokens.push({ type: 'one' });
		} else if (close !== -1) {
			tokens.push(parseClass(characters.slice(at + 1, close)));
			at = close;
		} else if (character === '\\' && at + 1 < characters.length) {
			at += 1;
			tokens.push({ type: 'character', value: characters[at] ?? '' });
		} else {
			tokens.push({ type: 'character', value: character });
		}
	}
	return tokens;
}

/** Index of the `]` that ends a class opened at `open`; -1 for a bracket that is only a character. */
function classEnd(characters: readonly string[], open: number): number {
	const first = open + (characters[open + 1] === '!' || characters[open + 1] === '^' ? 2 : 1);
	return characters.indexOf(']', first + 1);
}

function parseClass(inside: readonly string[]): GlobToken {
	const negated = inside[0] === '!' || inside[0] === '^';
	const ranges: (readonly [string, string])[] = [];
	for (let at = negated ? 1 : 0; at < inside.length; at++) {
		const low = inside[at] ?? '';
		const high = inside[at + 1] === '-' ? inside[at + 2] : undefined;
		ranges.push([low, high ?? low]);
		if (high !== undefined) at += 2;
	}
	return { type: 'class', negated, ranges };
}

/**
 * Whether the pattern matches the path or a folder the path is in. Both searches remember one place to go back to,
 * so the time is at most the product of the lengths: no pattern can be built to backtrack.
 */
export function matchesPattern(pattern: IgnorePattern, path: readonly string[], isFolder: boolean): boolean {
	if (pattern.foldersOnly && !isFolder) return false;
	const { parts } = pattern;
	let part = 0;
	let name = 0;
	let starPart = -1;
	let starName = 0;
	while (true) {
		const wanted = parts[part];
		if (wanted === undefined) return true;
		if (wanted === '**') {
			// DVC matches a folder by its name with `/` at the end, so that `a/**` matches `a` too.
			if (part === parts.length - 1) return name < path.length || isFolder;
			starPart = part;
			starName = name;
			part += 1;
			continue;
		}
		const candidate = path[name];
		if (candidate !== undefined && matchesGlob(wanted, candidate)) {
			part += 1;
			name += 1;
			continue;
		}
		starName += 1;
		if (starPart === -1 || starName >= path.length) return false;
		part = starPart + 1;
		name = starName;
	}
}

/** Whether one path part matches a glob. */
export function matchesGlob(glob: Glob, name: string): boolean {
	const characters = [...name];
	let token = 0;
	let at = 0;
	let starToken = -1;
	let starAt = 0;
	while (at < characters.length) {
		const wanted = glob[token];
		if (wanted?.type === 'many') {
			starToken = token;
			starAt = at;
			token += 1;
		} else if (wanted !== undefined && matchesToken(wanted, characters[at] ?? '')) {
			token += 1;
			at += 1;
		} else if (starToken !== -1) {
			starAt += 1;
			token = starToken + 1;
			at = starAt;
		} else {
			return false;
		}
	}
	while (glob[token]?.type === 'many') token += 1;
	return token === glob.length;
}

function matchesToken(token: GlobToken, character: string): boolean {
	if (token.type === 'character') return token.value === character;
	if (token.type !== 'class') return true;
	const code = character.codePointAt(0) ?? 0;
	const inside = token.ranges.some(
		([low, high]) => code >= (low.codePointAt(0) ?? 0) && code <= (high.codePointAt(0) ?? 0),
	);
	return inside !== token.negated;
}
