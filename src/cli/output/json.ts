import type { Host } from '../host.ts';

/** The one document that `--json` prints. */
export function writeJson(host: Host, document: unknown): Promise<void> {
	return host.write(`${JSON.stringify(document)}\n`);
}
