import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** Folder outside the checkout that holds installed tools, one folder per tool and version. */
export function toolsFolder(): string {
	const caches = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	return process.env['TIDEMARK_TOOLS'] || join(caches, 'tidemark-tools');
}

/**
 * The folder of one installed tool, installing it on first use.
 *
 * It is filled under a private name and then linked to its final one in one step, so a killed or doubled install never
 * leaves half a tool behind; a link and not a rename, since a Python environment may not move.
 * @param key tool and version, `dvc-3.67.1`.
 * @param install fills the folder it is given; every file must be complete when it resolves.
 */
export async function cachedTool(key: string, install: (folder: string) => Promise<void>): Promise<string> {
	const final = join(toolsFolder(), key);
	if (existsSync(final)) return final;
	await mkdir(toolsFolder(), { recursive: true });
	const folder = await mkdtemp(join(toolsFolder(), `.${key}-`));
	try {
		await install(folder);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
	return await publish(folder, final);
}

async function publish(folder: string, final: string): Promise<string> {
	try {
		await rm(final, { force: true });
		await symlink(process.platform === 'win32' ? folder : basename(folder), final, 'junction');
	} catch (error) {
		if (!existsSync(final)) throw error;
		await rm(folder, { recursive: true, force: true });
	}
	return final;
}
