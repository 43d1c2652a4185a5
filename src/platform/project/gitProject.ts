import type { LabelComparison } from '../../core/labels/model.ts';
import type { ListedPath, ListOptions } from '../../core/listing/listedPath.ts';
import { dvcMetricsDiff, dvcParamsDiff, type ValueDiff } from '../../core/metrics/valueDiff.ts';
import type {
	Artifact,
	Comparison,
	ManifestEntry,
	Side,
	Snapshot,
	StatusReportOptions,
	Version,
} from '../../core/model.ts';
import type { GitRef, Log, StatusReport, TransferReport } from '../../core/ports.ts';
import type { DataStatusDocument, DataStatusOptions } from '../../core/status/dataStatus.ts';
import { asDvcReadsCommit } from '../../core/status/dvcCommitPaths.ts';
import { type DvcDiff, dvcDiff } from '../../core/versions/dvcDiff.ts';
import { fingerprint } from '../../core/versions/fingerprint.ts';
import { orderVersions } from '../../core/versions/order.ts';
import type { SnapshotReader } from '../../core/versions/snapshotReader.ts';
import { unreadableTags, versionsFromRefs } from '../../core/versions/versions.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import { createHash } from '../files/lazyCrypto.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { listPath } from '../listing/listPath.ts';
import { idOfEntries } from '../status/folderId.ts';
import { fetchArtifacts, fetchManifest, planFetch } from '../transfer/fetch.ts';
import { pushArtifacts } from '../transfer/push.ts';
import { TransferRun } from '../transfer/run.ts';
import type { HashPool } from '../workers/hashPool.ts';
import { compareLabelFiles } from '../workers/labelClient.ts';
import { workerUrl } from '../workers/workerUrl.ts';
import type { BlobCopies } from './blobCopies.ts';
import { compareSides } from './comparing.ts';
import { Contents } from './contents.ts';
import { noSuchVersion } from './noSuchVersion.ts';
import type { Places } from './places.ts';
import type {
	CheckoutReport,
	CommitSummary,
	Project,
	RunOptions,
	TrackPlan,
	TrackResult,
	TransferSelection,
} from './project.ts';
import { selectWanted } from './selection.ts';
import { SniffedFormats } from './sniffedFormats.ts';
import type { StatusEngine } from './status.ts';
import { statusEngine } from './statusEngine.ts';
import { sideValues } from './values.ts';
import { WorkTreeActs } from './workTreeActs.ts';

/** The parts of one project, made by `openProject`. */
export interface ProjectParts {
	readonly git: GitRepository;
	readonly hashes: HashPool;
	readonly memory: HashMemory;
	readonly snapshots: SnapshotReader;
	readonly blobs: BlobCopies;
	readonly places: Places;
	/** Script of the label worker; default: beside this code. */
	readonly labelWorker: URL | undefined;
	readonly log: Log;
}

/** Label files below so many bytes together are compared without starting a thread. */
const inlineLabels = 256 * 1024;

/** {@link Project} over one git work tree. */
export class GitProject implements Project {
	readonly root: string;
	readonly #parts: ProjectParts;
	readonly #contents: Contents;
	readonly #status: StatusEngine;
	readonly #acts: WorkTreeActs;
	readonly #formats: SniffedFormats;

	constructor(parts: ProjectParts) {
		this.root = parts.git.root;
		this.#parts = parts;
		const snapshot = (side: Side): Promise<Snapshot> => this.snapshot(side);
		const files = (artifact: Artifact, options?: RunOptions) => this.files(artifact, options);
		this.#formats = new SniffedFormats(parts.places.storeOf);
		this.#contents = new Contents({ ...parts, snapshot, files });
		this.#status = statusEngine(parts, this);
		this.#acts = new WorkTreeActs({ ...parts, snapshot });
	}

	async versions(): Promise<readonly Version[]> {
		const refs = await this.#parts.git.refs(['refs/tags']);
		for (const { name, reason } of unreadableTags(refs)) this.#parts.log.warn(`Tag ${name}: ${reason}`);
		return orderVersions(versionsFromRefs(refs));
	}

	branches(): Promise<readonly GitRef[]> {
		return this.#parts.git.branches();
	}

	async commits(limit: number): Promise<readonly CommitSummary[]> {
		const commits = await this.#parts.git.recentCommits(limit);
		return commits.map(({ id, subject, author, committer }) => ({
			commit: id,
			subject,
			author: author.name,
			time: committer.time,
		}));
	}

	async side(name: string): Promise<Side> {
		if (name === 'workspace') return { type: 'workspace' };
		const { git } = this.#parts;
		// A tag wins over a branch of the same name: versions are tags.
		const commit = (await git.resolve(`refs/tags/${name}`)) ?? (await git.resolve(name));
		if (commit !== undefined) return { type: 'commit', commit };
		throw noSuchVersion(name, git.isShallow);
	}

	async snapshot(side: Side): Promise<Snapshot> {
		const { snapshots, places } = this.#parts;
		const snapshot =
			side.type === 'workspace' ? await snapshots.workTree() : await snapshots.atCommit(side.commit);
		await places.prepare(snapshot.artifacts);
		return this.#formats.apply(snapshot);
	}

	async snapshots(commits: readonly string[]): Promise<readonly Snapshot[]> {
		const snapshots = await this.#parts.snapshots.atCommits(commits);
		await this.#parts.places.prepare(snapshots.flatMap(({ artifacts }) => artifacts));
		return snapshots;
	}

	fingerprint(snapshot: Snapshot): string {
		return fingerprint(snapshot, (text) => createHash('sha256').update(text).digest('hex'), idOfEntries);
	}

	async files(artifact: Artifact, options: RunOptions = {}): Promise<readonly ManifestEntry[]> {
		await this.#parts.places.prepare([artifact]);
		return fetchManifest({ artifact }, this.#parts.places.transfer(), new TransferRun(options));
	}

	contentFile(side: Side, path: string, options?: RunOptions): Promise<string> {
		return this.#contents.file(side, path, options);
	}

	isLocal(side: Side, path: string): Promise<boolean> {
		return this.#contents.isLocal(side, path);
	}

	status(options: StatusReportOptions & RunOptions = {}): Promise<StatusReport> {
		return this.#status.report(options);
	}

	dataStatus(options: DataStatusOptions & RunOptions = {}): Promise<DataStatusDocument> {
		return this.#status.document(options);
	}

	list(side: Side, path: string, options: ListOptions & RunOptions = {}): Promise<readonly ListedPath[]> {
		const { git } = this.#parts;
		return listPath(side, path, options, {
			git,
			snapshot: (each) => this.snapshot(each),
			files: (artifact, run) => this.files(artifact, run),
		});
	}

	async dvcDiff(
		a: Side,
		b: Side,
		options: RunOptions & {
			readonly showHash?: boolean | undefined;
			readonly likeDvc?: boolean | undefined;
		} = {},
	): Promise<DvcDiff | Record<string, never>> {
		const { places } = this.#parts;
		const [old, fresh] = [await this.#contentSnapshot(a, options), await this.#contentSnapshot(b, options)];
		const before = options.likeDvc === true && b.type === 'workspace' ? asDvcReadsCommit(old) : old;
		return dvcDiff(before, fresh, {
			manifests: (artifact) => Promise.resolve(artifact.entries ?? this.files(artifact, options)),
			showHash: options.showHash,
			manifestId: idOfEntries,
			isCached:
				b.type === 'workspace' ? (object, artifact) => places.storeOf(artifact).has(object) : undefined,
		});
	}

	async values(
		kind: 'metrics' | 'params',
		a: Side,
		b: Side,
		options: RunOptions & { readonly all?: boolean | undefined } = {},
	): Promise<ValueDiff> {
		const old = await sideValues(a, this, { ...options, only: kind });
		const fresh = await sideValues(b, this, { ...options, only: kind });
		const diff = kind === 'metrics' ? dvcMetricsDiff : dvcParamsDiff;
		const { document, errors } = await diff(old[kind], fresh[kind], options);
		return { document, errors: [...old.errors, ...fresh.errors, ...errors] };
	}

	compare(a: Side, b: Side, options: RunOptions = {}): Promise<Comparison> {
		const { git } = this.#parts;
		return compareSides(
			a,
			b,
			{
				git,
				contentSnapshot: (side, run) => this.#contentSnapshot(side, run),
				files: (artifact, run) => this.files(artifact, run),
				values: (side, run) => sideValues(side, this, run),
				storeOf: this.#parts.places.storeOf,
			},
			options,
		);
	}

	async compareLabels(
		a: { readonly side: Side; readonly path: string },
		b: { readonly side: Side; readonly path: string },
		options: RunOptions & { readonly key?: string | undefined } = {},
	): Promise<LabelComparison> {
		const { key, ...run } = options;
		const oldFile = await this.contentFile(a.side, a.path, run);
		const newFile = await this.contentFile(b.side, b.path, run);
		return compareLabelFiles(
			{
				oldFile,
				newFile,
				oldName: nameOn(a.side, a.path),
				newName: nameOn(b.side, b.path),
				key,
				workerUrl: this.#parts.labelWorker ?? workerUrl('labelWorker'),
				inlineBelow: inlineLabels,
			},
			run,
		);
	}

	planTrack(paths: readonly string[], options?: RunOptions): Promise<TrackPlan> {
		return this.#acts.planTrack(paths, options);
	}

	track(paths: readonly string[], options?: RunOptions): Promise<readonly TrackResult[]> {
		return this.#acts.track(paths, options);
	}

	checkout(paths: readonly string[] | undefined, side: Side, options?: RunOptions): Promise<CheckoutReport> {
		return this.#acts.checkout(paths, side, options);
	}

	async push(selection: TransferSelection, options: RunOptions = {}): Promise<TransferReport> {
		const wanted = await this.#select(selection);
		const places = this.#parts.places.transfer(selection.remote);
		return pushArtifacts(wanted, places, { ...options, jobs: selection.jobs });
	}

	async fetch(selection: TransferSelection, options: RunOptions = {}): Promise<TransferReport> {
		const wanted = await this.#select(selection);
		const artifacts = wanted.map(({ artifact }) => artifact);
		await this.#parts.places.refuseUnknownRemote(
			selection.remote,
			artifacts.filter(({ system }) => system === 'dvc'),
		);
		await this.#parts.places.approveCaches(artifacts);
		const places = this.#parts.places.transfer(selection.remote);
		return fetchArtifacts(wanted, places, { ...options, jobs: selection.jobs });
	}

	async planFetch(selection: TransferSelection): Promise<{ objects: number; bytes: number | undefined }> {
		return planFetch(await this.#select(selection), this.#parts.places.transfer(selection.remote));
	}

	async dispose(): Promise<void> {
		const { git, hashes, memory, places } = this.#parts;
		git.dispose();
		memory.close();
		await Promise.all([hashes.dispose(), places.dispose()]);
	}

	/** A side's pointers; for the work tree the ids of what lies there. */
	#contentSnapshot(side: Side, options: RunOptions): Promise<Snapshot> {
		return side.type === 'workspace' ? this.#status.workspaceSnapshot(options) : this.snapshot(side);
	}

	#select(selection: TransferSelection) {
		const tagged = async (): Promise<readonly Snapshot[]> => {
			const versions = await this.versions();
			return this.snapshots([...new Set(versions.map(({ commit }) => commit))]);
		};
		return selectWanted(selection, { snapshot: (side) => this.snapshot(side), tagged });
	}
}

/** Names a file in messages of a comparison, where both sides often have one path. */
function nameOn(side: Side, path: string): string {
	return side.type === 'workspace' ? `${path} (work tree)` : `${path} (${side.commit.slice(0, 10)})`;
}
