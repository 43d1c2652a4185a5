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

/**
 * A url for people: a password, token or query in it is left out; a bare user name stays, but not before a web
 * address, where it is as likely a token. A password may hold `@`: the host starts after the last one.
 */
export function withoutSecrets(url: string): string {
	const [, scheme = '', authority = '', rest = ''] = /^([\w+.-]+:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? [];
	if (scheme === '') return url;
	const at = authority.lastIndexOf('@');
	const user = authority.slice(0, Math.max(0, at));
	const kept = user === '' || user.includes(':') || /^(?:https?|webdavs?):/i.test(scheme) ? '' : `${user}@`;
	return `${scheme}${kept}${authority.slice(at + 1)}${rest.split(/[?#]/, 1)[0]}`;
}

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
