import type { Consent } from '../core/ports.ts';
import { consentByName, StoredConsent } from '../platform/project/approvals.ts';
import { configFolder } from '../platform/project/userFolders.ts';

/**
 * A command a person typed is consent for the remotes it uses. With `--allow-remote` only the remotes named, and those
 * approved before, are contacted: what a script or CI wants that runs on a repository it does not know.
 */
export function commandConsent(allowed: readonly string[]): Consent {
	if (allowed.length === 0) return { allow: () => Promise.resolve(true) };
	return consentByName(allowed, new StoredConsent({ folder: configFolder() }));
}
