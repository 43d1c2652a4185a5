import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface MessageProps {
	readonly icon: IconName;
	readonly title: string;
	readonly children?: ComponentChildren;
	/** Failures are read out at once. */
	readonly alert?: boolean;
}

/** A page or part of it that has nothing to list: says why, and what to do. */
export function Message({ icon, title, children, alert }: MessageProps) {
	return (
		<div class="message" role={alert ? 'alert' : undefined}>
			<div class={alert ? 'message-icon bad' : 'message-icon'}>
				<Icon name={icon} />
			</div>
			<p class="message-title">{title}</p>
			<div class="message-body">{children}</div>
		</div>
	);
}
