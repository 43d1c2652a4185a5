import type { RecordChangeKind } from '../core/labels/model.ts';
import { CHANGE_SIGNS, changeWord } from './changeText.ts';
import { usePanel } from './context.ts';

type CountsProps = Readonly<Record<RecordChangeKind, number>> & { readonly words?: boolean };

const KINDS: readonly RecordChangeKind[] = ['added', 'removed', 'changed'];

/** "+212 −40 ~1,023", with words for screen readers or for all. */
export function Counts({ words, ...counts }: CountsProps) {
	const { formats } = usePanel();
	return (
		<span class="counts">
			{KINDS.map((kind) => (
				<span key={kind} class={counts[kind] > 0 ? `count ${kind}` : 'count none'}>
					{CHANGE_SIGNS[kind]}
					{formats.count(counts[kind])}
					<span class={words ? undefined : 'unseen'}> {changeWord(kind)}</span>
				</span>
			))}
		</span>
	);
}
