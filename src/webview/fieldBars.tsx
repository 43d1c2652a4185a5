import { usePanel } from './context.ts';
import { t } from './texts.ts';

/** Fields listed; the rest is named as a number. */
const FIRST = 12;

interface FieldBarsProps {
	readonly fields: Readonly<Record<string, number>>;
	/** Changed records: the length of a whole bar. */
	readonly changed: number;
}

/** How many changed records differ in each field. */
export function FieldBars({ fields, changed }: FieldBarsProps) {
	const { formats } = usePanel();
	const ranked = Object.entries(fields).toSorted(([, a], [, b]) => b - a);
	if (ranked.length === 0) return null;
	return (
		<div class="chart">
			<table class="field-table">
				<caption class="chart-title">{t('Fields that changed')}</caption>
				<thead class="unseen">
					<tr>
						<th scope="col">{t('field')}</th>
						<th scope="col">{t('records')}</th>
						<th scope="col">{t('bars')}</th>
					</tr>
				</thead>
				<tbody>
					{ranked.slice(0, FIRST).map(([field, count]) => (
						<tr key={field}>
							<th scope="row">{field}</th>
							<td class="number">{formats.count(count)}</td>
							<td class="bar-cell">
								<svg class="bars" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
									<rect class="bar-changed" x="0" y="2" width={share(count, changed)} height="6" />
								</svg>
							</td>
						</tr>
					))}
				</tbody>
			</table>
			{ranked.length > FIRST && <p class="note">{t('and {0} more', formats.count(ranked.length - FIRST))}</p>}
		</div>
	);
}

function share(count: number, all: number): number {
	return all === 0 ? 0 : Math.min(100, (count / all) * 100);
}
