import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import {
	type ConfigSection,
	type DvcConfigFile,
	mergeDvcConfig,
	parseDvcConfig,
} from '../../core/pointers/dvcConfig.ts';
import { readIfThere } from '../files/disk.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who wrote a value: the user of this machine, or whoever can push to the repository. */
export type ConfigScope = 'user' | 'repository';

/** One of the four config files, from low to high precedence: system, global, repo, local. */
export interface ConfigSource {
	readonly level: 'system' | 'global' | 'repo' | 'local';
	/** Name in messages: relative to the project for its own two, else absolute. */
	readonly file: string;
	/** Absolute folder relative paths in it start from. */
	readonly folder: string;
	readonly scope: ConfigScope;
}

/** All config that applies to a project, merged; each value names its file, which is in `sources`. */
export interface LoadedConfig {
	readonly merged: DvcConfigFile;
	readonly sources: ReadonlyMap<string, ConfigSource>;
}

/** How the config of a project is found. */
export interface ConfigPlaces {
	/** Absolute folder that holds `.dvc/`. */
	readonly project: string;
	readonly env: Environment;
	/** Whether git tracks `.dvc/config.local`; asked only when that file is there. */
	readonly isLocalTracked: () => Promise<boolean>;
}

/** Reads the config files that are there. Throws `malformed` or `conflict` naming file and line. */
export async function loadConfig(places: ConfigPlaces): Promise<LoadedConfig> {
	const layers: DvcConfigFile[] = [];
	const sources = new Map<string, ConfigSource>();
	for (const { path, ...source } of configPaths(places)) {
		const bytes = await readIfThere(path);
		if (bytes === undefined) continue;
		const tracked = source.level === 'local' && (await places.isLocalTracked());
		sources.set(source.file, tracked ? { ...source, scope: 'repository' } : source);
		layers.push(parseDvcConfig(bytes, source.file));
	}
	return { merged: mergeDvcConfig(layers), sources };
}

/** The source of one key of a section; undefined when the key is not set. */
export function sourceOf(
	loaded: LoadedConfig,
	section: ConfigSection | undefined,
	key: string,
): ConfigSource | undefined {
	const value = section?.get(key);
	return value === undefined ? undefined : loaded.sources.get(value.file);
}

function configPaths({ project, env }: ConfigPlaces): (ConfigSource & { readonly path: string })[] {
	const machine = [
		{ level: 'system', path: join(systemFolder(env), 'config') },
		{ level: 'global', path: join(globalFolder(env), 'config') },
	] as const;
	const own = [
		{ level: 'repo', file: '.dvc/config', scope: 'repository' },
		{ level: 'local', file: '.dvc/config.local', scope: 'user' },
	] as const;
	return [
		...machine.map((each) => ({
			...each,
			file: each.path,
			folder: dirname(each.path),
			scope: 'user' as const,
		})),
		...own.map((each) => ({ ...each, path: join(project, each.file), folder: join(project, '.dvc') })),
	];
}

/** As DVC's library `platformdirs` finds it. */
function systemFolder(env: Environment): string {
	if (env['DVC_SYSTEM_CONFIG_DIR']) return resolve(env['DVC_SYSTEM_CONFIG_DIR']);
	if (process.platform === 'darwin') return '/Library/Application Support/dvc';
	if (process.platform === 'win32') return join(env['PROGRAMDATA'] || 'C:\\ProgramData', 'iterative', 'dvc');
	return join(env['XDG_CONFIG_DIRS']?.split(delimiter)[0] || '/etc/xdg', 'dvc');
}

function globalFolder(env: Environment): string {
	if (env['DVC_GLOBAL_CONFIG_DIR']) return resolve(env['DVC_GLOBAL_CONFIG_DIR']);
	const home = env['HOME'] || homedir();
	if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'dvc');
	if (process.platform === 'win32') {
		return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'iterative', 'dvc');
	}
	return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'dvc');
}
