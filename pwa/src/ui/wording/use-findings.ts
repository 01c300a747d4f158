/** What is found in a text once somebody pauses typing; patterns are loaded when they are first needed. */

import { useEffect, useState } from "preact/hooks";
import { type Part, part } from "../../kernel/browser/parts";
import { getLocale } from "../../paraglide/runtime.js";
import { type Finder, type Finding, finderOf, sentencesOf, type Wordings } from "./find";
import { loadWordingHints, wordingHints } from "./setting";

/** After the last key, in milliseconds: nobody is interrupted in the middle of a word. */
const CALM = 800;

/** Every language with patterns, by path. */
const languages = import.meta.glob<Wordings>("../../../content/wordings/*.json", { import: "default" });
const finders: Readonly<Record<string, Part<Finder>>> = Object.fromEntries(
	Object.entries(languages).map(([path, load]) => [path, part(async () => finderOf(await load()))]),
);

/** What is found in a text that has stood for a while, without the phrases that `leave` was told. */
export function useFindings(text: string): readonly [findings: readonly Finding[], leave: (phrase: string) => void] {
	const [read, setRead] = useState<{ text: string; findings: readonly Finding[] }>({ text: "", findings: [] });
	const [left, setLeft] = useState<readonly string[]>([]);
	useEffect(() => {
		if (text.trim() === "") return;
		let stopped = false;
		const look = async (): Promise<void> => {
			const find = await finder();
			const findings: Finding[] = [];
			for (const sentence of sentencesOf(text)) {
				findings.push(...find(text, sentence));
				await nextTask();
				if (stopped) return;
			}
			setRead({ text, findings });
		};
		// a hint that cannot be loaded is left out
		const timer = setTimeout(() => void look().catch(() => undefined), CALM);
		return () => {
			stopped = true;
			clearTimeout(timer);
		};
	}, [text]);
	const shows = wordingHints.value && read.text === text;
	const findings = shows ? read.findings.filter(({ phrase }) => !left.includes(phrase)) : [];
	return [findings, (phrase) => setLeft([...left, phrase])];
}

/** Taps and keys go first. */
function nextTask(): Promise<void> {
	return new Promise((go) => setTimeout(go));
}

async function finder(): Promise<Finder> {
	await loadWordingHints();
	return finders[`../../../content/wordings/${getLocale()}.json`]?.() ?? (() => []);
}
