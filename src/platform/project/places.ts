import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import type { Artifact } from '../../core/model.ts';
import type { Consent, EndpointRequest } from '../../core/ports.ts';
import type { StoreServices } from '../cache/contentStore.ts';
import { DvcCache } from '../cache/dvcCache.ts';
import type { LfsStore } from '../cache/lfsStore.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import { type ObjectStores, storeOf } from '../cache/objectStores.ts';
import { openRemote } from '../remotes/openRemote.ts';
import type { Remote } from '../remotes/remote.ts';
import type { TransferPlaces } from '../transfer/context.ts';
import { type DvcSettings, readDvcSettings, remoteSettings } from './dvcSettings.ts';
import type { RemoteSettings } from './remoteSettings.ts';

/** What the places of a repository are made from. */
export interface PlacesServices extends StoreServices {
	/** Absolute root of the git work tree. */
	readonly root: string;
	readonly consent: Consent;
	readonly lfs: LfsStore;
	/** Whether git tracks a repository-relative path. */
	readonly isTracked: (path: string) => Promise<boolean>;
}

interface DvcPlace {
	readonly settings: DvcSettings;
	readonly cache: DvcCache;
}

/**
 * Where content is: settings, cache and remotes of every DVC project in one repository, and the Git LFS store.
 * {@link prepare} reads the settings of the projects concerned before their stores are asked for.
 */
export class Places implements ObjectStores {
	readonly lfs: LfsStore;
	readonly #services: PlacesServices;
	readonly #dvc = new Map<string, DvcPlace>();
	readonly #remotes = new Map<string, Promise<Remote>>();

	constructor(services: PlacesServices) {
		this.#services = services;
		this.lfs = services.lfs;
	}

	/** Reads the settings of the artifacts' DVC projects anew: they may have changed since. */
	async prepare(artifacts: readonly Pick<Artifact, 'projectRoot'>[]): Promise<void> {
		const roots = new Set(artifacts.map(({ projectRoot }) => projectRoot));
		for (const projectRoot of roots) await this.#load(projectRoot);
	}

	/** Settings of one DVC project as its files say now. */
	async settings(projectRoot: string): Promise<DvcSettings> {
		return (await this.#load(projectRoot)).settings;
	}

	dvc = (projectRoot: string): DvcCache => {
		const place = this.#dvc.get(projectRoot);
		if (place !== undefined) return place.cache;
		throw new TidemarkError('io', `The settings of the DVC project "${projectRoot || '.'}" were not read.`);
	};

	storeOf = (artifact: Artifact): ObjectStore => storeOf(this, artifact);

	/** Settings of the remote an artifact goes to; `name` replaces its own and the default. Throws `noRemote`. */
	settingsOf = async (artifact: Artifact, name?: string): Promise<RemoteSettings> => {
		if (artifact.system === 'lfs') {
			throw new TidemarkError(
				'unsupported',
				`${artifact.path} is in Git LFS, and Tidemark asks no LFS server yet.`,
				{
					file: artifact.path,
					next: 'Run "git lfs pull" in a terminal; Tidemark uses what it brings.',
				},
			);
		}
		const { settings } = this.#dvc.get(artifact.projectRoot) ?? (await this.#load(artifact.projectRoot));
		return remoteSettings(settings, name ?? artifact.remote);
	};

	/** Places for a transfer; `name` sends everything to one remote. */
	transfer(name?: string): TransferPlaces {
		const caches = new Map<string, Promise<void>>();
		const approveCache = (artifact: Artifact): Promise<void> => {
			const { projectRoot } = artifact;
			const approval = caches.get(projectRoot) ?? this.approveCaches([artifact]);
			caches.set(projectRoot, approval);
			return approval;
		};
		return {
			storeOf: this.storeOf,
			remoteOf: async (artifact, access) => {
				// What is read from a remote is written to the cache, a single manifest too.
				if (access === 'read' && artifact.system === 'dvc') await approveCache(artifact);
				return this.remoteOf(artifact, access, name);
			},
		};
	}

	/** The remote of an artifact, opened once after consent and kept. */
	async remoteOf(artifact: Artifact, access: EndpointRequest['access'], name?: string): Promise<Remote> {
		const settings = await this.settingsOf(artifact, name);
		// Everything that decides where we connect and as whom: a change of any asks for consent anew.
		const { name: remote, url, identity, folder, s3 } = settings;
		const key = JSON.stringify([artifact.projectRoot, access, remote, url, identity, folder, s3]);
		const known = this.#remotes.get(key);
		if (known !== undefined) return known;
		const opening = openRemote(settings, { consent: this.#services.consent, access });
		this.#remotes.set(key, opening);
		// A refusal is not kept: the user may decide otherwise next time.
		opening.catch(() => this.#remotes.delete(key));
		return opening;
	}

	/** Throws `noRemote` for a name no project of the artifacts has: where all is here, a typing error would go unseen. */
	async refuseUnknownRemote(name: string | undefined, artifacts: readonly Artifact[]): Promise<void> {
		if (name === undefined) return;
		const byProject = new Map(artifacts.map((artifact) => [artifact.projectRoot, artifact]));
		const answers = await Promise.allSettled(
			[...byProject.values()].map((one) => this.settingsOf(one, name)),
		);
		const refused = answers.find((answer) => answer.status === 'rejected');
		if (refused !== undefined && answers.every(({ status }) => status === 'rejected')) throw refused.reason;
	}

	/** Asks before content is written to a cache outside the work tree that the repository chose. */
	async approveCaches(artifacts: readonly Pick<Artifact, 'projectRoot'>[]): Promise<void> {
		for (const projectRoot of new Set(artifacts.map((artifact) => artifact.projectRoot))) {
			const { cacheRequest } = await this.settings(projectRoot);
			if (cacheRequest === undefined || (await this.#services.consent.allow(cacheRequest))) continue;
			throw new TidemarkError(
				'notApproved',
				`The cache folder ${cacheRequest.url} is outside the work tree.`,
				{
					file: '.dvc/config',
					field: 'cache.dir',
					kept: 'Nothing was written there.',
					next: 'Approve it when asked, or remove cache.dir.',
				},
			);
		}
	}

	/** Closes remotes. */
	async dispose(): Promise<void> {
		const remotes = await Promise.allSettled(this.#remotes.values());
		for (const remote of remotes) if (remote.status === 'fulfilled') remote.value.dispose();
		this.#remotes.clear();
	}

	async #load(projectRoot: string): Promise<DvcPlace> {
		const { root, isTracked } = this.#services;
		const local = projectRoot === '' ? '.dvc/config.local' : `${projectRoot}/.dvc/config.local`;
		const settings = await readDvcSettings(join(root, projectRoot), {
			workTree: root,
			isLocalTracked: () => isTracked(local),
		});
		const known = this.#dvc.get(projectRoot);
		const cache =
			known?.settings.cacheFolder === settings.cacheFolder
				? known.cache
				: new DvcCache(settings.cacheFolder, this.#services);
		const place = { settings, cache };
		this.#dvc.set(projectRoot, place);
		return place;
	}
}
