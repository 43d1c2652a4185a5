import type { ComparisonSummary, LabelFile, Problem, SideName, ToView } from '../core/compare/messages.ts';

/** What the extension has told so far. */
export interface PanelState {
	readonly run: number;
	readonly root: string;
	readonly sides: readonly [SideName, SideName] | undefined;
	readonly busy: boolean;
	readonly progress: Extract<ToView, { type: 'progress' }> | undefined;
	readonly summary: ComparisonSummary | undefined;
	readonly labels: readonly LabelFile[];
	readonly problem: Problem | undefined;
	/** How often the summary was copied; a change is announced. */
	readonly copied: number;
}

export const emptyState: PanelState = {
	run: -1,
	root: '',
	sides: undefined,
	busy: true,
	progress: undefined,
	summary: undefined,
	labels: [],
	problem: undefined,
	copied: 0,
};

/** The state after one message. Late news of an older run change nothing. */
export function nextState(state: PanelState, message: ToView): PanelState {
	if (message.type === 'start') return started(message);
	if (message.type === 'copied') return { ...state, copied: state.copied + 1 };
	if (message.type === 'answer' || message.type === 'refused' || message.run !== state.run) return state;
	switch (message.type) {
		case 'progress':
			return { ...state, busy: true, progress: message };
		case 'idle':
			return { ...state, busy: false, progress: undefined };
		case 'comparison':
			return { ...state, summary: message.summary, labels: message.summary.labels, progress: undefined };
		case 'failed':
			return { ...state, problem: message.problem };
		case 'labelFile': {
			const busy = state.busy || message.state.type === 'running';
			return { ...state, busy, labels: withLabelState(state.labels, message.file, message.state) };
		}
	}
}

function started({ run, root, a, b }: Extract<ToView, { type: 'start' }>): PanelState {
	return { ...emptyState, run, root, sides: [a, b] };
}

function withLabelState(
	labels: readonly LabelFile[],
	file: number,
	state: LabelFile['state'],
): readonly LabelFile[] {
	return labels.map((label, index) => (index === file ? { ...label, state } : label));
}
