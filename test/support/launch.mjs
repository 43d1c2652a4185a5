// The first program of `npm start`, `npm test` and their kin. Plain JavaScript for Node 20 and later without any
// dependency: it installs what package-lock.json names, then runs the rest (main.ts) under the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const windows = process.platform === 'win32';
const ownNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

checkMachine();
if (!installed()) install();
process.exitCode = await continueUnderOwnNode(process.argv.slice(2));

function checkMachine() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 20)
		stop(`Tidemark needs Node 20 or later to build; this is ${process.version}. See https://nodejs.org`);
	const git = spawnSync('git', ['--version'], { encoding: 'utf8' });
	if (git.error) stop('Tidemark needs git 2.39 or later on PATH. See https://git-scm.com');
	const [, first, second] = /(\d+)\.(\d+)/.exec(git.stdout) ?? [];
	if (Number(first) < 2 || (Number(first) === 2 && Number(second) < 39))
		console.warn(`Tidemark is made for git 2.39 or later; this is ${git.stdout.trim()}.`);
}

/** Whether every package of package-lock.json is there in its version, optional ones for other machines aside. */
function installed() {
	const wanted = packagesOf(join(root, 'package-lock.json'));
	const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
	return Object.entries(wanted).every(
		([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
	);
}

function packagesOf(lockFile) {
	return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

function install() {
	console.log('Installing the packages of package-lock.json …');
	// Not `npm ci`: it refuses a lock file that lacks another system's optional packages, and a registry mirror may serve
	// only its own system's. This takes every version the lock file names, and leaves the file as it is.
	const done = npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
	if (done.status !== 0) stop('npm install failed; its message is above. Nothing else was done.');
}

function npm(args) {
	const cli = process.env.npm_execpath;
	const options = { cwd: root, stdio: 'inherit' };
	return cli?.endsWith('.js')
		? spawnSync(process.execPath, [cli, ...args], options)
		: spawnSync('npm', args, { ...options, shell: windows });
}

/** Where install scripts are switched off, the `node` package has not fetched its binary yet. */
function ownNodePath() {
	if (!existsSync(ownNode))
		spawnSync(process.execPath, ['installArchSpecificPackage'], {
			cwd: dirname(dirname(ownNode)),
			stdio: 'inherit',
		});
	return existsSync(ownNode) ? ownNode : process.execPath;
}

/** Runs main.ts, passes signals on, and gives its exit code. */
function continueUnderOwnNode(args) {
	const node = ownNodePath();
	const PATH = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	const env = { ...process.env, PATH };
	const child = spawn(node, [join(root, 'test', 'support', 'main.ts'), ...args], {
		cwd: root,
		stdio: 'inherit',
		env,
	});
	// A terminal sends Ctrl-C to the child too; passing it on again is harmless, ending before the child is not.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	endWithParent(child);
	return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

/** A shell that npm runs us by may die of a signal without passing it on; what we started must not outlive it. */
function endWithParent(child) {
	const parent = process.ppid;
	const check = () => {
		if (process.ppid !== parent) child.kill('SIGTERM');
	};
	setInterval(check, 1000).unref();
}

function stop(message) {
	console.error(message);
	process.exit(1);
}
