/** Wiping a phone that cannot be opened any other way: first what would be lost, then a step that nobody takes by chance. */

import { useEffect, useState } from "preact/hooks";
import { signOut } from "../kernel/session";
import { type WaysBack, waysBack } from "../kernel/way-back";
import { m } from "../paraglide/messages.js";
import { instead, useAct } from "../ui/act";
import { Button } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { isTyped, WordToType } from "../ui/word-to-type";

export function Wipe({ onStay }: { readonly onStay: () => void }) {
	const goOn = useGoOn();
	const { busy, run } = useAct();
	const [ways, setWays] = useState<WaysBack | null>(null);
	const [typed, setTyped] = useState("");
	useEffect(() => void waysBack().then(setWays), []);
	if (!ways) return null;
	const word = ways.words || ways.phone ? null : m.wipe_word();
	const wipe = async (): Promise<void> => {
		if (await run(signOut)) goOn("/", true);
	};
	return (
		<form class="section" aria-labelledby="wipe" onSubmit={instead(wipe)}>
			<h2 id="wipe">{m.wipe_title()}</h2>
			<p>{m.wipe_lead()}</p>
			<p>{afterwards(ways)}</p>
			{word && <WordToType word={word} typed={typed} onInput={setTyped} />}
			<div class="btns">
				<Button onClick={onStay}>{m.stay()}</Button>
				<Button type="submit" busy={busy} disabled={word !== null && !isTyped(word, typed)}>
					{m.wipe_now()}
				</Button>
			</div>
		</form>
	);
}

function afterwards({ words, phone }: WaysBack): string {
	if (words && phone) return m.wipe_back_both();
	if (words) return m.wipe_back_words();
	if (phone) return m.wipe_back_phone();
	return words === null || phone === null ? m.wipe_back_unknown() : m.wipe_back_none();
}
