/**
 * Saves a file: as a download, or with the share sheet in an installed app on iOS, which ignores downloads. The file
 * is made on this phone and not stored.
 */

export type Given =
	/** The share sheet was opened; whoever closes it wants no file. */
	| "shared"
	| "downloaded"
	/** The share sheet must be opened by a fresh tap, and making the file took longer: one more tap is needed. */
	| "needs_tap"
	/** This browser supports neither. */
	| "impossible";

export async function giveFile(file: File): Promise<Given> {
	if (!swallowsDownloads()) return download(file);
	const wish = { files: [file] };
	return navigator.canShare?.(wish) ? share(wish) : "impossible";
}

/** https://developer.apple.com/documentation/webkitjs: Safari only; true if the app runs from the home screen. */
function swallowsDownloads(): boolean {
	return "standalone" in navigator && navigator.standalone === true;
}

function download(file: File): Given {
	const url = URL.createObjectURL(file);
	Object.assign(document.createElement("a"), { href: url, download: file.name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
	return "downloaded";
}

async function share(wish: ShareData): Promise<Given> {
	try {
		await navigator.share(wish);
	} catch (error) {
		const name = error instanceof DOMException ? error.name : "";
		if (name === "NotAllowedError") return "needs_tap";
		if (name !== "AbortError") return "impossible";
	}
	return "shared";
}
