import { readTextIfThere } from '../platform/files/disk.ts';

/** Version in the package's own `package.json`. `entry` is the URL of the running entry script. */
export async function readVersion(entry: string): Promise<string> {
	const manifest = new URL(entry.endsWith('.ts') ? '../../package.json' : '../package.json', entry);
	const { fileURLToPath } = await import('node:url');
	const text = await readTextIfThere(fileURLToPath(manifest), 4 * 1024 * 1024);
	const parsed: unknown = text === undefined ? {} : JSON.parse(text);
	const version =
		typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
	return typeof version === 'string' ? version : 'unknown';
}
