import * as vscode from 'vscode';
import type { Progress } from '../../core/ports.ts';
import type { RunOptions } from '../../platform/project/project.ts';
import { signalOf } from './cancellation.ts';
import { editorWording } from './editorWording.ts';
import { progressText, shareDone } from './progressText.ts';

/** Runs something a person started, with its progress and a way to stop it. */
export async function withProgress<T>(
	title: string,
	task: (options: Required<RunOptions>) => Promise<T>,
): Promise<T> {
	const location = vscode.ProgressLocation.Notification;
	return vscode.window.withProgress({ location, title, cancellable: true }, (reporter, token) => {
		let reported = 0;
		const onProgress = (progress: Progress): void => {
			const share = Math.floor(100 * shareDone(progress));
			reporter.report({
				message: progressText(editorWording(), progress),
				increment: Math.max(0, share - reported),
			});
			reported = Math.max(share, reported);
		};
		return task({ signal: signalOf(token), onProgress });
	});
}
