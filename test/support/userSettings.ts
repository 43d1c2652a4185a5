import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the user settings of a VS Code profile folder (`--user-data-dir`, or a server's `data`). */
export async function writeUserSettings(profile: string, settings: object): Promise<void> {
	const folder = join(profile, 'User');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, '\t'));
}
