/**
 * For translators that ignore translate="no" (docs/decisions/0016): they replace each text with a `<font>`, and the app would
 * then change a text that is no longer on the screen. Before each draw the app puts its own texts back. It never answers
 * a translation, so the two cannot chase each other.
 */

import { options } from "preact";

/** The app's texts, by the element that a translator put in the place of each. */
const replaced = new Map<Node, Text>();
const watcher = new MutationObserver((changes) => changes.forEach(note));

/** Call before the first draw. Watches the whole body: sheets are outside the app's own element. */
export function outliveTranslators(): void {
	watcher.observe(document.body, { childList: true, subtree: true });
	options.debounceRendering = (draw) => queueMicrotask(() => withOwnTexts(draw));
}

/** Draws on the app's own texts. Preact's later draws do so by themselves, `render` does not. */
export function withOwnTexts(draw: () => void): void {
	// a translator may have been at work since the watcher was last called
	watcher.takeRecords().forEach(note);
	for (const [font, text] of replaced) if (font.isConnected) font.parentNode?.replaceChild(text, font);
	replaced.clear();
	draw();
}

function note({ target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
	// inside a translation nothing is the app's
	if (target.nodeName === "FONT") return;
	for (const removed of removedNodes) {
		// a second translation may take the place of the first
		const text = removed instanceof Text ? removed : replaced.get(removed);
		const font = [...addedNodes, previousSibling, nextSibling].find(isNewFont);
		if (text && font && (!text.isConnected || font.contains(text))) replaced.set(font, text);
	}
}

/** The app itself has no `<font>`. */
function isNewFont(node: Node | null): node is Node {
	return node?.nodeName === "FONT" && !replaced.has(node);
}
