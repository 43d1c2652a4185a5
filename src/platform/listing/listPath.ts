import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import type { ListedPath, ListOptions } from '../../core/listing/listedPath.ts';
import { listRows, type PlacedFile } from '../../core/listing/listRows.ts';
import type { Artifact, ManifestEntry, Side, Snapshot } from '../../core/model.ts';
import { artifactsUnder, findArtifact } from '../../core/versions/findArtifact.ts';
import * as disk from '../files/disk.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import type { RunOptions } from '../project/project.ts';
import { placedInCommit } from './placedInCommit.ts';

/** What listing takes. */
export interface ListServices {
	readonly git: Pick<GitRepository, 'root' | 'rootTree' | 'tree' | 'blobSize' | 'files'>;
	readonly snapshot: (side: Side) => Promise<Snapshot>;
	readonly files: (artifact: Artifact, options?: RunOptions) => Promise<readonly ManifestEntry[]>;
}

/** What DVC's ignore rules always leave out. */
const hidden = /(^|\/)(\.git|\.hg|\.dvc)(\/|$)/;

/** Rows as `dvc ls --json` gives them; see `Project.list`. */
export async function listPath(
	side: Side,
	path: string,
	options: ListOptions & RunOptions,
	services: ListServices,
): Promise<readonly ListedPath[]> {
	const snapshot = await services.snapshot(side);
	const artifacts = artifactsAt(snapshot, path);
	const [placed, filesOf] = await Promise.all([
		options.dvcOnly === true ? [] : placedFiles(side, path, options.recursive === true, services),
		openFolders(artifacts, path, options, services),
	]);
	const visible = placed.filter((file) => !hidden.test(file.path));
	// DVC measures nothing when it lists pointers only.
	const measures = side.type === 'workspace' && options.dvcOnly !== true;
	const look = measures ? (at: string) => lookAt(services.git.root, at) : () => undefined;
	const rows = listRows(path, { placed: visible, artifacts, filesOf, look }, options);
	if (rows.length > 0 || path === '' || placed.length > 0 || filesOf.size > 0) return rows;
	throw new TidemarkError(
		'notFound',
		`There is no ${path} in ${side.type === 'commit' ? `commit ${side.commit.slice(0, 10)}` : 'the work tree'}.`,
	);
}

function artifactsAt(snapshot: Snapshot, path: string): readonly Artifact[] {
	const containing = path === '' ? undefined : findArtifact(snapshot, path)?.artifact;
	const found = containing === undefined ? artifactsUnder(snapshot, path) : [containing];
	return found.filter(({ cached, system }) => cached && system !== 'git');
}

/** Files of the folder artifact that is listed, and in a recursive listing of those below. */
async function openFolders(
	artifacts: readonly Artifact[],
	path: string,
	options: ListOptions & RunOptions,
	services: ListServices,
): Promise<ReadonlyMap<Artifact, readonly ManifestEntry[]>> {
	const opened = artifacts.filter(
		(artifact) =>
			artifact.isFolder &&
			(options.recursive === true || path === artifact.path || path.startsWith(`${artifact.path}/`)),
	);
	const files = await Promise.all(opened.map((artifact) => services.files(artifact, options)));
	return new Map(opened.map((artifact, at) => [artifact, files[at] ?? []]));
}

async function placedFiles(
	side: Side,
	path: string,
	recursive: boolean,
	{ git }: ListServices,
): Promise<readonly PlacedFile[]> {
	if (side.type === 'commit') return placedInCommit(git, side.commit, path, recursive);
	const below = path === '' ? '' : `${path}/`;
	const files = (await git.files(() => true)).filter(
		(file) => file.path === path || file.path.startsWith(below),
	);
	const shown = new Set(files.map((file) => (recursive ? file.path : levelOf(file.path, below))));
	return [...shown].flatMap((at) => lookAt(git.root, at) ?? []);
}

function levelOf(path: string, below: string): string {
	const slash = path.indexOf('/', below.length);
	return slash === -1 ? path : path.slice(0, slash);
}

function lookAt(root: string, path: string): PlacedFile | undefined {
	const stat = disk.statIfThereSync(join(root, path));
	if (stat === undefined) return undefined;
	const isFolder = stat.type === 'folder';
	return { path, isFolder, isExecutable: (stat.mode & 0o100) !== 0, size: stat.size };
}
