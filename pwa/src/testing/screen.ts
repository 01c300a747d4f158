/**
 * Screens without a browser: draws a component down to its elements, taps its buttons by their words and types in its
 * fields. State lasts over drawings; an effect runs again once what it depends on has changed. For tests that mock
 * "preact/hooks" with `hooks`.
 */

import { type ComponentChildren, isValidElement, type VNode } from "preact";

interface Element {
	readonly type: string;
	readonly props: {
		readonly children?: unknown;
		readonly onClick?: () => unknown;
		readonly onSubmit?: (event: Event) => unknown;
		readonly open?: boolean;
		readonly role?: string;
		readonly class?: string | undefined;
		readonly "aria-label"?: string | undefined;
		readonly value?: string;
		readonly onInput?: (event: { readonly currentTarget: { readonly value: string } }) => unknown;
	};
}

type Component = (props: Element["props"]) => ComponentChildren;

/** What the hooks of each component keep, by where the component stands. */
let cells = new Map<string, unknown[]>();
let here: unknown[] = [];
let next = 0;

function cell<Value>(make: () => Value): Value {
	const at = next++;
	if (at === here.length) here.push(make());
	// the same hook wrote it at the last drawing
	return here[at] as Value;
}

interface Effect {
	/** What it depended on when it ran last; null if it has not run. */
	on: readonly unknown[] | null;
	undo: unknown;
}

/** In place of the hooks of Preact. */
export const hooks = {
	useState: <Value>(first: Value | (() => Value)) => {
		const kept = cell(() => ({ value: first instanceof Function ? first() : first }));
		const set = (to: Value | ((before: Value) => Value)): void => {
			kept.value = to instanceof Function ? to(kept.value) : to;
		};
		return [kept.value, set] as const;
	},
	useRef: <Value>(current: Value) => cell(() => ({ current })),
	useEffect: (effect: () => unknown, on: readonly unknown[] = []) => {
		const kept = cell<Effect>(() => ({ on: null, undo: undefined }));
		if (kept.on?.every((one, at) => Object.is(one, on[at]))) return;
		kept.on = on;
		queueMicrotask(() => {
			if (typeof kept.undo === "function") kept.undo();
			kept.undo = effect();
		});
	},
	useLayoutEffect: () => undefined,
	useId: () => cell(() => crypto.randomUUID()),
};

/** The button with these words, as drawn now. Throws if it is not there. */
export function button(screen: () => ComponentChildren, words: string): () => unknown {
	const found = draw(screen).find(({ type, props }) => type === "button" && wordsOf(props.children) === words);
	if (!found) throw new Error(`There is no button "${words}".`);
	return () => found.props.onClick?.();
}

/** The text fields, as drawn now: the content of each, and typing in it. */
export function fields(
	screen: () => ComponentChildren,
): readonly { readonly value: string; readonly type: (text: string) => void }[] {
	return draw(screen).flatMap(({ props: { value = "", onInput } }) =>
		onInput ? [{ value, type: (text: string) => void onInput({ currentTarget: { value: text } }) }] : [],
	);
}

/** Whether each part that can be closed is open when it is first drawn. */
export function opens(screen: () => ComponentChildren): readonly boolean[] {
	return draw(screen).flatMap(({ type, props: { open = false } }) => (type === "details" ? [open] : []));
}

/** Submits the first form, as drawn now. */
export function submit(screen: () => ComponentChildren): void {
	draw(screen)
		.find(({ type }) => type === "form")
		?.props.onSubmit?.(new Event("submit"));
}

/** The words of the headings of sections, as drawn now. */
export function titles(screen: () => ComponentChildren): readonly string[] {
	return wordsIn(screen, "h2");
}

/** The words of all elements with this tag, as drawn now. */
export function wordsIn(screen: () => ComponentChildren, tag: string): readonly string[] {
	return draw(screen).flatMap(({ type, props }) => (type === tag ? [wordsOf(props.children)] : []));
}

/** What is read out instead of the words, of all elements with this tag that have it, as drawn now. */
export function labels(screen: () => ComponentChildren, tag: string): readonly string[] {
	return draw(screen).flatMap(({ type, props: { "aria-label": label } }) => (type === tag && label ? [label] : []));
}

/** What a screen reader is told as soon as it changes: of each region that waits for that, as drawn now. */
export function statuses(screen: () => ComponentChildren): readonly string[] {
	return draw(screen).flatMap(({ props: { role, children } }) => (role === "status" ? [wordsOf(children)] : []));
}

/** The classes of the button, or other element, with these words, as drawn now. */
export function lookOf(screen: () => ComponentChildren, words: string, tag = "button"): string {
	const is = ({ type, props }: Element) => type === tag && wordsOf(props.children) === words;
	return draw(screen).find(is)?.props.class ?? "";
}

/** Forgets the state of the last screen. */
export function closeScreen(): void {
	cells = new Map();
}

function draw(screen: () => ComponentChildren): readonly Element[] {
	return elements({ type: screen, props: {} } as unknown as VNode, "");
}

function elements(node: ComponentChildren | VNode, place: string): readonly Element[] {
	if (Array.isArray(node)) return node.flatMap((one, at) => elements(one, `${place}/${at}`));
	if (!node || typeof node !== "object" || !("type" in node)) return [];
	const { type, props } = node as VNode;
	if (typeof type === "string") {
		const own = { type, props: props as Element["props"] };
		return [own, ...elements(props.children, `${place}/${type}`)];
	}
	const name = `${place}/${type.name}`;
	here = cells.get(name) ?? [];
	cells.set(name, here);
	next = 0;
	return elements((type as Component)(props as Element["props"]), name);
}

function wordsOf(children: unknown): string {
	if (Array.isArray(children)) return children.map(wordsOf).join("");
	if (isValidElement(children)) return wordsOf((children.props as Element["props"]).children);
	return typeof children === "string" ? children : "";
}
