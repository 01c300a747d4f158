/** Delete a phone's contents without its PIN: first says what would be lost, then asks for a deliberate step. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { signOut } from "../kernel/identity/account";
import { type WaysBack, waysBack } from "../kernel/keys/way-back";
import { m } from "../paraglide/messages.js";
import { instead, useAct } from "../ui/act";
import { Button } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { isTyped, WordToType } from "../ui/word-to-type";
import { sayFarewell } from "./farewell";

/** What this account loses. */
const OWN = {
	title: m.wipe_title,
	lead: m.wipe_lead,
	both: m.wipe_back_both,
	words: m.wipe_back_words,
	phone: m.wipe_back_phone,
	none: m.wipe_back_none,
	unknown: m.wipe_back_unknown,
};

interface WipeProps {
	readonly onStay: () => void;
	/** The account no longer exists. */
	readonly deleted?: boolean | undefined;
}

export function Wipe({ onStay, deleted = false }: WipeProps) {
	const goOn = useGoOn();
	const { busy, run } = useAct();
	const wipe = async (): Promise<void> => {
		if (!(await run(signOut))) return;
		sayFarewell(m.wiped());
		goOn("/", true);
	};
	return (
		<WipeStep says={deleted ? { ...OWN, none: m.wipe_back_deleted } : OWN} busy={busy} onStay={onStay} onWipe={wipe} />
	);
}

/** The last of some buttons: it opens the step below them. */
export function WipeBelow({
	deleted,
	children,
}: Pick<WipeProps, "deleted"> & { readonly children: ComponentChildren }) {
	const [wiping, setWiping] = useState(false);
	return (
		<>
			<div class="stack-tight">
				{children}
				{!wiping && (
					<Button wide onClick={() => setWiping(true)}>
						{m.wipe()}
					</Button>
				)}
			</div>
			{wiping && <Wipe deleted={deleted} onStay={() => setWiping(false)} />}
		</>
	);
}

export interface WipeStepProps {
	readonly says: typeof OWN;
	readonly busy: boolean;
	readonly onStay: () => void;
	readonly onWipe: () => unknown;
}

/** Says what is lost and what comes back, then asks; a word has to be typed where nothing is known to bring it back. */
export function WipeStep({ says, busy, onStay, onWipe }: WipeStepProps) {
	const [ways, setWays] = useState<WaysBack | null>(null);
	const [typed, setTyped] = useState("");
	useEffect(() => void waysBack().then(setWays), []);
	if (!ways) return null;
	const word = ways.words || ways.phone ? null : m.wipe_word();
	return (
		<form class="section" aria-labelledby="wipe" onSubmit={instead(onWipe)}>
			<h2 id="wipe">{says.title()}</h2>
			<p>{says.lead()}</p>
			<p>{afterwards(says, ways)}</p>
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

function afterwards(says: typeof OWN, { words, phone }: WaysBack): string {
	if (words && phone) return says.both();
	if (words) return says.words();
	if (phone) return says.phone();
	return words === null || phone === null ? says.unknown() : says.none();
}
