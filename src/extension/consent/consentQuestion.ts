import type { EndpointRequest } from '../../core/ports.ts';
import type { Translate } from '../support/wording.ts';

/** The question a person answers before storage is contacted: exactly where, and as whom. */
export function consentQuestion(
	t: Translate,
	request: EndpointRequest,
): { readonly message: string; readonly detail: string; readonly allow: string } {
	const writes = request.access === 'write';
	const { remoteName, url, endpoint, identity } = request;
	const lines = [
		t('Place: {0}', url),
		endpoint === undefined ? undefined : t('Endpoint: {0}', endpoint),
		identity === undefined ? undefined : t('As: {0}', identity),
		writes ? t('It may read and add objects there.') : t('It may read objects there.'),
		t(
			'This repository names the place. The answer is kept for this place and identity until you revoke it in “Tidemark: Storage Approvals…”.',
		),
	];
	return {
		message: writes
			? t('Let Tidemark upload to the remote “{0}”?', remoteName)
			: t('Let Tidemark read from the remote “{0}”?', remoteName),
		detail: lines.filter((line) => line !== undefined).join('\n'),
		allow: writes ? t('Allow Reading and Writing') : t('Allow Reading'),
	};
}
