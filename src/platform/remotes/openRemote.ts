import { TidemarkError } from '../../core/errors.ts';
import type { Consent, EndpointRequest } from '../../core/ports.ts';
import { realPlace } from '../project/cacheRequest.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';
import { LocalRemote } from './local.ts';
import type { Remote } from './remote.ts';

/** What a remote is opened for. */
export interface OpenRemoteOptions {
	readonly consent: Consent;
	readonly access: EndpointRequest['access'];
}

/**
 * Opens a remote after consent. Nothing is contacted before, and nothing but what the remote's own methods ask for
 * after. Throws `unsupported` for a storage Tidemark does not speak, `notApproved`, or the settings' own fault.
 */
export async function openRemote(settings: RemoteSettings, options: OpenRemoteOptions): Promise<Remote> {
	if (settings.fault !== undefined) throw settings.fault;
	if (settings.kind === 'unsupported') throw unsupported(settings);
	const remote = await create(settings);
	if (await options.consent.allow(remote.describe(options.access))) return remote;
	remote.dispose();
	throw new TidemarkError('notApproved', `The remote "${settings.name}" (${settings.url}) is not approved.`, {
		kept: 'It was not contacted.',
		next: 'Approve it when asked, or with --allow-remote on the command line.',
	});
}

async function create(settings: RemoteSettings): Promise<Remote> {
	// Consent is for the place that is written to, not for a link in the repository that a pull may turn elsewhere.
	if (settings.folder !== undefined) return new LocalRemote(settings, await realPlace(settings.folder));
	if (settings.s3 === undefined) throw unsupported(settings);
	const { S3Remote } = await import('./s3.ts');
	return new S3Remote(settings, settings.s3);
}

function unsupported({ name, url, scheme }: RemoteSettings): TidemarkError {
	return new TidemarkError(
		'unsupported',
		`The remote "${name}" (${url}) is on "${scheme}", a storage Tidemark reads no content from yet.`,
		{
			kept: 'It was not contacted.',
			next: `Run "dvc pull -r ${name}" or "dvc push -r ${name}" in a terminal; Tidemark uses what it brings.`,
		},
	);
}
