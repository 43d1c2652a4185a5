import { isAbsolute, join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { configFlag } from '../../core/pointers/dvcConfig.ts';
import type { EndpointRequest } from '../../core/ports.ts';
import { cacheRequest } from './cacheRequest.ts';
import { hasScheme, resolveConfigPath, withoutSecrets } from './configPath.ts';
import { type ConfigPlaces, type LoadedConfig, loadConfig, sourceOf } from './dvcConfigFiles.ts';
import { RemoteConfig } from './remoteConfig.ts';
import type { RemoteSettings } from './remoteSettings.ts';
import { readS3Settings } from './s3Settings.ts';

/** How the settings of a DVC project are read. */
export interface DvcSettingsOptions extends Omit<ConfigPlaces, 'env' | 'project'> {
	readonly env?: ConfigPlaces['env'] | undefined;
	/** Absolute root of the git work tree; a cache outside of it that the repository chose needs consent. */
	readonly workTree: string;
}

/** What the config of one DVC project says. */
export interface DvcSettings {
	/** Absolute folder that holds `.dvc/`. */
	readonly project: string;
	/** Absolute folder of the cache. */
	readonly cacheFolder: string;
	/** What consent is to be asked for before writing to the cache; undefined for the project's own. */
	readonly cacheRequest: EndpointRequest | undefined;
	/** `core.autostage`: pointers are added to git's index. */
	readonly autostage: boolean;
	/** `cache.type`: ways to bring content to the work tree, in order of preference. */
	readonly linkTypes: readonly string[];
	/** `core.remote`. */
	readonly defaultRemote: string | undefined;
	/** By lower-case name; one that is configured wrongly is here with its `fault`. */
	readonly remotes: ReadonlyMap<string, RemoteSettings>;
	/** Every value with the file that set it, for a table of settings. */
	readonly loaded: LoadedConfig;
}

/**
 * Reads a DVC project's settings from the system's, the user's, the repository's and the local config file; later ones
 * override key by key. Throws `malformed` or `conflict` for a file that cannot be read as config.
 */
export async function readDvcSettings(project: string, options: DvcSettingsOptions): Promise<DvcSettings> {
	const env = options.env ?? process.env;
	const loaded = await loadConfig({ project, env, isLocalTracked: options.isLocalTracked });
	const cache = loaded.merged.sections.get('cache');
	const dir = cache?.get('dir');
	const source = sourceOf(loaded, cache, 'dir');
	const cacheFolder =
		dir === undefined || dir.text === ''
			? join(project, '.dvc', 'cache')
			: resolveConfigPath(dir.text, source?.folder ?? project);
	return {
		project,
		cacheFolder,
		cacheRequest: await cacheRequest(cacheFolder, options.workTree, source?.scope ?? 'repository'),
		autostage: configFlag(loaded.merged.sections.get('core'), 'autostage') ?? false,
		linkTypes: cache?.get('type')?.items ?? ['reflink', 'copy'],
		defaultRemote: loaded.merged.sections.get('core')?.get('remote')?.text.toLowerCase(),
		remotes: new Map([...loaded.merged.remotes.keys()].map((name) => [name, readRemote(name, loaded, env)])),
		loaded,
	};
}

/** A remote by name, the default one without. Throws `noRemote`. */
export function remoteSettings(settings: DvcSettings, name?: string): RemoteSettings {
	const wanted = name?.toLowerCase() ?? settings.defaultRemote;
	if (wanted === undefined) {
		throw new TidemarkError('noRemote', 'No remote is configured.', {
			file: '.dvc/config',
			field: 'core.remote',
			next: 'Add one: dvc remote add -d storage <folder or s3://bucket/path>.',
		});
	}
	const found = settings.remotes.get(wanted);
	if (found !== undefined) return found;
	const names = [...settings.remotes.keys()].join(', ') || 'none';
	throw new TidemarkError('noRemote', `There is no remote "${wanted}"; configured: ${names}.`, {
		file: '.dvc/config',
		field: name === undefined ? 'core.remote' : undefined,
		next: 'Choose a configured remote, or add this one.',
	});
}

function readRemote(name: string, loaded: LoadedConfig, env: ConfigPlaces['env']): RemoteSettings {
	try {
		return describeRemote(RemoteConfig.resolve(name, loaded), env);
	} catch (error) {
		if (!TidemarkError.is(error)) throw error;
		return { ...emptyRemote, name, url: '(not usable)', fault: error };
	}
}

const emptyRemote = {
	kind: 'unsupported',
	scheme: 'unknown',
	versionAware: false,
	worktree: false,
	folder: undefined,
	s3: undefined,
	identity: undefined,
	fault: undefined,
	warnings: [],
} as const;

function describeRemote(config: RemoteConfig, env: ConfigPlaces['env']): RemoteSettings {
	const worktree = config.flag('worktree') ?? false;
	const common = {
		...emptyRemote,
		name: config.name,
		scheme: schemeOf(config.url),
		url: withoutSecrets(config.url),
		worktree,
		versionAware: worktree || (config.flag('version_aware') ?? false),
		fault: oddUrl(config),
	};
	if (common.scheme === 'local') {
		const folder = config.url.replace(/^file:\/\//, '');
		return { ...common, kind: 'local', url: folder, folder: isAbsolute(folder) ? folder : undefined };
	}
	if (common.scheme !== 's3') return common;
	const { s3, identity, fault, warnings } = readS3Settings(config, env);
	return { ...common, kind: 's3', s3, identity, fault: common.fault ?? fault, warnings };
}

function schemeOf(url: string): string {
	if (!hasScheme(url)) return 'local';
	const scheme = url.slice(0, url.indexOf(':')).toLowerCase();
	return scheme === 'file' ? 'local' : scheme;
}

function oddUrl(config: RemoteConfig): TidemarkError | undefined {
	if (!/\p{Cc}/u.test(config.url)) return undefined;
	return new TidemarkError('unsafe', `The url of the remote "${config.name}" holds control characters.`, {
		...config.place('url'),
		kept: 'The remote was not contacted.',
		next: 'Correct the url.',
	});
}
