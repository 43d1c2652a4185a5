import type { TrackPlan, TrackResult } from '../../platform/project/project.ts';
import { formatFiles, formatSize } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** What tracking would do, as a question. */
export function trackQuestion(
	w: Wording,
	plan: TrackPlan,
): { readonly message: string; readonly detail: string; readonly accept: string } {
	const files = plan.paths.reduce((sum, path) => sum + path.files, 0);
	const bytes = plan.paths.reduce((sum, path) => sum + path.bytes, 0);
	const amount = `${formatFiles(w, files)}, ${formatSize(w, bytes)}`;
	const [only] = plan.paths;
	const message =
		only !== undefined && plan.paths.length === 1
			? w.t('Track {0} ({1})', only.path, amount)
			: w.t('Track {0} artifacts ({1})', plan.paths.length, amount);
	const lines = plan.paths.map((path) =>
		w.t('{0}: {1} is written, and a line in .gitignore', path.path, pointerName(path.path)),
	);
	if (!plan.initialises) return { message, detail: lines.join('\n'), accept: w.t('Track') };
	const initialise = w.t('This repository has no .dvc folder yet. It is made first, as “dvc init” makes it.');
	return {
		message: `${message}?`,
		detail: [initialise, ...lines].join('\n'),
		accept: w.t('Initialise and Track'),
	};
}

function pointerName(path: string): string {
	return `${path}.dvc`;
}

/** What tracking did. */
export function trackSummary(w: Wording, results: readonly TrackResult[]): string {
	const [only] = results;
	const next = w.t('Commit the pointer with git, and push the content.');
	if (only !== undefined && results.length === 1)
		return `${w.t('{0} is tracked by {1}.', only.path, only.pointerFile)} ${next}`;
	return `${w.t('{0} artifacts are tracked.', results.length)} ${next}`;
}
