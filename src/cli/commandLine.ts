import { Command, CommanderError } from 'commander';
import { describeError, TidemarkError } from '../core/errors.ts';
import { commandNames, loadCommand } from './commandTable.ts';
import type { Host } from './host.ts';
import { ProcessHost } from './processHost.ts';
import { readVersion } from './version.ts';

/** Exit codes: done, something is incomplete, wrong use. */
const [done, incomplete, wrongUse] = [0, 1, 2];

/** Runs one command and sets the process's exit code. `entry` is the URL of the running entry script. */
export async function runCommandLine(args: readonly string[], entry: string): Promise<void> {
	const host = new ProcessHost();
	try {
		await parse(args, host, entry);
		process.exitCode = host.isIncomplete ? incomplete : done;
	} catch (error) {
		process.exitCode = report(error, host);
	} finally {
		await host.dispose();
	}
}

async function parse(args: readonly string[], host: ProcessHost, entry: string): Promise<void> {
	const program = newProgram(host);
	// Known only to help: a command's own `--version <name>` must not be taken for it.
	if (asksForHelp(args)) program.version(await readVersion(entry), '-V, --version', 'print the version');
	const names = commandNames.filter((name) => args.includes(name));
	// Only what may be meant is loaded; help and unknown words need all.
	for (const name of names.length === 0 || asksForHelp(args) ? commandNames : names) {
		(await loadCommand(name))(program, host);
	}
	await program.parseAsync(args, { from: 'user' });
}

function asksForHelp(args: readonly string[]): boolean {
	return args[0] === 'help' || args[0] === '--help' || args[0] === '-h';
}

function newProgram(host: ProcessHost): Command {
	return new Command('tidemark')
		.description('Dataset and model versions for DVC and Git LFS, without either installed.')
		.option('-C <folder>', 'run as if started in this folder')
		.option(
			'--allow-remote <name>',
			'contact only these remotes and approved ones (may be repeated)',
			(name: string, before: readonly string[] = []) => [...before, name],
		)
		.option('--verbose', 'tell on standard error what is done')
		.addHelpText(
			'after',
			'\nExit codes: 0 done, 1 something is incomplete, 2 wrong use. --json prints one document on standard output.',
		)
		.showHelpAfterError('Run "tidemark help" for the commands.')
		.exitOverride()
		.configureOutput({ writeErr: (text) => host.note(text.trimEnd()) })
		.hook('preAction', (program) => host.configure(program.opts()));
}

function report(error: unknown, host: Host): number {
	// Commander has told already; asking for help or the version is no mistake.
	if (error instanceof CommanderError) return error.exitCode === 0 ? done : wrongUse;
	const code = TidemarkError.is(error) ? error.code : 'internal';
	host.note(`error: ${code}: ${describeError(error)}`);
	return code === 'usage' ? wrongUse : incomplete;
}
