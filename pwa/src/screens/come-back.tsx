/** Coming back on a new phone with nothing but the 12 words. */

import { useState } from "preact/hooks";
import { PHRASE_WORDS, wordsIn } from "../kernel/phrase";
import { comeBack } from "../kernel/way-back";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { WordsField } from "./words-field";

export default function ComeBack() {
	const { busy, trouble, run } = useAct();
	const goOn = useGoOn();
	const [typed, setTyped] = useState("");
	const [extra, setExtra] = useState("");
	const count = wordsIn(typed).length;
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		if (await run(() => comeBack(typed, extra))) goOn("/", true);
	};
	return (
		<Page title={m.back_title()} back="/" lead={m.back_lead()}>
			<form class="stack" onSubmit={submit}>
				<WordsField
					label={m.back_words()}
					hint={count > 0 ? m.back_count({ count }) : m.back_words_hint()}
					value={typed}
					onInput={setTyped}
				/>
				<TextField label={m.back_extra()} value={extra} maxLength={60} onInput={setExtra} />
				<p class="soft small">{m.back_told()}</p>
				<Trouble>{trouble}</Trouble>
				<Button type="submit" look="main" wide busy={busy} disabled={count < PHRASE_WORDS}>
					{m.back_act()}
				</Button>
			</form>
		</Page>
	);
}
