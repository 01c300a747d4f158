/** A field for the recovery words: case and spaces do not matter; suggests words of the list. */

import { useRef } from "preact/hooks";
import { suggestWords } from "../kernel/crypto/phrase";
import { wordsIn } from "../kernel/text/typed";
import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import "./words.css";

interface WordsFieldProps {
	readonly label: string;
	readonly hint?: string;
	readonly value: string;
	readonly onInput: (value: string) => void;
}

export function WordsField({ label, hint, value, onInput }: WordsFieldProps) {
	const field = useRef<HTMLDivElement>(null);
	const take = (word: string): void => {
		onInput(`${value.slice(0, value.length - begunIn(value).length)}${word} `);
		field.current?.querySelector<HTMLElement>(".input")?.focus();
	};
	return (
		<div class="stack-tight" ref={field}>
			<Field label={label} {...(hint ? { hint } : {})}>
				<textarea
					class="input words-input"
					autocomplete="off"
					autocapitalize="none"
					spellcheck={false}
					value={value}
					onInput={(event) => onInput(event.currentTarget.value)}
				/>
			</Field>
			<Suggestions words={suggestWords(wordsIn(begunIn(value))[0] ?? "")} onTake={take} />
		</div>
	);
}

/** Always takes up its space, so that nothing moves under a finger. */
function Suggestions({
	words,
	onTake,
}: {
	readonly words: readonly string[];
	readonly onTake: (word: string) => void;
}) {
	return (
		<ul class="suggestions" aria-label={m.back_suggestions()}>
			{words.map((word) => (
				<li key={word}>
					<Button onClick={() => onTake(word)}>{word}</Button>
				</li>
			))}
		</ul>
	);
}

/** The word at the end that is being typed. */
function begunIn(value: string): string {
	return /\S*$/.exec(value)?.[0] ?? "";
}
