/** Type three of the recovery words, and the extra word, to check the written copy. */

import { useState } from "preact/hooks";
import { fold, wordsIn } from "../kernel/text/typed";
import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Trouble } from "../ui/note";

const ASKED = 3;

interface WordsCheckProps {
	readonly words: readonly string[];
	/** Empty if there is none. */
	readonly extra: string;
	readonly busy: boolean;
	readonly onRight: () => void;
	readonly onBack: () => void;
}

export function WordsCheck({ words, extra, busy, onRight, onBack }: WordsCheckProps) {
	const [places] = useState(() => choosePlaces(words.length));
	const [typed, setTyped] = useState<readonly string[]>(places.map(() => ""));
	const [again, setAgain] = useState("");
	const [trouble, setTrouble] = useState<string | null>(null);
	const check = (event: Event): void => {
		event.preventDefault();
		const wrong = places.find((place, at) => wordsIn(typed[at] ?? "").join(" ") !== words[place]);
		if (wrong !== undefined) setTrouble(m.words_check_wrong({ number: wrong + 1 }));
		else if (fold(again) !== fold(extra)) setTrouble(m.words_check_extra_wrong());
		else onRight();
	};
	return (
		<form class="card stack" onSubmit={check}>
			<div>
				<h2>{m.words_check_title()}</h2>
				<p class="lead">{m.words_check_lead()}</p>
			</div>
			{places.map((place, at) => (
				<TextField
					key={place}
					label={m.words_nth({ number: place + 1 })}
					value={typed[at] ?? ""}
					onInput={(value) => setTyped(typed.map((one, index) => (index === at ? value : one)))}
					draft="secret"
				/>
			))}
			{fold(extra) && (
				<TextField label={m.words_extra()} value={again} maxLength={60} onInput={setAgain} draft="secret" />
			)}
			<Trouble>{trouble}</Trouble>
			<Button type="submit" look="main" wide busy={busy}>
				{m.words_keep()}
			</Button>
			<Button wide onClick={onBack}>
				{m.words_look_again()}
			</Button>
		</form>
	);
}

/** Three random positions, in order. */
function choosePlaces(count: number): readonly number[] {
	const places = new Set<number>();
	while (places.size < ASKED) places.add(Math.floor(Math.random() * count));
	return [...places].sort((a, b) => a - b);
}
