import type { Version } from '../model.ts';
import type { GitRef } from '../ports.ts';
import { parseReleaseName } from './releaseName.ts';

const tagPrefix = 'refs/tags/';

/** A tag that reaches no commit, and why it is no version. */
export interface UnreadableTag {
	/** Short name. */
	readonly name: string;
	readonly reason: string;
}

/** The versions among some refs: tags that reach a commit, in the order given. */
export function versionsFromRefs(refs: readonly GitRef[]): Version[] {
	return refs.flatMap((ref) => {
		const version = ref.name.startsWith(tagPrefix) ? toVersion(ref) : undefined;
		return version === undefined ? [] : [version];
	});
}

/** Tags that {@link versionsFromRefs} leaves out: of a blob or a tree, or of something this clone lacks. */
export function unreadableTags(refs: readonly GitRef[]): UnreadableTag[] {
	return refs
		.filter((ref) => ref.name.startsWith(tagPrefix) && ref.commit === undefined)
		.map((ref) => ({
			name: ref.name.slice(tagPrefix.length),
			reason: 'The tag names no commit that is in this clone.',
		}));
}

function toVersion(ref: GitRef): Version | undefined {
	if (ref.commit === undefined) return undefined;
	const name = ref.name.slice(tagPrefix.length);
	return {
		name,
		commit: ref.commit,
		time: ref.tagTime ?? ref.commitTime,
		commitTime: ref.commitTime,
		author: ref.tagger ?? ref.author,
		message: ref.tagMessage ?? ref.subject,
		annotated: ref.annotated,
		release: parseReleaseName(name),
	};
}
