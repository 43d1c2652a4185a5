import type { FileListName, FileRow } from '../core/compare/messages.ts';
import type { FileVersion } from '../core/model.ts';
import { changeWord } from './changeText.ts';
import { usePanel } from './context.ts';
import { t } from './texts.ts';

/** The chosen file: size and hash on both sides, and what can be opened. */
export function FileBar({ list, file }: { list: FileListName; file: FileRow }) {
	const { host, names } = usePanel();
	const open = (how: 'diff' | 'old' | 'new') => () => host.send({ type: 'openFile', list, id: file.id, how });
	return (
		<section class="file-bar" aria-label={t('Chosen file')}>
			<div class="file-bar-head">
				<span class="strong ellipsis">{file.path}</span>
				<span class="note">{changeWord(file.change)}</span>
				<span class="grow" />
				{file.old && file.new && file.readable && (
					<button type="button" class="primary" onClick={open('diff')}>
						{t('Show Differences')}
					</button>
				)}
				{file.old && (
					<button type="button" class="secondary" onClick={open('old')}>
						{t('Open {0}', names[0])}
					</button>
				)}
				{file.new && (
					<button type="button" class="secondary" onClick={open('new')}>
						{t('Open {0}', names[1])}
					</button>
				)}
			</div>
			{!file.readable && (
				<p class="note">
					{t('No text: its lines cannot be compared. Sizes and hashes say that it differs.')}
				</p>
			)}
			<dl class="facts">
				<Fact name={names[0]} version={file.old} />
				<Fact name={names[1]} version={file.new} />
			</dl>
		</section>
	);
}

function Fact({ name, version }: { name: string; version: FileVersion | undefined }) {
	const { formats } = usePanel();
	const size = version?.size === undefined ? undefined : formats.bytes(version.size);
	const hash = version?.object && `${version.object.algorithm} ${version.object.hash}`;
	return (
		<>
			<dt>{name}</dt>
			<dd>
				{version === undefined
					? t('not there')
					: [size, hash].filter((part) => part !== undefined).join(' · ') || t('size and hash not known')}
			</dd>
		</>
	);
}
