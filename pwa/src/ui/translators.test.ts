import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** The part of the DOM that a translator uses. */
class FakeNode {
	readonly children: FakeNode[] = [];
	parentNode: FakeNode | null = null;

	constructor(readonly nodeName: string) {}

	get isConnected(): boolean {
		return this === body || (this.parentNode?.isConnected ?? false);
	}

	contains(node: FakeNode | null): boolean {
		return node === this || (node !== null && this.contains(node.parentNode));
	}

	insertBefore(added: FakeNode, next: FakeNode | null): void {
		this.splice(next ? this.children.indexOf(next) : this.children.length, 0, added);
	}

	removeChild(child: FakeNode): void {
		this.splice(this.children.indexOf(child), 1);
	}

	replaceChild(added: FakeNode, child: FakeNode): void {
		added.parentNode?.removeChild(added);
		this.splice(this.children.indexOf(child), 1, added);
	}

	private splice(at: number, count: number, ...addedNodes: FakeNode[]): void {
		const removedNodes = this.children.splice(at, count, ...addedNodes);
		for (const one of removedNodes) one.parentNode = null;
		for (const one of addedNodes) one.parentNode = this;
		const previousSibling = this.children[at - 1] ?? null;
		const nextSibling = this.children[at + addedNodes.length] ?? null;
		changes.push({ target: this, addedNodes, removedNodes, previousSibling, nextSibling });
	}
}

class FakeText extends FakeNode {
	constructor(public data: string) {
		super("#text");
	}
}

class Watcher {
	constructor(hear: (changes: unknown[]) => void) {
		tell = () => hear(this.takeRecords());
	}

	observe(): void {}

	takeRecords(): unknown[] {
		return changes.splice(0);
	}
}

let body: FakeNode;
let text: FakeText;
let changes: unknown[];
let tell: () => void;
let withOwnTexts: (draw: () => void) => void;

beforeEach(async () => {
	vi.resetModules();
	changes = [];
	body = new FakeNode("BODY");
	vi.stubGlobal("Text", FakeText);
	vi.stubGlobal("MutationObserver", Watcher);
	vi.stubGlobal("document", { body });
	const translators = await import("./translators");
	translators.outliveTranslators();
	withOwnTexts = translators.withOwnTexts;
	text = new FakeText("back by 00:29");
	body.insertBefore(text, null);
	tell();
});

afterEach(() => vi.unstubAllGlobals());

/** A translation with these nodes in it. */
function font(...inside: FakeNode[]): FakeNode {
	const made = new FakeNode("FONT");
	for (const one of inside) made.insertBefore(one, null);
	return made;
}

/** The content of the element that the app draws into. */
function atDraw(): FakeNode[] {
	let found: FakeNode[] = [];
	withOwnTexts(() => {
		found = [...body.children];
	});
	return found;
}

it("draws on the app's own text, whether the translator's change was told or not", () => {
	for (const heard of [tell, () => undefined]) {
		body.replaceChild(font(), text);
		heard();
		expect(atDraw()).toEqual([text]);
	}
});

it("puts back nothing until the app draws, so a translator is never chased", () => {
	const translated = font();
	body.replaceChild(translated, text);
	tell();
	tell();
	expect(body.children).toEqual([translated]);
});

it("does so before each draw of Preact", async () => {
	const { options } = await import("preact");
	body.replaceChild(font(), text);
	const found = await new Promise((resolve) => options.debounceRendering?.(() => resolve([...body.children])));
	expect(found).toEqual([text]);
});

it("knows each text's translation where both stand beside others", () => {
	const second = new FakeText("Pause");
	body.insertBefore(second, null);
	for (const one of [text, second]) {
		const next = body.children[body.children.indexOf(one) + 1] ?? null;
		body.insertBefore(font(), next);
		body.removeChild(one);
	}
	expect(atDraw()).toEqual([text, second]);
});

it("finds a text that was moved into its translation, and one translated twice", () => {
	const first = font();
	body.insertBefore(first, text);
	body.removeChild(text);
	first.insertBefore(text, null);
	body.replaceChild(font(), first);
	expect(atDraw()).toEqual([text]);
});

it("leaves alone what the app removed, and what the translator has put back", () => {
	const translated = font();
	body.replaceChild(translated, text);
	body.replaceChild(text, translated);
	expect(atDraw()).toEqual([text]);
	body.removeChild(text);
	expect(atDraw()).toEqual([]);
});
