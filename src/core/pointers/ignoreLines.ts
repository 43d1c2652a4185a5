/**
 * The line that makes git ignore one file or folder, in the `.gitignore` of its own folder. As DVC writes it,
 * `/name` with `[ ] ! * # ?` escaped; and, unlike DVC, a backslash and trailing spaces escaped as well, without
 * which git would not ignore the content but take it in.
 */
export function ignoreLine(name: string): string {
	const escaped = name.replaceAll(/[[\]!*#?\\]/g, '\\$&');
	return `/${escaped.replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length))}`;
}

/**
 * Text of a `.gitignore` with the line for `name` added at its end, after a missing final newline; the same text
 * when the line is there. `undefined` stands for a file that does not exist.
 */
export function addIgnoreLine(text: string | undefined, name: string): string {
	const line = ignoreLine(name);
	if (text === undefined || text === '') return `${line}\n`;
	if (text.split(/\r?\n/).includes(line)) return text;
	return `${text}${text.endsWith('\n') ? '' : '\n'}${line}\n`;
}
