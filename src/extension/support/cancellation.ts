import type { CancellationToken } from 'vscode';
import { TidemarkError } from '../../core/errors.ts';

/** The rooms below the editor stop on an AbortSignal; this follows an editor token. */
export function signalOf(token: CancellationToken): AbortSignal {
	const controller = new AbortController();
	if (token.isCancellationRequested) controller.abort();
	else token.onCancellationRequested(() => controller.abort());
	return controller.signal;
}

/** Whether something thrown only says that the user stopped it. */
export function isCancelled(error: unknown): boolean {
	return TidemarkError.is(error, 'cancelled') || (error instanceof Error && error.name === 'AbortError');
}
