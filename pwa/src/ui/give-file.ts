/**
 * Gives a file to the person: as a download, and in an app on an iPhone's home screen, which swallows downloads, by the
 * share sheet. The file is made on this phone and kept nowhere.
 */

export type Given =
	| "given"
	/** The share sheet opens only right after a tap, and the file took longer: it needs one more. */
	| "needs_tap"
	/** This browser can do neither. */
	| "impossible";

export async function giveFile(file: File): Promise<Given> {
	if (!swallowsDownloads()) return download(file);
	const wish = { files: [file] };
	return navigator.canShare?.(wish) ? share(wish) : "impossible";
}

/** https://developer.apple.com/documentation/webkitjs: only Safari has it, true where the app was opened from the home screen. */
function swallowsDownloads(): boolean {
	return "standalone" in navigator && navigator.standalone === true;
}

function download(file: File): Given {
	const url = URL.createObjectURL(file);
	Object.assign(document.createElement("a"), { href: url, download: file.name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
	return "given";
}

/** Who puts the share sheet away has decided so. */
async function share(wish: ShareData): Promise<Given> {
	try {
		await navigator.share(wish);
	} catch (error) {
		const name = error instanceof DOMException ? error.name : "";
		if (name === "NotAllowedError") return "needs_tap";
		if (name !== "AbortError") return "impossible";
	}
	return "given";
}
