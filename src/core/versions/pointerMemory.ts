import { TidemarkError } from '../errors.ts';
import type { Artifact, ArtifactKind, BrokenPointer } from '../model.ts';
import { artifactsOfDvcFile, parseDvcFile } from '../pointers/dvcFile.ts';
import { artifactsOfDvcLock, parseDvcLock } from '../pointers/dvcLock.ts';
import { type DvcYaml, parseDvcYaml } from '../pointers/dvcYaml.ts';
import { classified } from './kind.ts';

/** What one pointer file says. */
export interface ReadPointer {
	readonly artifacts: readonly Artifact[];
	readonly broken: BrokenPointer | undefined;
	/** For `dvc.yaml`. */
	readonly dvcYaml: DvcYaml | undefined;
}

/** A pointer file at a place, its content named by `id`. */
export interface PointerPlace {
	readonly path: string;
	readonly id: string;
	readonly projectRoot: string;
}

interface Slot {
	readonly projectRoot: string;
	readonly pointer: ReadPointer;
}

/** Pointers remembered before all are forgotten: about 300 MB at worst. */
const mostPointers = 500_000;

/** Reads pointer files, each content at each place once. */
export class PointerMemory {
	readonly #byPath = new Map<string, Map<string, Slot>>();
	#count = 0;
	/** Artifacts whose kind is a guess from their name. */
	readonly #guessed = new WeakSet<Artifact>();
	readonly #declared = new WeakMap<Artifact, Artifact>();

	/** What is known of a pointer already; undefined when its content has to be read. */
	known({ path, id, projectRoot }: PointerPlace): ReadPointer | undefined {
		const slot = this.#byPath.get(path)?.get(id);
		return slot?.projectRoot === projectRoot ? slot.pointer : undefined;
	}

	dvcFile(place: PointerPlace, content: Uint8Array | undefined): ReadPointer {
		return this.#read(place, content, (bytes) => ({
			artifacts: artifactsOfDvcFile(parseDvcFile(bytes, place.path), place.path, place.projectRoot),
		}));
	}

	/** `place.id` names the content of the lock and of its `dvc.yaml` together. */
	dvcLock(place: PointerPlace, content: Uint8Array | undefined, dvcYaml: DvcYaml | undefined): ReadPointer {
		return this.#read(place, content, (bytes) => ({
			artifacts: artifactsOfDvcLock(parseDvcLock(bytes, place.path), dvcYaml, place.path, place.projectRoot),
		}));
	}

	dvcYaml(place: PointerPlace, content: Uint8Array | undefined): ReadPointer {
		return this.#read(place, content, (bytes) => ({
			artifacts: [],
			dvcYaml: parseDvcYaml(bytes, place.path),
		}));
	}

	/** A file in plain git; `make` gets undefined for content that is too large to look into. */
	plain(
		place: PointerPlace,
		content: Uint8Array | undefined,
		make: (content: Uint8Array | undefined) => readonly Artifact[],
	): ReadPointer {
		const known = this.known(place);
		if (known !== undefined) return known;
		const pointer = { artifacts: make(content), broken: undefined, dvcYaml: undefined };
		if (content !== undefined) this.#remember(place, pointer);
		return pointer;
	}

	/** Forgets everything once too much is remembered. Called between, never during, the reading of a snapshot. */
	trim(): void {
		if (this.#count <= mostPointers) return;
		this.#byPath.clear();
		this.#count = 0;
	}

	/** The artifact as `dvc.yaml` declares it, unless its own pointer declares a kind. */
	withDeclaredKind(artifact: Artifact, kind: ArtifactKind): Artifact {
		if (artifact.kind === kind || !this.#guessed.has(artifact)) return artifact;
		const known = this.#declared.get(artifact);
		if (known?.kind === kind) return known;
		const declared = { ...artifact, kind };
		this.#declared.set(artifact, declared);
		return declared;
	}

	#read(
		place: PointerPlace,
		content: Uint8Array | undefined,
		parse: (bytes: Uint8Array) => { readonly artifacts: readonly Artifact[]; readonly dvcYaml?: DvcYaml },
	): ReadPointer {
		const known = this.known(place);
		if (known !== undefined) return known;
		// A content that could not be had may be there next time, so that is not remembered.
		if (content === undefined) return broken(place.path, contentNotHere(place.path));
		const pointer = this.#attempt(place.path, () => parse(content));
		this.#remember(place, pointer);
		return pointer;
	}

	#attempt(
		path: string,
		parse: () => { readonly artifacts: readonly Artifact[]; readonly dvcYaml?: DvcYaml },
	): ReadPointer {
		try {
			const { artifacts, dvcYaml } = parse();
			return { artifacts: artifacts.map((one) => this.#classify(one)), broken: undefined, dvcYaml };
		} catch (error) {
			if (!TidemarkError.is(error)) throw error;
			return broken(path, error);
		}
	}

	#classify(artifact: Artifact): Artifact {
		const result = classified(artifact);
		if (artifact.kind === 'other') this.#guessed.add(result);
		return result;
	}

	#remember({ path, id, projectRoot }: PointerPlace, pointer: ReadPointer): void {
		this.#count++;
		let byId = this.#byPath.get(path);
		if (byId === undefined) {
			byId = new Map();
			this.#byPath.set(path, byId);
		}
		byId.set(id, { projectRoot, pointer });
	}
}

function broken(path: string, error: TidemarkError): ReadPointer {
	return { artifacts: [], broken: { path, error }, dvcYaml: undefined };
}

function contentNotHere(file: string): TidemarkError {
	return new TidemarkError('missingObject', 'The file is too large for a pointer, or not in this clone.', {
		file,
		next: 'In a partial clone, fetch the history: "git fetch --refetch --no-filter".',
	});
}
