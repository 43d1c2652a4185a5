/** Tracks `data` in the work tree given, until it is done or killed. */
import { track } from '../../../src/platform/workspace/track.ts';
import { openWorkspace } from '../../interop/dvcSandbox.ts';

const workspace = await openWorkspace(process.argv[2] ?? '.');
process.stdout.write('started\n');
await track(workspace.context, ['data']);
await workspace.dispose();
