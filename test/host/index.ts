/** The module VS Code runs inside its extension host; its suites lie beside it, built by `test/support/hostBundle.ts`. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';
import { SummaryReporter } from '../support/summaryReporter.ts';

/** Stands before every line of the reporter, so that the runner finds them among the editor's own messages. */
const mark = process.env['TIDEMARK_MARK'] ?? '';

/** Runs every suite; rejects when a test failed. */
export async function run(): Promise<void> {
	Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));
	const mocha = new Mocha({ timeout: 60_000, color: true, reporter: SummaryReporter });
	const folder = join(dirname(fileURLToPath(import.meta.url)), 'suite');
	for (const name of readdirSync(folder).sort()) if (isWanted(name)) mocha.addFile(join(folder, name));
	await mocha.loadFilesAsync();
	await new Promise<void>((resolve, reject) => {
		mocha.run((failed) => (failed === 0 ? resolve() : reject(new Error(`${failed} tests failed`))));
	});
}

/** `TIDEMARK_SUITES` names the suites to run, else all but `TIDEMARK_SKIP_SUITES`; both comma-separated. */
function isWanted(file: string): boolean {
	const suite = file.replace('.test.cjs', '');
	const listed = (name: string) => process.env[name]?.split(',').includes(suite);
	return file.endsWith('.test.cjs') && (listed('TIDEMARK_SUITES') ?? !listed('TIDEMARK_SKIP_SUITES'));
}
