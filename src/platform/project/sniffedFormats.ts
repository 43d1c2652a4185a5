import { TidemarkError } from '../../core/errors.ts';
import { sniff } from '../../core/labels/sniff.ts';
import { sourceOfBytes } from '../../core/labels/source.ts';
import type { Artifact, Snapshot } from '../../core/model.ts';
import { objectKey } from '../cache/objectPath.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import { statIfThere } from '../files/disk.ts';
import { openToReadSync } from '../files/diskSync.ts';

/** Bytes looked at. */
const headSize = 64 * 1024;

/**
 * Names the format of label artifacts by their content, as far as it is on this machine. Only what people read changes:
 * kinds stay, for a version's fingerprint must not depend on what was fetched.
 */
export class SniffedFormats {
	readonly #known = new Map<string, string>();
	readonly #storeOf: (artifact: Artifact) => ObjectStore;

	constructor(storeOf: (artifact: Artifact) => ObjectStore) {
		this.#storeOf = storeOf;
	}

	/** The snapshot with better format names; the same one when there are none. */
	async apply(snapshot: Snapshot): Promise<Snapshot> {
		if (!snapshot.artifacts.some(mayBeLabels)) return snapshot;
		const artifacts = await Promise.all(snapshot.artifacts.map((artifact) => this.#named(artifact)));
		const changed = artifacts.some((artifact, at) => artifact !== snapshot.artifacts[at]);
		return changed ? { ...snapshot, artifacts } : snapshot;
	}

	async #named(artifact: Artifact): Promise<Artifact> {
		if (!mayBeLabels(artifact) || artifact.object === undefined) return artifact;
		const key = objectKey(artifact.object);
		const format = this.#known.get(key) ?? (await this.#formatOf(artifact, artifact.object));
		if (format === undefined) return artifact;
		this.#known.set(key, format);
		return format === artifact.format ? artifact : { ...artifact, format };
	}

	/** Undefined while the content is not here. */
	async #formatOf(artifact: Artifact, object: NonNullable<Artifact['object']>): Promise<string | undefined> {
		const path = this.#storeOf(artifact).pathOf(object);
		if ((await statIfThere(path))?.type !== 'file') return undefined;
		return labelFormat(artifact.path, headOf(path)) ?? artifact.format;
	}
}

function headOf(path: string): Uint8Array {
	const file = openToReadSync(path);
	try {
		const head = new Uint8Array(headSize);
		return head.subarray(0, file.read(head, 0));
	} finally {
		file.close();
	}
}

function mayBeLabels({ system, kind, isFolder, format }: Artifact): boolean {
	return system !== 'git' && kind === 'labels' && !isFolder && format === 'JSON';
}

function labelFormat(path: string, head: Uint8Array): string | undefined {
	try {
		const { format } = sniff(sourceOfBytes(path, head));
		return format === 'coco' ? 'COCO' : format === 'jsonl' ? 'JSON Lines' : undefined;
	} catch (error) {
		if (TidemarkError.is(error)) return undefined;
		throw error;
	}
}
