import type { Artifact, ArtifactKind } from '../../../core/model.ts';
import type { Translate } from '../../support/wording.ts';

/** The groups of the Artifacts view, in their order. */
export const kindGroups = ['datasets', 'models', 'labels', 'metrics', 'other'] as const;
export type KindGroup = (typeof kindGroups)[number];

const groupOfKind: Readonly<Record<ArtifactKind, KindGroup>> = {
	dataset: 'datasets',
	model: 'models',
	labels: 'labels',
	metrics: 'metrics',
	params: 'metrics',
	plots: 'other',
	other: 'other',
};

/** Product icon of each kind. */
export const kindIcons: Readonly<Record<ArtifactKind, string>> = {
	dataset: 'database',
	model: 'package',
	labels: 'tag',
	metrics: 'graph',
	params: 'settings',
	plots: 'graph-line',
	other: 'file',
};

export const groupIcons: Readonly<Record<KindGroup, string>> = {
	datasets: 'database',
	models: 'package',
	labels: 'tag',
	metrics: 'graph',
	other: 'files',
};

export function groupLabel(t: Translate, group: KindGroup): string {
	const labels: Readonly<Record<KindGroup, string>> = {
		datasets: t('Datasets'),
		models: t('Models'),
		labels: t('Labels'),
		metrics: t('Metrics & Params'),
		other: t('Other'),
	};
	return labels[group];
}

/** Artifacts by group; groups without any are left out. */
export function groupByKind(
	artifacts: readonly Artifact[],
): readonly { readonly group: KindGroup; readonly artifacts: readonly Artifact[] }[] {
	return kindGroups
		.map((group) => ({ group, artifacts: artifacts.filter(({ kind }) => groupOfKind[kind] === group) }))
		.filter((entry) => entry.artifacts.length > 0);
}
