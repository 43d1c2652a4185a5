import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Whether a config value is a url with a scheme rather than a path. */
export function hasScheme(text: string): boolean {
	return /^\w+:\/\//.test(text);
}

/**
 * A path of a DVC config file, absolute: `~` is the home folder, a relative one starts at the file's own folder (DVC
 * writes `../../remote` into `.dvc/config` for a folder beside the repository). Urls stay as they are.
 */
export function resolveConfigPath(text: string, folder: string, home: string = homedir()): string {
	if (hasScheme(text) || isAbsolute(text)) return text;
	if (text === '~' || text.startsWith('~/')) return join(home, text.slice(1));
	return resolve(folder, text);
}

/** A url for people: a password, token or query in it is left out; a bare user name stays. */
export function withoutSecrets(url: string): string {
	const [, scheme = '', user = '', rest = ''] = /^(\w+:\/\/)(?:([^/@]*)@)?(.*)$/s.exec(url) ?? [];
	if (scheme === '') return url;
	const name = user.split(':', 1)[0] ?? '';
	const kept = user !== '' && name !== '' && !user.includes(':') ? `${name}@` : '';
	return `${scheme}${kept}${rest.split(/[?#]/, 1)[0]}`;
}

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
