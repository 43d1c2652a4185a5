import type { Version } from '../../../core/model.ts';
import { firstLine, formatAgo, formatTime, shortHash } from '../../support/format.ts';
import type { Wording } from '../../support/wording.ts';
import { type Fact, known } from './artifactFacts.ts';
import { facets, facts, type Row } from './row.ts';

/** Row of a tag: name; age, author, message. Inside the group of its artifact the artifact's name is left out. */
export function versionRow(w: Wording, version: Version, inGroup = false): Row {
	const message = firstLine(version.message);
	const age = formatAgo(w, version.time);
	return {
		label: inGroup ? labelInGroup(w, version) : version.name,
		description: facts(age, version.author, message === '' ? undefined : `“${message}”`),
		icon: { id: iconOf(version) },
		context: facets('version', 'tag', version.annotated && 'annotated'),
		spoken: facts(w.t('version {0}', version.name), age, version.author, message),
		collapsible: 'collapsed',
	};
}

function iconOf({ release }: Version): string {
	if (release.type === 'gtoStage') return 'rocket';
	return release.type === 'gtoWithdrawal' ? 'circle-slash' : 'tag';
}

/** `v1.0.0` of `name@v1.0.0`, `prod #2` of `name#prod#2`, `prod withdrawn` of `name#prod!#3`. */
function labelInGroup(w: Wording, { name, release }: Version): string {
	if (release.type === 'gtoWithdrawal') return w.t('{0} withdrawn', release.what ?? release.artifact);
	if (release.type === 'gtoVersion') return name.slice(release.artifact.length + 1);
	if (release.type !== 'gtoStage') return name;
	return release.count === 0 ? release.stage : `${release.stage} #${release.count}`;
}

/** Row of a branch or commit opened beside the tags. */
export function openedRow(w: Wording, name: string, commit: string): Row {
	return {
		label: name,
		description: shortHash(commit) === name ? w.t('opened') : facts(shortHash(commit), w.t('opened')),
		icon: { id: 'git-commit' },
		context: facets('version', 'opened'),
		spoken: w.t('version {0}', name),
		collapsible: 'collapsed',
	};
}

/** Row of the work tree; `changes` counts artifacts that differ from `since`. */
export function workTreeRow(w: Wording, changes: number | undefined, since: string | undefined): Row {
	const description = workTreeDescription(w, changes, since);
	return {
		label: w.t('Work tree'),
		description,
		icon: { id: 'folder-active' },
		context: 'workTree',
		spoken: facts(w.t('Work tree'), description),
		collapsible: 'collapsed',
	};
}

function workTreeDescription(w: Wording, changes: number | undefined, since: string | undefined): string {
	if (changes === undefined || since === undefined) return '';
	if (changes === 0) return w.t('same artifacts as {0}', since);
	return changes === 1 ? w.t('1 change since {0}', since) : w.t('{0} changes since {1}', changes, since);
}

/** Everything that is known of a tag. */
export function versionFacts(w: Wording, version: Version): readonly Fact[] {
	return known([
		[w.t('Version'), version.name],
		[w.t('Commit'), version.commit],
		[w.t('Author'), version.author],
		[version.annotated ? w.t('Tagged') : w.t('Committed'), formatTime(w, version.time)],
		[w.t('Commit made'), version.annotated ? formatTime(w, version.commitTime) : undefined],
		[w.t('Message'), version.message.trim()],
	]);
}
