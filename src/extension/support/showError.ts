import * as vscode from 'vscode';
import { describeError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import { isCancelled } from './cancellation.ts';

/**
 * Tells a person what went wrong, once: what and why, what was kept and what to do, then buttons. Silent about what the
 * person stopped. Returns at once; `retry` runs when its button is pressed.
 */
export function showError(log: Log, error: unknown, retry?: () => unknown): void {
	if (isCancelled(error)) return;
	log.error(error instanceof Error && error.stack !== undefined ? withStack(error) : describeError(error));
	const showLog = vscode.l10n.t('Show Log');
	const again = vscode.l10n.t('Retry');
	const buttons = retry === undefined ? [showLog] : [again, showLog];
	void vscode.window.showErrorMessage(describeError(error), ...buttons).then((pressed) => {
		if (pressed === showLog) return vscode.commands.executeCommand('tidemark.showLog');
		return pressed === again ? retry?.() : undefined;
	});
}

function withStack(error: Error): string {
	const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
	return [describeError(error), ...frames].join('\n');
}
