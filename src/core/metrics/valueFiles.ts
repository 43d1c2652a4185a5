import type { Snapshot } from '../model.ts';
import type { DvcYaml } from '../pointers/dvcYaml.ts';
import { findArtifact } from '../versions/findArtifact.ts';

/** A params file and the dotted keys of it that count; none = all. */
export interface ParamsFile {
	readonly path: string;
	readonly keys: readonly string[];
}

/** Which files of one side hold metrics and params. */
export interface ValueFiles {
	readonly metrics: readonly string[];
	readonly params: readonly ParamsFile[];
}

const defaultParams = 'params.yaml';

/**
 * The metrics and params files of one side. With a `dvc.yaml`, those DVC takes: what it declares, and `params.yaml` at
 * the root, whole; a file may lie in a folder artifact. Without any, the files whose name says it (`metrics.json`, `performance.json`, `params.yaml|json`).
 */
export function valueFiles(snapshot: Snapshot, dvcYamls: readonly DvcYaml[]): ValueFiles {
	const ofKind = (kind: 'metrics' | 'params'): string[] =>
		snapshot.artifacts
			.filter((artifact) => artifact.kind === kind && !artifact.isFolder)
			.filter(({ system }) => dvcYamls.length === 0 || system !== 'git')
			.map(({ path }) => path);
	const metrics = new Set([...ofKind('metrics'), ...dvcYamls.flatMap((yaml) => yaml.metrics)]);
	const there = (path: string): boolean => findArtifact(snapshot, path) !== undefined;
	const params = paramKeys(dvcYamls);
	for (const path of ofKind('params')) if (!params.has(path)) params.set(path, []);
	if (there(defaultParams)) params.set(defaultParams, []);
	return {
		metrics: [...metrics].filter(there),
		params: [...params].filter(([path]) => there(path)).map(([path, keys]) => ({ path, keys })),
	};
}

function paramKeys(dvcYamls: readonly DvcYaml[]): Map<string, readonly string[]> {
	const merged = new Map<string, readonly string[]>();
	for (const [path, keys] of dvcYamls.flatMap((yaml) => [...yaml.paramKeys])) {
		const known = merged.get(path);
		merged.set(path, keys.length === 0 || known?.length === 0 ? [] : [...(known ?? []), ...keys]);
	}
	return merged;
}
