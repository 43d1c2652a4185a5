import type { LogOutputChannel } from 'vscode';
import type { Log } from '../../core/ports.ts';

/** The rooms below write to the editor's own log channel. */
export function logTo(channel: LogOutputChannel): Log {
	return {
		info: (message) => channel.info(message),
		warn: (message) => channel.warn(message),
		error: (message) => channel.error(message),
	};
}
