import type { Version } from '../../core/model.ts';
import type { NamedSide } from '../compare/deps.ts';

/** Two sides with the older first: the work tree is newest, tags are as the list (newest first) has them. */
export function olderFirst(
	versions: readonly Version[],
	a: NamedSide,
	b: NamedSide,
): readonly [NamedSide, NamedSide] {
	if (a.side.type === 'workspace') return [b, a];
	if (b.side.type === 'workspace') return [a, b];
	const [placeA, placeB] = [placeOf(versions, a), placeOf(versions, b)];
	return placeA === -1 || placeB === -1 || placeA > placeB ? [a, b] : [b, a];
}

/** The version listed below a side; for the work tree, and what is no tag, the newest of all. */
export function versionBefore(versions: readonly Version[], side: NamedSide): Version | undefined {
	const place = side.side.type === 'workspace' ? -1 : placeOf(versions, side);
	return versions[place + 1];
}

function placeOf(versions: readonly Version[], side: NamedSide): number {
	return versions.findIndex(({ name }) => name === side.name);
}
