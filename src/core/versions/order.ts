import compareBuild from 'semver/functions/compare-build.js';
import type { ReleaseName, Version } from '../model.ts';
import { compareText } from './compareText.ts';

/**
 * Versions as people read them, newest first: those of one name stand together (all bare `v1.2.0` are one name, each
 * `name@…`/`name#…` another, any other tag is a name of its own); names by their newest time, semantic versions within
 * a name descending, then stage tags by time. The order does not depend on the order given.
 */
export function orderVersions(versions: readonly Version[]): Version[] {
	const newest = new Map<string, number>();
	for (const version of versions) {
		const name = nameKey(version);
		newest.set(name, Math.max(newest.get(name) ?? Number.NEGATIVE_INFINITY, version.time));
	}
	return [...versions].sort((a, b) => compareNames(a, b, newest) || compareWithin(a, b));
}

/** The name versions stand together under; a plain tag's own name cannot clash with an artifact's. */
function nameKey({ name, release }: Version): string {
	switch (release.type) {
		case 'semantic':
			return 'semantic';
		case 'gtoVersion':
		case 'gtoStage':
		case 'gtoWithdrawal':
			return `artifact ${release.artifact}`;
		case 'plain':
			return `plain ${name}`;
	}
}

function compareNames(a: Version, b: Version, newest: ReadonlyMap<string, number>): number {
	const [nameA, nameB] = [nameKey(a), nameKey(b)];
	if (nameA === nameB) return 0;
	return (newest.get(nameB) ?? 0) - (newest.get(nameA) ?? 0) || compareText(nameA, nameB);
}

function compareWithin(a: Version, b: Version): number {
	const [versionA, versionB] = [semanticVersion(a.release), semanticVersion(b.release)];
	if (versionA !== undefined && versionB !== undefined) {
		return compareBuild(versionB, versionA) || compareByTime(a, b);
	}
	if (versionA !== undefined) return -1;
	return versionB === undefined ? compareByTime(a, b) : 1;
}

function compareByTime(a: Version, b: Version): number {
	return b.time - a.time || countOf(b.release) - countOf(a.release) || compareText(a.name, b.name);
}

function semanticVersion(release: ReleaseName): string | undefined {
	return release.type === 'semantic' || release.type === 'gtoVersion' ? release.version : undefined;
}

/** GTO counts the assignments of a stage; two within one second are told apart by it. */
function countOf(release: ReleaseName): number {
	return release.type === 'gtoStage' ? release.count : 0;
}
