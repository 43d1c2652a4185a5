import type { Command } from 'commander';
import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, Snapshot, Version } from '../../core/model.ts';
import type { Project } from '../../platform/project/project.ts';
import type { Host } from '../host.ts';
import { count } from '../output/amounts.ts';
import { colorsFor } from '../output/colors.ts';
import { writeJson } from '../output/json.ts';
import { tableLines } from '../output/table.ts';

interface VersionsFlags {
	readonly json?: boolean;
	readonly limit?: number;
}

/** `tidemark versions`: the git tags and what is in them. */
export function defineVersions(program: Command, host: Host): void {
	program
		.command('versions')
		.description('the git tags, newest first, with their artifacts')
		.option('--json', 'with artifacts and fingerprints')
		.option('--limit <number>', 'only so many', readLimit)
		.action((flags: VersionsFlags) => runVersions(host, flags));
}

/** A whole number of at least 0; throws `usage`. */
export function readLimit(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	throw new TidemarkError('usage', `"${text}" is not a whole number.`, { next: 'Write --limit 20.' });
}

async function runVersions(host: Host, flags: VersionsFlags): Promise<void> {
	const project = await host.project();
	const all = await project.versions();
	const versions = all.slice(0, flags.limit);
	const snapshots = await project.snapshots(versions.map(({ commit }) => commit));
	const rows = versions.map((version, at) => ({
		version,
		snapshot: snapshots[at] ?? { artifacts: [], broken: [] },
	}));
	if (flags.json === true) {
		await writeJson(
			host,
			rows.map(({ version, snapshot }) => describeVersion(project, version, snapshot)),
		);
		return;
	}
	await host.write(
		all.length === 0 ? 'No versions: there are no git tags.\n' : versionsText(rows, host.color),
	);
}

function describeVersion(project: Project, version: Version, snapshot: Snapshot): object {
	return {
		version: version.name,
		commit: version.commit,
		date: new Date(version.time).toISOString(),
		message: version.message,
		annotated: version.annotated,
		artifacts: snapshot.artifacts.map(describeArtifact),
		fingerprint: project.fingerprint(snapshot),
	};
}

function describeArtifact({ path, kind, format, object, size, fileCount }: Artifact): object {
	return {
		path,
		kind,
		format: format ?? null,
		hash: object?.hash ?? null,
		size: size ?? null,
		files: fileCount ?? null,
	};
}

function versionsText(
	rows: readonly { readonly version: Version; readonly snapshot: Snapshot }[],
	color: boolean,
): string {
	const colors = colorsFor(color);
	const lines = tableLines(
		rows.map(({ version, snapshot }) => [
			{ text: version.name, paint: colors.strong },
			{ text: new Date(version.time).toISOString().slice(0, 10) },
			{ text: version.commit.slice(0, 8), paint: colors.faint },
			{ text: count(snapshot.artifacts.length, 'artifact'), right: true },
			{ text: version.message.split('\n', 1)[0] ?? '' },
		]),
	);
	return lines.map((line) => `${line}\n`).join('');
}
