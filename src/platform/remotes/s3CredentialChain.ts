/** The SDK's chain of credential providers; a module of its own, loaded only when there are no static keys. */
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { S3Settings } from '../project/remoteSettings.ts';

/** Credentials as AWS's tools find them: profile, shared files, single sign-on, the machine's role. */
export function credentialChain(settings: S3Settings): ReturnType<typeof fromNodeProviderChain> {
	const { profile, credentialPath, configPath } = settings;
	return fromNodeProviderChain({
		...(profile === undefined ? {} : { profile }),
		...(credentialPath === undefined ? {} : { filepath: credentialPath }),
		...(configPath === undefined ? {} : { configFilepath: configPath }),
	});
}
