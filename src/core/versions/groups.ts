import type { Version } from '../model.ts';

/** A row of the versions tree: a version, or the versions of one artifact in a registry of GTO tags. */
export type VersionRow =
	| { readonly type: 'version'; readonly version: Version }
	| { readonly type: 'group'; readonly artifact: string; readonly versions: readonly Version[] };

/** Puts GTO's tags (`name@v1.0.0`, `name#prod#1`) under their artifact's name; a group stands where its first one did. */
export function groupVersions(ordered: readonly Version[]): VersionRow[] {
	const rows: VersionRow[] = [];
	const groups = new Map<string, Version[]>();
	for (const version of ordered) {
		const { release } = version;
		if (release.type === 'plain' || release.type === 'semantic') {
			rows.push({ type: 'version', version });
			continue;
		}
		const group = groups.get(release.artifact);
		if (group !== undefined) {
			group.push(version);
			continue;
		}
		const versions = [version];
		groups.set(release.artifact, versions);
		rows.push({ type: 'group', artifact: release.artifact, versions });
	}
	return rows;
}
