import { useState } from 'preact/hooks';
import type { LabelFile } from '../core/compare/messages.ts';
import type { LabelDiff } from '../core/labels/model.ts';
import { ClassTable } from './classTable.tsx';
import { usePanel } from './context.ts';
import { Counts } from './counts.tsx';
import { FieldBars } from './fieldBars.tsx';
import { Icon } from './icon.tsx';
import { OverlapChart } from './overlapChart.tsx';
import { t } from './texts.ts';

interface LabelSummaryProps {
	readonly file: number;
	readonly label: LabelFile;
	readonly summary: LabelDiff;
	/** The class the records are filtered by, '' for none. */
	readonly className: string;
	onClass(className: string): void;
}

/** What differs in one label file, in numbers. */
export function LabelSummaryView({ file, label, summary, className, onClass }: LabelSummaryProps) {
	const { formats } = usePanel();
	return (
		<section class="summary" aria-label={t('Summary of {0}', label.path)}>
			<div class="summary-head">
				<h2 class="ellipsis" title={label.path}>
					{label.oldPath !== label.path && <span class="note">{label.oldPath} → </span>}
					{label.path}
				</h2>
				<span class="note">{formatName(summary.format)}</span>
				<KeyChoice key={summary.key} file={file} used={summary.key} />
				<span class="grow" />
				<Counts {...summary} words />
				<span class="note">{t('{0} unchanged', formats.count(summary.unchanged))}</span>
				{summary.moved > 0 && <span class="note">{t('{0} moved', formats.count(summary.moved))}</span>}
			</div>
			<Warnings warnings={summary.warnings} />
			<div class="charts">
				<ClassTable classes={summary.classes} chosen={className} onClass={onClass} />
				<FieldBars fields={summary.fields} changed={summary.changed} />
				<div class="chart">
					<OverlapChart bins={summary.iou} />
					<Images summary={summary} />
				</div>
			</div>
		</section>
	);
}

function Images({ summary: { images, records } }: { summary: LabelDiff }) {
	const { formats } = usePanel();
	return (
		<p class="note">
			{images && (
				<>
					{t('Images')} <Counts {...images} words />
					<br />
				</>
			)}
			{t('{0} records → {1}', formats.count(records[0]), formats.count(records[1]))}
		</p>
	);
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
	if (warnings.length === 0) return null;
	return (
		<div class="warning">
			<Icon name="warning" />
			<ul>
				{warnings.map((warning) => (
					<li key={warning}>{warning}</li>
				))}
			</ul>
		</div>
	);
}

/** By what the records of both versions are joined; another field can be tried. */
function KeyChoice({ file, used }: { file: number; used: string }) {
	const { host } = usePanel();
	const [typed, setTyped] = useState<string>();
	if (typed === undefined) {
		return (
			<button
				type="button"
				class="link"
				title={t('Join the records by another field')}
				onClick={() => setTyped(used)}
			>
				{t('key: {0}', used)}
			</button>
		);
	}
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key === 'Escape') setTyped(undefined);
		else if (event.key === 'Enter') {
			const key = typed.trim() === '' ? undefined : typed.trim();
			host.send({ type: 'compareLabels', file, key });
		} else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<label class="key-choice">
			{t('key')}{' '}
			<input
				type="text"
				value={typed}
				aria-label={t('Field that names a record; Enter compares, Esc leaves it')}
				ref={(element) => element?.focus()}
				spellcheck={false}
				onInput={(event) => setTyped(event.currentTarget.value)}
				onKeyDown={onKeyDown}
			/>
			<span class="note">{t('Enter compares')}</span>
		</label>
	);
}

function formatName(format: string): string {
	const names: Readonly<Record<string, string>> = {
		coco: 'COCO',
		map: t('ID map'),
		array: t('list of records'),
	};
	return names[format] ?? format;
}
