import type { BrokenPointer } from '../../../core/model.ts';
import { baseName, formatCount, formatFiles, formatSize } from '../../support/format.ts';
import type { Wording } from '../../support/wording.ts';
import { groupIcons, groupLabel, type KindGroup } from './kindGroups.ts';
import { facts, type Row } from './row.ts';

export function kindRow(w: Wording, group: KindGroup, count: number): Row {
	const label = groupLabel(w.t, group);
	return {
		label,
		description: formatCount(w, count),
		icon: { id: groupIcons[group] },
		context: `kind.${group}`,
		spoken: `${label}, ${formatCount(w, count)}`,
		collapsible: 'expanded',
	};
}

/** A folder inside a folder artifact. */
export function folderRow(w: Wording, path: string, files: number, context: string): Row {
	const label = baseName(path);
	return {
		label,
		description: formatFiles(w, files),
		icon: { id: 'folder' },
		context,
		spoken: `${label}, ${formatFiles(w, files)}`,
		collapsible: 'collapsed',
	};
}

/** A file inside a folder artifact. */
export function fileRow(w: Wording, path: string, size: number | undefined, context: string): Row {
	const description = size === undefined ? undefined : formatSize(w, size);
	return {
		label: baseName(path),
		description,
		icon: { id: 'file' },
		context,
		spoken: facts(path, description),
		collapsible: 'no',
	};
}

/** A pointer that cannot be read, with the reason. */
export function brokenRow(w: Wording, { path, error }: BrokenPointer): Row {
	const line = error.line === undefined ? '' : `:${error.line}`;
	return {
		label: path,
		description: facts(
			w.t('broken'),
			`${error.message}${line === '' ? '' : ` (${w.t('line {0}', error.line ?? 0)})`}`,
		),
		icon: { id: 'error', color: 'list.errorForeground' },
		context: 'broken',
		spoken: facts(w.t('broken pointer {0}', path), error.message),
		collapsible: 'no',
	};
}

/** Stands for the rest of a long list. */
export function moreRow(w: Wording, shown: number, total: number): Row {
	const label = w.t('Show more');
	const description = w.t('{0} of {1} shown', formatCount(w, shown), formatCount(w, total));
	return {
		label,
		description,
		icon: { id: 'ellipsis' },
		context: 'more',
		spoken: facts(label, description),
		collapsible: 'no',
	};
}

/** Stands where children could not be listed. */
export function problemRow(w: Wording, message: string): Row {
	return {
		label: message,
		icon: { id: 'error', color: 'list.errorForeground' },
		context: 'problem',
		spoken: facts(w.t('Could not be listed'), message),
		collapsible: 'no',
	};
}

/** Several tags of one artifact, GTO style. */
export function releaseGroupRow(w: Wording, name: string, count: number): Row {
	const description = count === 1 ? w.t('1 version') : w.t('{0} versions', formatCount(w, count));
	return {
		label: name,
		description,
		icon: { id: 'package' },
		context: 'releaseGroup',
		spoken: facts(name, description),
		collapsible: 'collapsed',
	};
}

/** One git work tree of several. */
export function projectRow(name: string): Row {
	return { label: name, icon: { id: 'repo' }, context: 'project', spoken: name, collapsible: 'expanded' };
}

/** What a fresh clone is offered first. */
export function offerRow(w: Wording, files: number, bytes: number | undefined): Row {
	const size = bytes === undefined ? undefined : formatSize(w, bytes);
	const amount = [formatFiles(w, files), size].filter((part) => part !== undefined).join(', ');
	return {
		label: w.t('Get Data of This Version ({0})', amount),
		icon: { id: 'cloud-download', color: 'textLink.foreground' },
		context: 'offer',
		spoken: w.t('Get Data of This Version ({0})', amount),
		collapsible: 'no',
	};
}
