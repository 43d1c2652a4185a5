import type { ArtifactStatus } from '../../../core/model.ts';

/** What of the work tree's content is not here. */
export interface MissingData {
	readonly paths: readonly string[];
	readonly files: number;
	/** Undefined when no pointer says a size. */
	readonly bytes: number | undefined;
}

/** Content that a checkout of the work tree's own pointers would bring. */
export function missingData(statuses: Iterable<ArtifactStatus>): MissingData {
	const missing = [...statuses].filter(({ local }) => local === 'missing' || local === 'partial');
	const sizes = missing.map(({ artifact }) => artifact.size).filter((size) => size !== undefined);
	return {
		paths: missing.map(({ artifact }) => artifact.path),
		files: sum(missing.map(({ artifact }) => artifact.fileCount ?? 1)),
		bytes: sizes.length === 0 ? undefined : sum(sizes),
	};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
