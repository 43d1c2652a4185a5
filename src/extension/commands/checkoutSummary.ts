import type { CheckoutReport } from '../../platform/project/project.ts';
import { formatFiles } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** One sentence on what a checkout wrote. */
export function checkoutSummary(w: Wording, report: CheckoutReport): string {
	const { added, replaced, removed, failed } = report;
	const parts = [
		added.length > 0 ? w.t('{0} added', formatFiles(w, added.length)) : undefined,
		replaced.length > 0 ? w.t('{0} replaced', formatFiles(w, replaced.length)) : undefined,
		removed.length > 0 ? w.t('{0} removed', formatFiles(w, removed.length)) : undefined,
		failed.length > 0 ? w.t('{0} not written', formatFiles(w, failed.length)) : undefined,
	].filter((part) => part !== undefined);
	return parts.length === 0 ? w.t('The work tree has it all already.') : `${parts.join(', ')}.`;
}
