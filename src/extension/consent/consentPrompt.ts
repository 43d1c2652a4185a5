import { AsyncLocalStorage } from 'node:async_hooks';
import * as vscode from 'vscode';
import type { Consent, EndpointRequest } from '../../core/ports.ts';
import type { StoredConsent } from '../../platform/project/approvals.ts';
import { consentQuestion } from './consentQuestion.ts';

/**
 * Decides whether storage may be contacted. What a person started may ask; what runs by itself only uses answers given
 * before. In Restricted Mode the answer is no.
 */
export class ConsentPrompt implements Consent {
	readonly #asking = new AsyncLocalStorage<true>();
	#stored: Promise<StoredConsent> | undefined;

	/** Runs something a person started: questions may come up in it. */
	whileAsking<T>(task: () => Promise<T>): Promise<T> {
		return this.#asking.run(true, task);
	}

	async allow(request: EndpointRequest): Promise<boolean> {
		if (!vscode.workspace.isTrusted) return false;
		return (await this.stored()).allow(request);
	}

	/** Answers given before, kept outside every workspace. */
	stored(): Promise<StoredConsent> {
		this.#stored ??= this.#load();
		return this.#stored;
	}

	async #load(): Promise<StoredConsent> {
		const [{ StoredConsent }, { configFolder }] = await Promise.all([
			import('../../platform/project/approvals.ts'),
			import('../../platform/project/userFolders.ts'),
		]);
		return new StoredConsent({ folder: configFolder(), ask: (request) => this.#ask(request) });
	}

	async #ask(request: EndpointRequest): Promise<boolean> {
		if (this.#asking.getStore() === undefined) return false;
		const { message, detail, allow } = consentQuestion(vscode.l10n.t, request);
		return (await vscode.window.showWarningMessage(message, { modal: true, detail }, allow)) === allow;
	}
}
