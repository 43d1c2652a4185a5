import * as vscode from 'vscode';
import { formatVersionFile, parseVersionFile, type VersionFile, versionScheme } from './versionFile.ts';

/** Address of one file of one version. */
export function versionUri(file: VersionFile): vscode.Uri {
	return vscode.Uri.from({ scheme: versionScheme, ...formatVersionFile(file) });
}

/** The file an address names; undefined for other addresses. */
export function versionFileOf(uri: vscode.Uri): VersionFile | undefined {
	return uri.scheme === versionScheme ? parseVersionFile(uri.path, uri.query) : undefined;
}
