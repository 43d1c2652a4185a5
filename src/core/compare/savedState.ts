import type { Side } from '../model.ts';
import type { SideName } from './messages.ts';

/** What a panel keeps over a window reload so that the extension can fill it again. */
export interface SavedSides {
	/** Absolute path of the project's root. */
	readonly root: string;
	readonly a: SideName;
	readonly b: SideName;
}

/** SHA-1 or SHA-256 commit id. */
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const MAX_NAME = 1000;

/** The sides in a saved state, undefined when it is not one (an older release's, or damaged). */
export function parseSavedSides(state: unknown): SavedSides | undefined {
	if (typeof state !== 'object' || state === null) return undefined;
	const { root, a, b } = state as { root?: unknown; a?: unknown; b?: unknown };
	const sides = [parseSideName(a), parseSideName(b)];
	if (typeof root !== 'string' || sides[0] === undefined || sides[1] === undefined) return undefined;
	return { root, a: sides[0], b: sides[1] };
}

function parseSideName(value: unknown): SideName | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { name, side } = value as { name?: unknown; side?: unknown };
	const parsed = parseSide(side);
	if (typeof name !== 'string' || name.length > MAX_NAME || parsed === undefined) return undefined;
	return { name, side: parsed };
}

function parseSide(value: unknown): Side | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { type, commit } = value as { type?: unknown; commit?: unknown };
	if (type === 'workspace') return { type };
	return type === 'commit' && typeof commit === 'string' && COMMIT.test(commit)
		? { type, commit }
		: undefined;
}
