import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Artifact, Snapshot } from '../../core/model.ts';
import { nameOf } from '../../core/pointers/paths.ts';
import type { WorkTreeFile } from '../../core/ports.ts';
import { roleOf } from '../../core/versions/fileRoles.ts';
import type { SnapshotReader } from '../../core/versions/snapshotReader.ts';
import { atomicWrite } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { headCommit } from '../git/headCommit.ts';

/** What the memo works with. */
export interface MemoServices {
	readonly git: Pick<GitRepository, 'root' | 'gitDir' | 'commonDir' | 'files' | 'resolve'>;
	readonly snapshots: Pick<SnapshotReader, 'workTree' | 'atCommit'>;
	/** The user's cache folder. */
	readonly folder: string;
	/** Names the code that reads pointers, so that other code reads anew; undefined switches the memo off. */
	readonly code?: string | undefined;
}

/** The pointers of one repository as the last process found them. */
interface Memo {
	readonly code: string;
	/** The repository, and of every file that has a say path, index entry and state on the disk. */
	readonly key: string;
	readonly workTree: readonly Artifact[];
	readonly head: string | undefined;
	/** Undefined when HEAD names the same as the work tree. */
	readonly headArtifacts: readonly Artifact[] | undefined;
}

interface Found {
	readonly key: string | undefined;
	readonly snapshot: Snapshot;
}

/** A file younger than this may change again without its time showing it (git's "racily clean"). */
const settlingMilliseconds = 2000;

/**
 * The pointers of the work tree and of HEAD, taken from the process before when none of the files they come from has
 * changed since: neither its place in git's index, nor its size, time and inode. Where more has a say than these files
 * (Git LFS, `dvc.yaml`), or a pointer is broken, nothing is remembered. May be deleted at any time.
 */
export class SnapshotMemo {
	readonly #services: MemoServices;
	readonly #code: string | undefined;
	#memo: Memo | undefined;
	#workTree: Found | undefined;
	#head: { readonly commit: string; readonly snapshot: Snapshot } | undefined;

	constructor(services: MemoServices) {
		this.#services = services;
		this.#code = services.code ?? codeOf(import.meta.url);
	}

	/** The work tree as it is now. */
	async workTree(): Promise<Snapshot> {
		const { git, snapshots } = this.#services;
		const key = this.#code === undefined ? undefined : this.#tryKey(await git.files(hasASay));
		this.#memo = key === undefined ? undefined : this.#load();
		const known = this.#memo?.key === key ? this.#memo?.workTree : undefined;
		const snapshot = known === undefined ? await snapshots.workTree() : { artifacts: known, broken: [] };
		this.#workTree = { key, snapshot };
		return snapshot;
	}

	/** HEAD's pointers; undefined before the first commit. */
	async head(): Promise<Snapshot | undefined> {
		const { git, snapshots } = this.#services;
		const commit = headCommit(git.gitDir, git.commonDir) ?? (await git.resolve('HEAD'));
		if (commit === undefined) return undefined;
		const memo = this.#memo?.head === commit ? this.#memo : undefined;
		const snapshot =
			memo === undefined
				? await snapshots.atCommit(commit)
				: { artifacts: memo.headArtifacts ?? memo.workTree, broken: [] };
		this.#head = { commit, snapshot };
		return snapshot;
	}

	/** Keeps what was found for the next process, if it is new and may be kept. Never fails. */
	async save(): Promise<void> {
		const memo = this.#newMemo();
		if (memo === undefined) return;
		try {
			await disk.mkdirs(join(this.#services.folder, 'pointers'));
			await atomicWrite(this.#file(), JSON.stringify(memo));
		} catch {
			// Then the next process reads the pointers again.
		}
	}

	#newMemo(): Memo | undefined {
		const { key, snapshot } = this.#workTree ?? {};
		if (key === undefined || snapshot === undefined || this.#code === undefined) return undefined;
		if (this.#memo?.key === key && this.#memo.head === this.#head?.commit) return undefined;
		const head = this.#head !== undefined && isPlain(this.#head.snapshot) ? this.#head : undefined;
		if (!isPlain(snapshot)) return undefined;
		const { artifacts } = snapshot;
		const same = head !== undefined && JSON.stringify(head.snapshot.artifacts) === JSON.stringify(artifacts);
		const headArtifacts = head === undefined || same ? undefined : head.snapshot.artifacts;
		return { code: this.#code, key, workTree: artifacts, head: head?.commit, headArtifacts };
	}

	/** A file that cannot even be looked at is a row of its own, made by who reads it. */
	#tryKey(files: readonly WorkTreeFile[]): string | undefined {
		try {
			return this.#keyOf(files);
		} catch {
			return undefined;
		}
	}

	/** Undefined when these files do not tell everything, or one changed just now. */
	#keyOf(files: readonly WorkTreeFile[]): string | undefined {
		const { root, commonDir } = this.#services.git;
		if (disk.statIfThereSync(join(commonDir, 'info', 'attributes')) !== undefined) return undefined;
		const latest = BigInt(Date.now() - settlingMilliseconds) * 1_000_000n;
		const lines: string[] = [];
		for (const { path, indexBlob } of files) {
			const role = roleOf(nameOf(path));
			const stat = disk.lstatIfThereSync(join(root, path));
			if (role === 'attributes' || role === 'dvcYaml' || (stat?.mtimeNs ?? 0n) > latest) return undefined;
			lines.push(`${path}\0${indexBlob}\0${stat?.size}:${stat?.mtimeNs}:${stat?.inode}:${stat?.type}\n`);
		}
		return `${root}\n${lines.join('')}`;
	}

	#load(): Memo | undefined {
		try {
			const bytes = disk.readIfThereSync(this.#file());
			const memo = bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Memo);
			return memo?.code === this.#code && Array.isArray(memo?.workTree) ? memo : undefined;
		} catch {
			return undefined;
		}
	}

	#file(): string {
		return join(this.#services.folder, 'pointers', `${nameFor(this.#services.git.root)}.json`);
	}
}

/** A file name for a folder: its own name and a sum of its path. The key says which folder it really is. */
export function nameFor(root: string): string {
	let sum = 0x811c9dc5;
	for (let at = 0; at < root.length; at++) sum = Math.imul(sum ^ root.charCodeAt(at), 0x01000193);
	return `${basename(root)
		.replaceAll(/[^\w.-]/g, '_')
		.slice(0, 60)}-${(sum >>> 0).toString(16)}`;
}

function hasASay(name: string): boolean {
	return roleOf(name) !== undefined || name === 'config';
}

/** Whether JSON holds all there is of it: cloud-versioned artifacts have maps, broken rows have errors. */
function isPlain({ artifacts, broken }: Snapshot): boolean {
	const plain = artifacts.every(
		({ system, cloud, entries }) => system !== 'lfs' && cloud === undefined && entries === undefined,
	);
	return broken.length === 0 && plain;
}

/** A bundle's chunk is named by its content; code run from its sources has no such name. */
function codeOf(url: string): string | undefined {
	if (url.endsWith('.ts')) return undefined;
	const path = fileURLToPath(url);
	const stat = disk.statIfThereSync(path);
	return `1 ${basename(path)} ${stat?.size} ${stat?.mtimeNs}`;
}
