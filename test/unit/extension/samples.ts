import type { Artifact, ArtifactStatus, Version } from '../../../src/core/model.ts';
import { plainTranslate, type Wording } from '../../../src/extension/support/wording.ts';

/** English, at a fixed time. */
export const wording: Wording = { t: plainTranslate, locale: 'en', now: Date.UTC(2026, 5, 15, 12) };

export function artifact(path: string, more: Partial<Artifact> = {}): Artifact {
	return {
		path,
		system: 'dvc',
		pointerFile: `${path}.dvc`,
		object: { algorithm: 'md5', hash: 'd41d8cd98f00b204e9800998ecf8427e' },
		isFolder: false,
		isExecutable: false,
		size: undefined,
		fileCount: undefined,
		kind: 'dataset',
		push: true,
		cached: true,
		projectRoot: '',
		...more,
	};
}

export function status(path: string, more: Partial<ArtifactStatus> = {}): ArtifactStatus {
	return { artifact: artifact(path), local: 'present', remote: 'pushed', unpushedObjects: 0, ...more };
}

export function version(name: string, more: Partial<Version> = {}): Version {
	return {
		name,
		commit: name.padEnd(40, '0').replaceAll(/[^0-9a-f]/gu, '0'),
		time: wording.now - 2 * 86_400_000,
		commitTime: wording.now - 3 * 86_400_000,
		author: 'Ada',
		message: 'Corrected bus labels\n\nbody',
		annotated: true,
		release: { type: 'plain' },
		...more,
	};
}
