import type { Artifact, ArtifactStatus, Snapshot, StatusReportOptions } from '../../core/model.ts';
import type { StatusReport } from '../../core/ports.ts';
import { artifactStatus } from '../../core/status/artifactStatus.ts';
import { sameContent } from '../../core/status/compareTrees.ts';
import {
	type DataStatusDocument,
	type DataStatusOptions,
	dataStatusDocument,
} from '../../core/status/dataStatus.ts';
import { type DiskContent, type DiskContents, treeOfDisk } from '../../core/status/diskContent.ts';
import { asDvcReadsCommit } from '../../core/status/dvcCommitPaths.ts';
import { isUploadable, type RemoteAnswer } from '../../core/status/remoteState.ts';
import { isConcerned, isTargeted, treeOfPointers } from '../../core/status/trackedTree.ts';
import type { ObjectStores } from '../cache/objectStores.ts';
import { notInCache } from '../status/cachePresence.ts';
import { type DiskLook, diskContents } from '../status/diskFacts.ts';
import { FolderListings, type ManifestFetcher } from '../status/folderListings.ts';
import { type RemoteAsk, type RemotePlaces, remoteAnswers } from '../status/remoteAnswers.ts';
import type { SnapshotMemo } from '../status/snapshotMemo.ts';
import { snapshotOfDisk } from '../status/snapshotOfDisk.ts';
import type { RunOptions } from './project.ts';

/** What the state of a work tree is made from. */
export interface StatusServices extends Omit<DiskLook, 'signal' | 'onHashed' | 'exact'> {
	readonly stores: ObjectStores;
	/** Called with the artifacts concerned before their stores and remotes are asked for. */
	readonly prepare: (artifacts: readonly Artifact[]) => Promise<void>;
	/** Pointers of the work tree, as they are now. */
	readonly workTree: () => Promise<Snapshot>;
	/** Pointers of HEAD; undefined before the first commit. */
	readonly head: () => Promise<Snapshot | undefined>;
	/** The same for {@link StatusEngine.document}, where no format is told: may come from the process before. */
	readonly memo: Pick<SnapshotMemo, 'workTree' | 'head' | 'save'>;
	/** Paths of files git neither tracks nor ignores. */
	readonly untracked: () => Promise<readonly string[]>;
	readonly remotes: Omit<RemotePlaces, 'listingOf'>;
	/** Gets a folder's files from its remote when its manifest is not in the cache; undefined when it is not there. */
	readonly fetchManifest: ManifestFetcher;
}

const noArtifacts: readonly Artifact[] = [];

/** States of a work tree's artifacts, and the document of `dvc data status`. Reads only; every call looks anew. */
export class StatusEngine {
	readonly #services: StatusServices;

	constructor(services: StatusServices) {
		this.#services = services;
	}

	/**
	 * State of every artifact of the work tree. Remotes are asked only with `remote: true`; then artifacts that only
	 * HEAD has, or has with other content, count among the unpushed too.
	 */
	async report(options: StatusReportOptions & RunOptions = {}): Promise<StatusReport> {
		const { signal } = options;
		const contact = options.remote === true;
		const workTree = await this.#services.workTree();
		const head = contact ? await this.#services.head() : undefined;
		const artifacts = concerned(workTree, options.paths);
		const committed = onlyInHead(concerned(head, options.paths), artifacts);
		await this.#services.prepare([...artifacts, ...committed]);
		const listings = this.#listings(contact, signal);
		const [disk, answers, headAnswers] = await Promise.all([
			this.#look(artifacts, options),
			this.#ask(artifacts, listings, { contact, signal }),
			this.#ask(committed, listings, { contact, signal }),
		]);
		const statuses = await Promise.all(
			artifacts.map((one) => statusOf(one, disk, listings, answers.get(one.path))),
		);
		return summarise(statuses, headAnswers);
	}

	/** The document of `dvc data status --json`. Remotes are asked with `notInRemote`, and for manifests with `granular`. */
	async document(options: DataStatusOptions & RunOptions = {}): Promise<DataStatusDocument> {
		const { signal } = options;
		const { memo } = this.#services;
		const workTree = await memo.workTree();
		// After the work tree: pointers that are as they were committed are not read again.
		const [head, untracked] = await Promise.all([
			memo.head(),
			options.untrackedFiles === true ? this.#services.untracked() : [],
		]);
		const artifacts = concerned(workTree, options.paths);
		const committed = concerned(head, options.paths);
		await Promise.all([memo.save(), this.#services.prepare([...artifacts, ...committed])]);
		const listings = this.#listings(options.granular === true || options.notInRemote === true, signal);
		const [disk, answers] = await Promise.all([
			this.#look(artifacts, options),
			options.notInRemote === true
				? this.#ask(artifacts, listings, { contact: true, name: options.remote, signal })
				: new Map<string, RemoteAnswer>(),
		]);
		const granular = options.granular === true;
		const pointers = await this.#tree(artifacts, listings, granular);
		const byPath = new Map(artifacts.map((artifact) => [artifact.path, artifact]));
		const missing = await notInCache(pointers, byPath, this.#services.stores);
		return dataStatusDocument(
			{
				head: await this.#tree(options.likeDvc === true ? asDvc(committed) : committed, listings, granular),
				pointers,
				disk: treeOfDisk(artifacts, disk, granular, (path) => pointers.get(path)?.unlisted === true),
				isInCache: ({ path }) => !missing.has(path) && !listings.fetched.has(path),
				notInRemote: missingEntries(answers, granular),
				remoteUnknown: unanswered(answers, listings),
				broken: brokenRows(workTree, listings, options.paths),
				untracked: untracked.filter((path) => isTargeted(path, options.paths)),
			},
			options,
		);
	}

	/**
	 * The work tree as a snapshot of what lies there: artifacts with the ids of their files as they are, folders with
	 * their files as `entries`; what is missing is left out.
	 */
	async workspaceSnapshot(options: RunOptions = {}): Promise<Snapshot> {
		const workTree = await this.#services.workTree();
		const disk = await this.#look(workTree.artifacts, { ...options, exact: true });
		return snapshotOfDisk(workTree, disk);
	}

	#listings(fetches: boolean, signal: AbortSignal | undefined): FolderListings {
		const { stores, fetchManifest } = this.#services;
		return new FolderListings(stores, fetches ? fetchManifest : undefined, signal);
	}

	#look(
		artifacts: readonly Artifact[],
		{ signal, onProgress, exact }: RunOptions & { readonly exact?: boolean },
	): Promise<DiskContents> {
		const onHashed = (done: number, total: number, current: string): void =>
			onProgress?.({
				objectsDone: done,
				objectsTotal: total,
				bytesDone: 0,
				bytesTotal: undefined,
				current,
			});
		return diskContents(artifacts, { ...this.#services, signal, onHashed, exact });
	}

	#ask(
		artifacts: readonly Artifact[],
		listings: FolderListings,
		ask: RemoteAsk,
	): Promise<ReadonlyMap<string, RemoteAnswer>> {
		const places = { ...this.#services.remotes, listingOf: (artifact: Artifact) => listings.of(artifact) };
		return remoteAnswers(artifacts, places, ask);
	}

	async #tree(artifacts: readonly Artifact[], listings: FolderListings, granular: boolean) {
		if (!granular) return treeOfPointers(artifacts, FolderListings.idOf);
		const folders = artifacts.filter(({ isFolder, cached }) => isFolder && cached);
		const listed = await Promise.all(folders.map((artifact) => listings.of(artifact)));
		const files = new Map(folders.map((artifact, at) => [artifact, listed[at]?.files]));
		return treeOfPointers(artifacts, FolderListings.idOf, (artifact) => files.get(artifact));
	}
}

function concerned(
	snapshot: Snapshot | undefined,
	paths: readonly string[] | undefined,
): readonly Artifact[] {
	if (snapshot === undefined) return noArtifacts;
	return snapshot.artifacts.filter(({ path }) => isConcerned(path, paths));
}

function asDvc(committed: readonly Artifact[]): readonly Artifact[] {
	return asDvcReadsCommit({ artifacts: committed, broken: [] }).artifacts;
}

/** HEAD's artifacts that the work tree has not, or not with this content. */
function onlyInHead(head: readonly Artifact[], workTree: readonly Artifact[]): readonly Artifact[] {
	const now = new Map(workTree.map((artifact) => [artifact.path, artifact]));
	return head.filter((artifact) => {
		const other = now.get(artifact.path);
		return (
			isUploadable(artifact) &&
			(other === undefined || !sameContent(FolderListings.idOf(artifact), FolderListings.idOf(other)))
		);
	});
}

/** A folder's manifest is read only when its files are not just what it names. */
async function statusOf(
	artifact: Artifact,
	disk: DiskContents,
	listings: FolderListings,
	remote: RemoteAnswer | undefined,
): Promise<ArtifactStatus> {
	const found: DiskContent = disk.get(artifact.path) ?? { type: 'absent' };
	const object = FolderListings.idOf(artifact);
	const differs = found.type === 'folder' && artifact.isFolder && !sameContent(found.content, object);
	const listing = differs ? await listings.of(artifact) : { object, files: undefined };
	return artifactStatus(artifact, { disk: found, listing, remote });
}

function summarise(
	statuses: readonly ArtifactStatus[],
	headAnswers: ReadonlyMap<string, RemoteAnswer>,
): StatusReport {
	const unpushed = new Set(
		statuses.filter(({ remote }) => remote === 'unpushed').map(({ artifact }) => artifact.path),
	);
	for (const [path, { missing }] of headAnswers) if (missing.size > 0) unpushed.add(path);
	const unknown = statuses.filter(({ remote }) => remote === 'unknown').length;
	return { statuses, unpushed: unpushed.size, unknown };
}

/** A folder by itself is "not in the remote" when anything of it is not there; with `granular` each entry is told. */
function missingEntries(answers: ReadonlyMap<string, RemoteAnswer>, granular: boolean): ReadonlySet<string> {
	const paths = new Set<string>();
	for (const [artifact, { missing }] of answers) {
		if (!granular && missing.size > 0) paths.add(artifact);
		for (const path of granular ? missing : []) paths.add(path);
	}
	return paths;
}

/** A definite miss is told as such, even where more is not known. */
function unanswered(
	answers: ReadonlyMap<string, RemoteAnswer>,
	listings: FolderListings,
): { path: string; reason: string }[] {
	const asked = [...answers].flatMap(([path, { reason, missing }]) =>
		reason === undefined || missing.size > 0 ? [] : [{ path, reason }],
	);
	return [...asked, ...listings.unreached.filter(({ path }) => !answers.has(path))];
}

function brokenRows(
	snapshot: Snapshot,
	listings: FolderListings,
	paths: readonly string[] | undefined,
): { path: string; reason: string }[] {
	const pointers = snapshot.broken.map(({ path, error }) => ({ path, reason: error.describe() }));
	return [...pointers, ...listings.refused].filter(({ path }) => isTargeted(path, paths));
}
