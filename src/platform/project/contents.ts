import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, ManifestEntry, Side, Snapshot } from '../../core/model.ts';
import { relativePathFault } from '../../core/pointers/paths.ts';
import { findEntry } from '../../core/versions/declaredFiles.ts';
import { type FoundArtifact, findArtifact } from '../../core/versions/findArtifact.ts';
import { lstatIfThere } from '../files/disk.ts';
import { passesLink } from '../files/safePath.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { fetchObject } from '../transfer/fetchObject.ts';
import { type ArtifactObject, childObject, ownObject } from '../transfer/location.ts';
import { TransferRun } from '../transfer/run.ts';
import type { BlobCopies } from './blobCopies.ts';
import type { Places } from './places.ts';
import type { RunOptions } from './project.ts';

/** What finding content takes. */
export interface ContentServices {
	readonly git: GitRepository;
	readonly places: Places;
	readonly blobs: BlobCopies;
	readonly snapshot: (side: Side) => Promise<Snapshot>;
	readonly files: (artifact: Artifact, options?: RunOptions) => Promise<readonly ManifestEntry[]>;
}

/** Finds one file's content on one side, and fetches just that when it is not here. */
export class Contents {
	readonly #services: ContentServices;

	constructor(services: ContentServices) {
		this.#services = services;
	}

	/** Absolute path of a complete local file; see `Project.contentFile`. */
	async file(side: Side, path: string, options: RunOptions = {}): Promise<string> {
		checkPath(path);
		const found = findArtifact(await this.#services.snapshot(side), path);
		if (side.type === 'workspace') {
			const here = await this.#workFile(path, found);
			if (here !== undefined) return here;
		}
		if (found === undefined || found.artifact.system === 'git') return this.#blob(side, path, options);
		const wanted = await this.#objectOf(found, path, options);
		return this.#bring(wanted, options);
	}

	/** Whether {@link file} needs no network. */
	async isLocal(side: Side, path: string): Promise<boolean> {
		const found = findArtifact(await this.#services.snapshot(side), path);
		if (side.type === 'workspace' && (await this.#workFile(path, found)) !== undefined) return true;
		if (found === undefined || found.artifact.system === 'git') return true;
		const { places } = this.#services;
		const store = places.storeOf(found.artifact);
		const { object, entries } = found.artifact;
		if (
			found.artifact.isFolder &&
			entries === undefined &&
			(object === undefined || !(await store.has(object)))
		) {
			return false;
		}
		const wanted = await this.#objectOf(found, path, {});
		return store.has(wanted.object, found.artifact.system === 'lfs' ? wanted.size : undefined);
	}

	/** The file in the work tree, unless it is missing, behind a link, or still a Git LFS pointer. */
	async #workFile(path: string, found: FoundArtifact | undefined): Promise<string | undefined> {
		const { root } = this.#services.git;
		const absolute = join(root, path);
		const stat = await lstatIfThere(absolute);
		if (stat?.type !== 'file' || (await passesLink(root, path))) return undefined;
		const isPointer =
			found?.artifact.system === 'lfs' && stat.size < 1024 && found.artifact.size !== stat.size;
		return isPointer ? undefined : absolute;
	}

	async #blob(side: Side, path: string, { signal }: RunOptions): Promise<string> {
		const { git, blobs } = this.#services;
		const commit = side.type === 'commit' ? side.commit : (await git.head()).commit;
		const root = commit === undefined ? undefined : await git.rootTree(commit);
		const entry = root === undefined ? undefined : await findEntry(git, root, path);
		const id = entry?.type === 'blob' ? entry.id : undefined;
		const size = id === undefined ? undefined : await git.blobSize(id);
		if (id === undefined || size === undefined) throw noSuchFile(side, path);
		return blobs.copyOf({ id, size, body: () => git.blob(id) }, signal);
	}

	async #objectOf(
		{ artifact, inside }: FoundArtifact,
		path: string,
		options: RunOptions,
	): Promise<ArtifactObject> {
		if (inside === '' && artifact.isFolder) {
			throw new TidemarkError('notFound', `${path} is a folder.`, { next: 'Name a file in it.' });
		}
		if (inside === '') {
			if (artifact.object !== undefined) return ownObject(artifact, artifact.object);
			throw new TidemarkError('missingObject', `The pointer of ${path} names no content.`, {
				file: artifact.pointerFile,
				next: 'It was imported without download: run "dvc update" for it.',
			});
		}
		const entry = (await this.#services.files(artifact, options)).find((each) => each.path === inside);
		if (entry !== undefined) return childObject(artifact, entry);
		throw new TidemarkError('notFound', `There is no ${inside} in ${artifact.path}.`, {
			file: artifact.pointerFile,
			next: `List what is there with "tidemark ls -R ${artifact.path}", of a version with --version.`,
		});
	}

	async #bring(wanted: ArtifactObject, options: RunOptions): Promise<string> {
		const { places } = this.#services;
		const store = places.storeOf(wanted.artifact);
		const here = await store.verified(wanted.object, options.signal);
		if (here !== undefined) return here;
		if (!wanted.artifact.cached) throw notKept(wanted);
		const run = new TransferRun(options);
		run.progress.expect(1, wanted.size);
		const remote = await places.remoteOf(wanted.artifact, 'read');
		await places.approveCaches([wanted.artifact]);
		const onBytes = (count: number): void => run.progress.bytes(count, wanted.path);
		const key = `${wanted.artifact.projectRoot}\0${wanted.object.hash}`;
		await run.queue.run(
			key,
			() => fetchObject(wanted, { remote, store }, { signal: options.signal, onBytes }),
			options.signal,
		);
		return store.pathOf(wanted.object);
	}
}

function checkPath(path: string): void {
	const fault = relativePathFault(path);
	if (fault !== undefined)
		throw new TidemarkError('unsafe', `"${path}" is not a path in the repository: ${fault}.`);
}

function noSuchFile(side: Side, path: string): TidemarkError {
	const where = side.type === 'commit' ? `commit ${side.commit.slice(0, 10)}` : 'the work tree';
	return new TidemarkError('notFound', `There is no ${path} in ${where}.`, {
		file: path,
		next: 'List what is there with "tidemark ls -R", of a version with --version.',
	});
}

function notKept({ path, artifact }: ArtifactObject): TidemarkError {
	return new TidemarkError('missingObject', `${path} is not kept outside the work tree (cache: false).`, {
		file: artifact.pointerFile,
		next: 'Run the stage that makes it.',
	});
}
