import { join } from 'node:path';
import type { Artifact, ManifestEntry, Side, Snapshot } from '../../core/model.ts';
import { folderOf } from '../../core/pointers/paths.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import { lstatIfThere } from '../files/disk.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { manifestHere } from '../transfer/manifest.ts';
import type { HashPool } from '../workers/hashPool.ts';
import type { WorkspaceContext } from '../workspace/context.ts';
import type { Places } from './places.ts';
import type { CheckoutReport, RunOptions, TrackPlan, TrackResult } from './project.ts';
import { refuseUnknown } from './selection.ts';

/** What acts on the work tree take. */
export interface ActServices {
	readonly git: GitRepository;
	readonly hashes: HashPool;
	readonly memory: HashMemory;
	readonly places: Places;
	readonly snapshot: (side: Side) => Promise<Snapshot>;
}

/** Acts that write in the work tree; each runs in the DVC project its paths lie in. Their code is loaded when used. */
export class WorkTreeActs {
	readonly #services: ActServices;

	constructor(services: ActServices) {
		this.#services = services;
	}

	async planTrack(paths: readonly string[], options: RunOptions = {}): Promise<TrackPlan> {
		const { planTrack } = await import('../workspace/track.ts');
		const plans: TrackPlan[] = [];
		for (const [projectRoot, inside] of await this.#byProject(paths)) {
			plans.push(await planTrack(await this.#context(projectRoot), inside, options));
		}
		return {
			paths: plans.flatMap((plan) => plan.paths),
			initialises: plans.some(({ initialises }) => initialises),
		};
	}

	async track(paths: readonly string[], options: RunOptions = {}): Promise<readonly TrackResult[]> {
		const { track } = await import('../workspace/track.ts');
		const results: TrackResult[] = [];
		for (const [projectRoot, inside] of await this.#byProject(paths)) {
			await this.#services.places.approveCaches([{ projectRoot }]);
			results.push(...(await track(await this.#context(projectRoot), inside, options)));
		}
		return results;
	}

	async checkout(
		paths: readonly string[] | undefined,
		side: Side,
		options: RunOptions = {},
	): Promise<CheckoutReport> {
		const { checkout } = await import('../workspace/checkout.ts');
		const { git, hashes, memory, places } = this.#services;
		const snapshot = await this.#services.snapshot(side);
		refuseUnknown(snapshot, paths ?? []);
		const { artifacts } = snapshot;
		const manifest = (artifact: Artifact): Promise<readonly ManifestEntry[] | undefined> =>
			manifestHere(artifact, places.storeOf(artifact), options.signal);
		return checkout(
			{ root: git.root, stores: places, hashes, memory },
			{ artifacts, paths, manifest },
			options,
		);
	}

	/** Paths by the DVC project they are in: the nearest folder above with a `.dvc`, else the repository's root. */
	async #byProject(paths: readonly string[]): Promise<Map<string, string[]>> {
		const groups = new Map<string, string[]>();
		for (const path of paths) {
			const projectRoot = await this.#projectOf(path);
			groups.set(projectRoot, [...(groups.get(projectRoot) ?? []), path]);
		}
		return groups;
	}

	async #projectOf(path: string): Promise<string> {
		for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
			const found = await lstatIfThere(join(this.#services.git.root, folder, '.dvc'));
			if (found?.type === 'folder') return folder;
		}
		return '';
	}

	async #context(projectRoot: string): Promise<WorkspaceContext> {
		const { git, hashes, memory, places, snapshot } = this.#services;
		const { autostage } = await places.settings(projectRoot);
		return {
			root: git.root,
			projectRoot,
			git,
			cache: places.dvc(projectRoot),
			hashes,
			memory,
			autostage,
			snapshot: () => snapshot({ type: 'workspace' }),
			stage: (paths) => git.add(paths),
		};
	}
}
