/** Recover an account on a new phone with only the recovery words. */

import { useState } from "preact/hooks";
import { Problem } from "../kernel/browser/problem";
import { PHRASE_WORDS, wrongWord } from "../kernel/crypto/phrase";
import { comeBack } from "../kernel/identity/recovery-words";
import { serverNow } from "../kernel/store/clock";
import { wordsIn } from "../kernel/text/typed";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { returnTime } from "../ui/when";
import { useReplacing } from "./replace";
import { WordsField } from "./words-field";

const MINUTE = 60_000;

export default function ComeBack() {
	const act = useAct();
	const { busy, trouble } = act;
	const { step, arrive } = useReplacing(act);
	const goOn = useGoOn();
	const [typed, setTyped] = useState("");
	const [extra, setExtra] = useState("");
	const [reason, setReason] = useState<string | null>(null);
	const count = wordsIn(typed).length;
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		const wrong = wrongWord(typed);
		setReason(wrong && m.back_wrong_word(wrong));
		if (!wrong) await arrive(back, () => goOn("/", true));
	};
	const back = async (agreed: boolean): Promise<void> => {
		try {
			await comeBack(typed, extra, agreed);
		} catch (error) {
			if (error instanceof Problem && error.code === "slow_down") setReason(untilWhen(error));
			throw error;
		}
	};
	if (step)
		return (
			<Page title={m.back_title()} back="/">
				{step}
			</Page>
		);
	return (
		<Page title={m.back_title()} back="/" lead={m.back_lead()}>
			<form class="stack" onSubmit={submit}>
				<WordsField
					label={m.back_words()}
					hint={count > 0 ? m.back_count({ count }) : m.back_words_hint()}
					value={typed}
					onInput={setTyped}
				/>
				<TextField label={m.back_extra()} value={extra} maxLength={60} onInput={setExtra} draft="secret" />
				<p class="soft small">{m.back_told()}</p>
				<Trouble>{reason ?? trouble}</Trouble>
				<Button type="submit" look="main" wide busy={busy} disabled={count < PHRASE_WORDS}>
					{m.back_act()}
				</Button>
			</form>
		</Page>
	);
}

/** The minute from which another try is accepted. */
function untilWhen({ retryAfter }: Problem): string {
	const now = serverNow();
	const at = Math.ceil((now + (retryAfter ?? MINUTE)) / MINUTE) * MINUTE;
	return m.back_wait({ time: returnTime(at, now) });
}
