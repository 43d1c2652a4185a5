import { usePanel } from './context.ts';
import { t } from './texts.ts';

const WIDTH = 200;
const HEIGHT = 56;
const GAP = 2;

/** How far boxes of changed records moved: a histogram of old and new box's overlap (IoU), with its table. */
export function OverlapChart({ bins }: { bins: readonly number[] }) {
	const most = Math.max(...bins, 0);
	if (most === 0) return null;
	const step = WIDTH / bins.length;
	return (
		<figure class="overlap">
			<figcaption class="chart-title">{t('Box overlap of changed records')}</figcaption>
			<svg class="histogram" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
				{bins.map((count, bin) => {
					const height = count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
					return (
						<rect
							key={bin}
							class="bar-changed"
							x={bin * step + GAP / 2}
							y={HEIGHT - height}
							width={step - GAP}
							height={height}
						>
							<title>{`${range(bin, bins.length)}: ${count}`}</title>
						</rect>
					);
				})}
			</svg>
			<div class="axis" aria-hidden="true">
				<span>0</span>
				<span>{t('IoU')}</span>
				<span>1</span>
			</div>
			<OverlapTable bins={bins} />
		</figure>
	);
}

/** The same for screen readers. */
function OverlapTable({ bins }: { bins: readonly number[] }) {
	const { formats } = usePanel();
	return (
		<table class="unseen">
			<caption>{t('Box overlap of changed records')}</caption>
			<thead>
				<tr>
					<th scope="col">{t('overlap')}</th>
					<th scope="col">{t('records')}</th>
				</tr>
			</thead>
			<tbody>
				{bins.map((count, bin) => (
					<tr key={range(bin, bins.length)}>
						<th scope="row">{range(bin, bins.length)}</th>
						<td>{formats.count(count)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function range(bin: number, bins: number): string {
	return `${(bin / bins).toFixed(1)} – ${((bin + 1) / bins).toFixed(1)}`;
}
