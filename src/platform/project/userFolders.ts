import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Indexes only; may be deleted at any time. `TIDEMARK_CACHE`, else the platform's cache folder. */
export function cacheFolder(env: Environment = process.env): string {
	if (env['TIDEMARK_CACHE']) return env['TIDEMARK_CACHE'];
	if (process.platform === 'win32') return join(windowsLocal(env), 'tidemark', 'cache');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tidemark');
	return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'tidemark');
}

/** What the user decided, kept for good. `TIDEMARK_CONFIG`, else the platform's configuration folder. */
export function configFolder(env: Environment = process.env): string {
	if (env['TIDEMARK_CONFIG']) return env['TIDEMARK_CONFIG'];
	if (process.platform === 'win32') return join(windowsLocal(env), 'tidemark');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'tidemark');
	return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'tidemark');
}

function windowsLocal(env: Environment): string {
	return env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local');
}
