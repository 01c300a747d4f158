/** A word to type before something that cannot be undone. */

import { m } from "../paraglide/messages.js";
import { TextField } from "./field";

interface WordProps {
	readonly word: string;
	readonly typed: string;
	readonly onInput: (typed: string) => void;
}

export function WordToType({ word, typed, onInput }: WordProps) {
	return <TextField label={m.type_word({ word })} value={typed} onInput={onInput} maxLength={20} draft="given word" />;
}

export function isTyped(word: string, typed: string): boolean {
	return typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase();
}
