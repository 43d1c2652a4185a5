import './styles/base.css';
import './styles/buttons.css';
import './styles/header.css';
import './styles/message.css';
import './styles/inputs.css';
import './styles/list.css';
import './styles/files.css';
import './styles/values.css';
import './styles/labels.css';
import './styles/records.css';
import './styles/picture.css';
import './styles/fieldTable.css';
import './styles/small.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { useTranslations } from './texts.ts';

const root = document.getElementById('root');
if (root) {
	useTranslations(root.dataset['translations']);
	const { a = '', b = '' } = root.dataset;
	// The names stood there until now; the panel takes over in the same picture.
	root.replaceChildren();
	render(<App firstNames={[a, b]} />, root);
}
